import type { CompanyRef, dryRunRules as contract } from '@miji/contract';
import type { RuleSet } from '@miji/core';
import { findScopeEntry, lawOf, levelOfRank } from '@miji/core';
import type { CopyRow } from '@miji/db';
import { isoMillisecond } from '@miji/db';
import type { z } from 'zod';
import { copyIdOf } from '../copies/copy-summary.ts';
import { requirePersonally } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf, personRef } from '../platform/names.ts';
import type { TwoLaws } from './effects.ts';
import { EffectLedger } from './effect-ledger.ts';
import { losesKnowledge, tellEffects } from './effects.ts';
import { findKnownDraft, happeningOf, newestRules } from './known-draft.ts';
import type { LiveCompany, LiveItem } from './live-data.ts';
import { loadCompany, loadEverybody } from './live-data.ts';
import { PeopleByName } from './people-by-name.ts';
import { candidateOfDraft } from './publishable.ts';
import { reroutedRequests } from './rerouted-requests.ts';
import { coveredCompanies } from './rule-desk.ts';

type Output = z.output<typeof contract.output>;

const MOST_EXAMPLES = 20;

/**
 * What a draft would do to the live data, were it in force now. Nothing is changed, and only what lies in the companies that the
 * caller’s office covers is told.
 *
 * @throws Refusal `NOT_FOUND`, `NOT_ENTITLED` for a company that the office does not cover
 */
export const dryRunRules = async (ctx: CallContext, input: z.output<typeof contract.input>): Promise<Output> => {
  requirePersonally(ctx);
  const { company: office, row } = await findKnownDraft(ctx, input.draft, 'rules.tried');
  const happening = happeningOf(office, row.number, 'rules.tried');
  const covered = await coveredCompanies(ctx);
  // An overlay bears on its own company alone.
  const concerned = covered.filter(({ code }) => row.scope === null || code === row.scope);
  const companies = input.company === undefined ? concerned : concerned.filter(({ code }) => code === input.company);
  if (companies.length === 0) throw await refused(ctx, happening, { code: 'NOT_ENTITLED' });

  const newest = await newestRules(ctx);
  const candidate = candidateOfDraft(newest, row);
  const people = await loadEverybody(ctx);
  const byName = new PeopleByName(people, ctx.at);
  const ledger = new EffectLedger(input.rows);
  const found: Findings = { rerouted: [], recalled: [], relevelled: [] };
  const looked = { persons: people.size, items: 0, requests: 0, copies: 0 };
  for (const company of companies) {
    const live = await loadCompany(ctx, company);
    const laws = { before: lawOf(newest, company.code), after: lawOf(candidate, company.code) };
    looked.items += live.items.length;
    looked.requests += live.requests.length;
    looked.copies += live.copies.length;
    await tellEffects(laws, live.items, byName, (effect) => ledger.add(effect, company.code));
    found.rerouted.push(...(await reroutedRequests(ctx, { live, laws, people, newest, candidate })));
    found.recalled.push(...recalledCopies(ctx, live, laws, byName));
    found.relevelled.push(...relevelledItems(live.items, laws));
  }
  await ctx.platform.trace.record(done(ctx, { ...happening, details: { base: newest.version, items: looked.items } }));
  return toOutput(ctx, { draft: row.number, newest, companies, looked, ledger, found });
};

interface Findings {
  readonly rerouted: Awaited<ReturnType<typeof reroutedRequests>>[number][];
  readonly recalled: CopyRow[];
  readonly relevelled: Output['relevelled']['examples'];
}

/** Copies whose holder would be in the range no more. */
const recalledCopies = (
  { at }: CallContext,
  { items, copies }: LiveCompany,
  laws: TwoLaws,
  people: PeopleByName,
): readonly CopyRow[] => {
  const byId = new Map(items.map((item) => [item.facts.itemId, item]));
  return copies.filter((copy) => {
    const item = byId.get(copy.item_id);
    return item !== undefined && losesKnowledge(laws, item, people.find(copy.holder_id), at);
  });
};

const relevelledItems = (items: readonly LiveItem[], { before, after }: TwoLaws): Output['relevelled']['examples'] =>
  items.flatMap(({ number, catalogueCode, facts }) => {
    const was = findScopeEntry(before, catalogueCode)?.defaultLevel ?? null;
    const would = findScopeEntry(after, catalogueCode)?.defaultLevel ?? null;
    return was === would ? [] : [{ item: number, catalogueCode, level: facts.level, before: was, after: would }];
  });

const toOutput = async (
  ctx: CallContext,
  run: {
    readonly draft: string;
    readonly newest: RuleSet;
    readonly companies: readonly CompanyRef[];
    readonly looked: Output['looked'];
    readonly ledger: EffectLedger;
    readonly found: Findings;
  },
): Promise<Output> => {
  const { rerouted, recalled, relevelled } = run.found;
  const requests = rerouted.slice(0, MOST_EXAMPLES);
  const copies = recalled.slice(0, MOST_EXAMPLES);
  const names = await namesOf(ctx, [
    ...run.ledger.personIds,
    ...requests.flatMap(({ before, after }) => [...before, ...after]),
    ...copies.map(({ holder_id }) => holder_id),
  ]);
  const people = (ids: readonly string[]) => ids.map((id) => personRef(id, names));
  return {
    draft: run.draft,
    version: run.newest.version,
    at: isoMillisecond(ctx.at),
    companies: [...run.companies],
    looked: run.looked,
    ...run.ledger.toWire(names, ctx.at),
    rerouted: {
      count: rerouted.length,
      examples: requests.map((request) => ({
        ...request,
        before: people(request.before),
        after: people(request.after),
      })),
    },
    recalled: {
      count: recalled.length,
      examples: copies.map((copy) => ({
        copy: copyIdOf(copy),
        item: copy.item_number,
        holder: personRef(copy.holder_id, names),
        level: levelOfRank(copy.level),
      })),
    },
    relevelled: { count: relevelled.length, examples: relevelled.slice(0, MOST_EXAMPLES) },
  };
};
