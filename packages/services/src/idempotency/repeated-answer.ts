import { itemNumber, Refusal } from '@miji/contract';
import { inOffice } from '@miji/core';
import { actingPerson, homeCompanyId } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { digestOf } from '../platform/once.ts';
import { knowsItem } from './knows-item.ts';

/** An answer with what its caller was when he got it. */
interface Kept {
  readonly answer: unknown;
  /** his posts, as a digest */
  readonly standing: string;
  /** which of the items in it he could know */
  readonly known: readonly string[];
}

/** The answer of an act as it is kept for whoever sends the act again. */
export const keptAnswer = async (ctx: CallContext, input: unknown, answer: unknown): Promise<string> => {
  const numbers = itemsIn({ input, answer });
  const known = await Promise.all(numbers.map((number) => knowsItem(ctx, number)));
  const kept: Kept = { answer, standing: standingOf(ctx), known: numbers.filter((_, index) => known[index] === true) };
  return JSON.stringify(kept);
};

/**
 * Gives a kept answer out once more, to whoever is still what he was when he got it first and may still know what it speaks of.
 *
 * @throws Refusal `ANSWER_LOST` to everybody else: it was done, and he has to look for himself
 */
export const repeatedAnswer = async (ctx: CallContext, procedure: string, text: string): Promise<unknown> => {
  const { answer, standing, known } = read(text);
  const stillKnown = await Promise.all(known.map((number) => knowsItem(ctx, number)));
  if (standing !== standingOf(ctx) || stillKnown.includes(false)) throw await answerLost(ctx, procedure);
  await ctx.platform.trace.record(done(ctx, happeningOf(ctx, procedure)));
  return answer;
};

/** Refuses an answer to whoever sends an act again that was done: it is not there, or no longer his. */
export const answerLost = (ctx: CallContext, procedure: string): Promise<Refusal> =>
  refused(ctx, happeningOf(ctx, procedure), { code: 'ANSWER_LOST' });

const happeningOf = (ctx: CallContext, procedure: string) =>
  ({ companyId: homeCompanyId(ctx), action: 'act.repeated', details: { procedure } }) as const;

const read = (text: string): Kept => {
  const kept: unknown = JSON.parse(text);
  if (typeof kept !== 'object' || kept === null || !('standing' in kept) || !('known' in kept)) throw lost();
  const { standing, known } = kept;
  if (typeof standing !== 'string' || !Array.isArray(known)) throw lost();
  return {
    answer: 'answer' in kept ? kept.answer : undefined,
    standing,
    known: known.filter((one) => typeof one === 'string'),
  };
};

const lost = (): Refusal => new Refusal('ANSWER_LOST');

/** His posts now, and those of whoever a service speaks for. */
const standingOf = (ctx: CallContext): string => {
  const person = actingPerson(ctx);
  const posts = person === null ? [] : inOffice(person, ctx.at);
  return digestOf(
    posts.map(({ companyId, post, departmentId }) => `${companyId} ${post} ${departmentId ?? ''}`).toSorted(),
  );
};

/** The numbers of items that stand anywhere in it. */
const itemsIn = (value: unknown): readonly string[] => {
  const found = new Set<string>();
  const look = (one: unknown): void => {
    if (typeof one === 'string') {
      if (one.length <= LONGEST_NUMBER && itemNumber.safeParse(one).success) found.add(one);
    } else if (typeof one === 'object' && one !== null) Object.values(one).forEach(look);
  };
  look(value);
  return [...found].slice(0, MOST_ITEMS);
};

const LONGEST_NUMBER = 40;
/** An act that speaks of more is one of an office, which knows none of them. */
const MOST_ITEMS = 10;
