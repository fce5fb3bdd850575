import type {
  checkAccess as contract,
  checkManyAccess as manyContract,
  CompanyRef,
  DecisionWire,
} from '@miji/contract';
import type { Decision } from '@miji/core';
import { tellsOfItem } from '@miji/core';
import { findItems, rangesOfNumbers } from '@miji/db';
import type { z } from 'zod';
import { toFacts } from '../items/item-facts.ts';
import { findKnownItem, NOBODY } from '../items/known-item.ts';
import { actingPerson, homeCompanyId, lawFor, scopeOfCompany } from '../platform/acting.ts';
import { done, refusal } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { decideHolding, grantsHeld } from './decide-holding.ts';
import { decisionWire } from './decision-wire.ts';

type Question = z.output<typeof contract.input>;

const happeningOf = (companyId: string, { item, operation }: Question) =>
  ({
    companyId,
    action: 'item.checked',
    subject: { kind: 'item', id: item },
    item,
    details: { operation },
  }) as const;

/**
 * What the law says to a question, without doing anything: with the grant that he holds for it, which is not used by asking.
 *
 * @throws Refusal `NOT_FOUND` where the item may not be known
 */
export const checkAccess = async (ctx: CallContext, input: Question): Promise<DecisionWire> => {
  const asking = {
    number: input.item,
    operation: input.operation,
    necessity: input.necessity,
    action: 'item.checked',
  } as const;
  const { company, also: decision } = await findKnownItem(ctx, asking, async (tx, { company: owner, facts }) => {
    const actor = actingPerson(ctx) ?? NOBODY;
    const held = await grantsHeld(tx, actor, [input.item], ctx.at);
    const { operation, necessity } = input;
    return decideHolding({ law: lawFor(ctx, owner), operation, item: facts, actor, at: ctx.at, necessity }, held);
  });
  await ctx.platform.trace.record(done(ctx, { ...happeningOf(company.id, input), because: decision }));
  return decisionWire(decision);
};

type Answer = z.output<typeof manyContract.output>['answers'][number];

const UNKNOWN: Answer = { known: false, code: 'NOT_FOUND' };

/**
 * The same for many questions at once, in one transaction per company; what may not be known is said of each by itself, and each is
 * traced by itself.
 */
export const checkManyAccess = async (
  ctx: CallContext,
  input: z.output<typeof manyContract.input>,
): Promise<z.output<typeof manyContract.output>> => {
  const companies = await Promise.all(input.questions.map(({ item }) => ctx.platform.companies.ofNumber(item)));
  const asked = input.questions.map((question, index) => ({ question, company: companies[index] }));
  const byCompany = Map.groupBy(asked, ({ company }) => company);
  const decisions = new Map<Question, Decision>();
  for (const [company, questions] of byCompany) {
    if (company === undefined) continue;
    for (const [question, decision] of await decideAll(
      ctx,
      company,
      questions.map(({ question }) => question),
    )) {
      decisions.set(question, decision);
    }
  }
  const events = asked.map(({ question, company }) => {
    const happening = happeningOf(company?.id ?? homeCompanyId(ctx), question);
    const decision = decisions.get(question);
    return isKnown(decision) ? done(ctx, { ...happening, because: decision }) : refusal(ctx, happening, decision);
  });
  await ctx.platform.trace.record(...events);
  return {
    answers: asked.map(({ question }) => {
      const decision = decisions.get(question);
      return isKnown(decision) ? { known: true, decision: decisionWire(decision) } : UNKNOWN;
    }),
  };
};

const isKnown = (decision: Decision | undefined): decision is Decision =>
  decision !== undefined && tellsOfItem(decision);

const decideAll = async (
  ctx: CallContext,
  company: CompanyRef,
  questions: readonly Question[],
): Promise<ReadonlyMap<Question, Decision>> => {
  const actor = actingPerson(ctx) ?? NOBODY;
  const law = lawFor(ctx, company);
  const { rows, ranges, held } = await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    const numbers = [...new Set(questions.map(({ item }) => item))];
    const [found, entries, grants] = await Promise.all([
      findItems(tx, numbers),
      rangesOfNumbers(tx, numbers),
      grantsHeld(tx, actor, numbers, ctx.at),
    ]);
    return { rows: found, ranges: entries, held: grants };
  });
  const facts = new Map(rows.map((row) => [row.number, toFacts(row, ranges.get(row.id) ?? [])]));
  return new Map(
    questions.flatMap((question) => {
      const item = facts.get(question.item);
      if (item === undefined) return [];
      const { operation, necessity } = question;
      return [[question, decideHolding({ law, operation, item, actor, at: ctx.at, necessity }, held)] as const];
    }),
  );
};
