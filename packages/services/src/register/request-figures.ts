import type { CompanyRef, requestFigures as contract, RequestFigures } from '@miji/contract';
import { REFUSAL_GROUNDS } from '@miji/contract';
import { levelOfRank, POSTS, REQUEST_STATES } from '@miji/core';
import type { RequestRow, Within } from '@miji/db';
import { countRefusalGrounds, countRequestStates, longestWaiting } from '@miji/db';
import type { z } from 'zod';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf, personRef } from '../platform/names.ts';
import { endOfDays, startOfDays } from '../trace/trace-days.ts';
import { registersAskedFor, scopeAcross, unnamedReader } from './register-desk.ts';
import type { Timed } from './time-to-decide.ts';
import { timesToDecide } from './time-to-decide.ts';
import { approversOf } from './waiting.ts';

const MINUTE_MS = 60_000;
/** As many as anybody looks at. */
const WAITING_AT_MOST = 10;

/**
 * Figures about the approvals of some days: what became of what was filed then, how long each post took, why was refused; and what
 * waits longest now. Looking is itself traced.
 *
 * @throws Refusal `NOT_ENTITLED` to whoever answers for none of these registers
 */
export const requestFigures = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const companies = await registersAskedFor(ctx, input.company, 'register.counted');
  const everyCompany = await platform.companies.all();
  const unnamed = await unnamedReader(ctx, companies[0].id);
  const span = { from: startOfDays(input.from), to: endOfDays(input.to), unnamed };
  const found = await platform.db.transactAcross(scopeAcross(ctx), async (within) => {
    const states = await eachOf(companies, within, (tx) => countRequestStates(tx, span));
    const grounds = await eachOf(companies, within, (tx) => countRefusalGrounds(tx, span));
    const waiting = await eachOf(companies, within, (tx) => longestWaiting(tx, WAITING_AT_MOST, unnamed));
    return { states, grounds, waiting, timed: await timesToDecide(within, companies, everyCompany, span) };
  });
  const longest = found.waiting.toSorted(byTurn).slice(0, WAITING_AT_MOST);
  const approvers = await approversOf(ctx, longest);
  const names = await namesOf(ctx, [...approvers.values()].flat());
  await platform.trace.record(
    done(ctx, {
      companyId: companies[0].id,
      action: 'register.counted',
      details: { from: input.from, to: input.to, companies: companies.length },
    }),
  );
  const ownerOf = new Map(companies.map((company) => [company.id, company]));
  return {
    counts: REQUEST_STATES.map((state) => ({ state, count: sumOf(found.states.filter((row) => row.state === state)) })),
    timeToDecide: byOffice(found.timed, everyCompany),
    refusals: REFUSAL_GROUNDS.map((ground) => ({
      ground,
      count: sumOf(found.grounds.filter((row) => groundOf(row.ground) === ground)),
    })).filter(({ count }) => count > 0),
    waiting: longest.flatMap((row) => {
      const company = ownerOf.get(row.company_id);
      if (company === undefined) return [];
      return [
        {
          number: row.number,
          company,
          operation: row.operation,
          level: levelOfRank(row.level),
          minutes: minutesBetween(row.turn_began_at.epochMilliseconds, at.epochMilliseconds),
          approvers: (approvers.get(row.id) ?? []).map((id) => personRef(id, names)),
        },
      ];
    }),
  };
};

const eachOf = async <T>(
  companies: readonly CompanyRef[],
  within: Within,
  read: Parameters<typeof within<readonly T[]>>[1],
): Promise<readonly T[]> => {
  const all: T[] = [];
  for (const { id } of companies) all.push(...(await within(id, read)));
  return all;
};

const sumOf = (rows: readonly { readonly count: number }[]): number => rows.reduce((sum, { count }) => sum + count, 0);

/** What was refused without one of the usual reasons, as before there were any, was for another. */
const groundOf = (stored: string | null) => REFUSAL_GROUNDS.find((ground) => ground === stored) ?? 'other';

const minutesBetween = (from: number, to: number): number => Math.max(0, Math.floor((to - from) / MINUTE_MS));

const byTurn = (one: RequestRow, other: RequestRow): number =>
  one.turn_began_at.epochMilliseconds - other.turn_began_at.epochMilliseconds || (one.id < other.id ? -1 : 1);

/** The shortest time that this share of them took no longer than; whole minutes. */
const share = (sorted: readonly number[], part: number, of: number): number =>
  sorted[Math.ceil((sorted.length * part) / of) - 1] ?? 0;

const byOffice = (timed: readonly Timed[], companies: readonly CompanyRef[]): RequestFigures['timeToDecide'] =>
  companies.flatMap((company) =>
    POSTS.flatMap((post) => {
      const minutes = timed
        .filter((one) => one.companyId === company.id && one.post === post)
        .map(({ began, decided }) => minutesBetween(began, decided))
        .toSorted((one, other) => one - other);
      if (minutes.length === 0) return [];
      const [medianMinutes, ninetyMinutes] = [share(minutes, 1, 2), share(minutes, 9, 10)];
      return [{ company, post, decided: minutes.length, medianMinutes, ninetyMinutes }];
    }),
  );
