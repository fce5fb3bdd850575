import type { decideManyRequests as contract } from '@miji/contract';
import { Refusal } from '@miji/contract';
import type { z } from 'zod';
import { homeCompanyId, requirePersonally } from '../platform/acting.ts';
import { refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { decideRequest } from './decide-request.ts';
import type { KnownRequest } from './known-request.ts';
import { findKnownRequest } from './known-request.ts';
import { ACTION_OF } from './verdict.ts';

type Input = z.output<typeof contract.input>;
type Output = z.output<typeof contract.output>;
type Outcome = Output['outcomes'][number];

/**
 * Decides several requests that are alike at once: of one operation, one level and one owner, and none of them 绝密, each of which is
 * confirmed for itself. Where they are not alike, none is decided. Otherwise each is decided for itself, as if it had come alone: what
 * one of them is refused with keeps no other from being decided.
 *
 * @throws Refusal `NOT_TOGETHER`
 * @see GS-21
 */
export const decideManyRequests = async (ctx: CallContext, input: Input): Promise<Output> => {
  requirePersonally(ctx);
  const numbers = [...new Set(input.numbers)];
  const action = ACTION_OF[input.verdict.decision];
  const found: (KnownRequest | Refusal)[] = [];
  for (const number of numbers) found.push(await orRefusal(findKnownRequest(ctx, number, action)));
  const known = found.filter((one): one is KnownRequest => !(one instanceof Refusal));
  if (!areAlike(known)) {
    const happening = { companyId: homeCompanyId(ctx), action, details: { requests: numbers.length } } as const;
    throw await refused(ctx, happening, { code: 'NOT_TOGETHER', article: 'GS-21' });
  }
  const outcomes: Outcome[] = [];
  for (const [index, number] of numbers.entries()) {
    const one = found[index];
    const decided =
      one instanceof Refusal || one === undefined
        ? one
        : await orRefusal(decideRequest(ctx, { number, round: input.rounds?.[number], ...input.verdict }));
    outcomes.push(toOutcome(number, decided));
  }
  return { outcomes };
};

const areAlike = (known: readonly KnownRequest[]): boolean =>
  known.every(({ level }) => level !== 'top_secret') &&
  new Set(known.map(({ row, level, company }) => `${row.operation} ${level} ${company.id}`)).size <= 1;

const toOutcome = (number: string, decided: { readonly state: Outcome['state'] } | Refusal | undefined): Outcome => {
  if (decided === undefined) return { number, state: null, code: 'NOT_FOUND' };
  return decided instanceof Refusal
    ? { number, state: null, code: decided.code }
    : { number, state: decided.state, code: null };
};

const orRefusal = async <T>(call: Promise<T>): Promise<T | Refusal> => {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
};
