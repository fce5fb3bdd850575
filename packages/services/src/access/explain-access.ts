import type { explainAccess as contract } from '@miji/contract';
import { bindingRegimes, explain, lawOf, Temporal, TRACE_POSTS } from '@miji/core';
import type { ExclusionRow, ItemRow, RangeRow } from '@miji/db';
import { exclusionsOf, findItem, isoMillisecond, rangeOfNumber } from '@miji/db';
import type { z } from 'zod';
import { toFacts } from '../items/item-facts.ts';
import { rangeNames } from '../items/range-names.ts';
import { holdsOffice, homeCompanyId, systemScope } from '../platform/acting.ts';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import type { Names } from '../platform/names.ts';
import { decisionWire } from './decision-wire.ts';
import { groundWire } from './ground-wire.ts';
import { unitsOfActor } from './units-of-actor.ts';

type Input = z.output<typeof contract.input>;
type Output = z.output<typeof contract.output>;

/**
 * Why the law answers somebody's question as it does, now or at another moment by what the register has now: the rule, the article, what
 * it rests on, and what would change it. For the security officers and auditors of the item's owner and of the head office, who learn its
 * number and level and nothing of what it says. Everybody else is refused in the same words, whether or not there is such an item.
 *
 * @throws Refusal `NOT_ENTITLED` outside those offices; within them `NOT_FOUND` where there is no such item or person
 */
export const explainAccess = async (ctx: CallContext, input: Input): Promise<Output> => {
  const { platform } = ctx;
  // Whoever asks is looked at now; only what he asks about may be of another moment.
  const at = input.at === undefined ? ctx.at : Temporal.Instant.from(input.at);
  const company = await platform.companies.ofNumber(input.item);
  const happening = {
    companyId: company?.id ?? homeCompanyId(ctx),
    action: 'decision.explained',
    subject: { kind: 'person', id: input.personId },
    item: input.item,
    details: { operation: input.operation, ...(input.at === undefined ? {} : { moment: isoMillisecond(at) }) },
  } as const;
  // Asked before anything is looked up: nothing about the item can show in the refusal.
  if (!(await holdsOffice(ctx, company?.id ?? homeCompanyId(ctx), TRACE_POSTS))) {
    throw await refused(ctx, happening, { code: 'NOT_ENTITLED' });
  }
  const [found, person] = await Promise.all([
    company === undefined ? undefined : findRegistered(ctx, company.id, input.item),
    loadPerson(platform, input.personId, at),
  ]);
  if (company === undefined || found === undefined || person === undefined) {
    throw await refused(ctx, happening, NOT_FOUND);
  }
  const { row, range, exclusions } = found;
  const item = toFacts(row, range);
  const law = lawOf(input.at === undefined ? ctx.rules : await platform.rules.at(at), company.code);
  const { operation, necessity } = input;
  const explained = explain({ law, operation, item, actor: person, at, necessity });
  const names = await namesFor(ctx, person, range, exclusions);
  const facts = { person, range, exclusions, names, companies: await platform.companies.all() };

  await platform.trace.record(done(ctx, { ...happening, because: explained.decision }));
  return {
    at: isoMillisecond(at),
    item: row.number,
    owner: company,
    level: explained.level,
    markedLevel: item.level,
    regimes: [...bindingRegimes(item.regimes)],
    person: { id: person.personId, name: person.name },
    operation,
    ruleSetVersion: law.version,
    decision: decisionWire(explained.decision),
    articles: [...explained.articles],
    grounds: explained.grounds.flatMap((ground) => groundWire(ground, facts)),
    remedies: explained.remedies.map((remedy) =>
      remedy.kind === 'naming' ? { kind: 'naming', by: [...remedy.by] } : { ...remedy },
    ),
    turns: explained.turns.map((turn) => ({ ...turn, at: isoMillisecond(turn.at) })),
  };
};

interface Registered {
  readonly row: ItemRow;
  readonly range: readonly RangeRow[];
  readonly exclusions: readonly ExclusionRow[];
}

/** What the register has of an item; no content is in reach of this scope. */
const findRegistered = (ctx: CallContext, companyId: string, number: string): Promise<Registered | undefined> =>
  ctx.platform.db.transact(systemScope(ctx.at, companyId), async (tx) => {
    const [row, range] = await Promise.all([findItem(tx, number), rangeOfNumber(tx, number)]);
    return row === undefined ? undefined : { row, range, exclusions: await exclusionsOf(tx, row.id) };
  });

const namesFor = async (
  ctx: CallContext,
  person: ActingPerson,
  range: readonly RangeRow[],
  exclusions: readonly ExclusionRow[],
): Promise<Names> => {
  const people = [
    ...exclusions.map(({ excluded_by }) => excluded_by),
    ...(person.delegations ?? []).map(({ principalId }) => principalId),
  ];
  const [ofRange, units] = await Promise.all([rangeNames(ctx, range), unitsOfActor(ctx, person)]);
  return new Map([...ofRange, ...(await namesOf(ctx, people, units))]);
};
