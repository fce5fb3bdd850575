import type { CompanyRef, SearchHit, searchItems as contract } from '@miji/contract';
import { HEADQUARTERS_EXECUTIVES } from '@miji/core';
import type { ItemRow, Page, ScopedTransaction, WantedWords } from '@miji/db';
import { itemCursor, itemsNumbered, itemsOfRarest, itemsWithTokens, scopeOf } from '@miji/db';
import type { z } from 'zod';
import { toItemSummary } from '../items/item-facts.ts';
import { pageKnownItems } from '../need-to-know/known-page.ts';
import { homeCompanyId, lawFor, requirePerson, scopeOfCompany } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { standsIn, wantedGrams } from './grams.ts';
import { wantedNumbers } from './wanted-number.ts';

type Input = z.output<typeof contract.input>;
type Where = SearchHit['in'];
interface Found {
  readonly row: ItemRow;
  readonly company: CompanyRef;
  readonly in: Where;
}

/** A word that stands in fewer items than these is where to begin. */
const RARE = 2_000;
const MOST_NUMBERS = 1_000;
const SORT = 'newest';

/**
 * Searches what a person may know, in every company: by number, by title, by the words of a text. It goes through what he may know
 * and looks there for the words, so that what he may not know costs no time either. The trace keeps that he searched and how much
 * he was shown, and none of his words.
 *
 * @throws Refusal `NOT_ENTITLED` for a service that acts for nobody
 */
export const searchItems = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  requirePerson(ctx);
  const companies = await platform.companies.all();
  const { companyId: _none, ...scope } = scopeOfCompany(ctx, homeCompanyId(ctx));
  const pages = await platform.db.transactAcross(scope, async (within) => {
    const found: Page<Found>[] = [];
    // One company after the other, on one connection: a search is not worth more of them than anything else.
    for (const company of companies) found.push(await within(company.id, (tx) => pageOf(ctx, tx, company, input)));
    return found;
  });
  const all = pages.flatMap(({ rows }) => rows).toSorted(newestFirst);
  const page = all.slice(0, input.limit);
  const last = page.at(-1);
  const more = all.length > page.length || pages.some(({ next }) => next !== null);
  await platform.trace.record(
    done(ctx, { companyId: homeCompanyId(ctx), action: 'item.searched', details: { entries: page.length } }),
  );
  return {
    entries: page.map(({ row, company, in: where }) => ({
      item: toItemSummary({ ...ctx, at }, row, company),
      in: where,
    })),
    next: more && last !== undefined ? itemCursor(last.row, SORT) : null,
  };
};

const newestFirst = (one: Found, other: Found): number =>
  other.row.registered_at.epochMilliseconds - one.row.registered_at.epochMilliseconds ||
  (one.row.id < other.row.id ? 1 : -1);

const pageOf = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  company: CompanyRef,
  input: Input,
): Promise<Page<Found>> => {
  const wanted = await wantedOf(ctx, tx, company, input.words);
  if (wanted.tokens.length + wanted.numbered.length === 0) return { rows: [], next: null };
  const places = new Map<string, Where>();
  const reader = { law: lawFor(ctx, company), actor: requirePerson(ctx), at: ctx.at };
  const page = await pageKnownItems(tx, reader, { sort: SORT, words: wanted }, input, async (_, rows) => {
    for (const [id, where] of await placesOf(tx, rows, wanted, input.words)) places.set(id, where);
    return rows.filter(({ id }) => places.has(id));
  });
  const rows = page.rows.flatMap((row) => {
    const where = places.get(row.id);
    return where === undefined ? [] : [{ row, company, in: where }];
  });
  return { rows, next: page.next };
};

const wantedOf = async (
  { platform }: CallContext,
  tx: ScopedTransaction,
  company: CompanyRef,
  words: string,
): Promise<WantedWords> => {
  const bounds = wantedNumbers(words, company.code);
  const numbers = await Promise.all(bounds.map((some) => itemsNumbered(tx, some, MOST_NUMBERS)));
  const numbered = [...new Set(numbers.flat())];
  const grams = wantedGrams(words);
  const tokens = grams.size === 0 ? [] : await platform.vault.tokens(tx, grams);
  // Who may know everything may also know how rare a word is; for others that would be something to learn.
  const knowsAll = scopeOf(tx).principals.some((name) => name === HEADQUARTERS_EXECUTIVES);
  const rare = knowsAll && tokens.length > 0 ? await itemsOfRarest(tx, tokens, RARE) : null;
  return { tokens, numbered, among: rare === null ? null : [...new Set([...rare, ...numbered])] };
};

/** Where the words stand. Two characters side by side are found anywhere in a title; the words themselves are looked for here. */
const placesOf = async (
  tx: ScopedTransaction,
  rows: readonly ItemRow[],
  { tokens, numbered }: WantedWords,
  words: string,
): Promise<ReadonlyMap<string, Where>> => {
  const places = new Map<string, Where>();
  for (const { id, title } of rows) {
    if (numbered.includes(id)) places.set(id, 'number');
    else if (standsIn(title, words)) places.set(id, 'title');
  }
  const rest = rows.flatMap(({ id }) => (places.has(id) ? [] : [id]));
  if (rest.length > 0 && tokens.length > 0) {
    for (const id of await itemsWithTokens(tx, rest, tokens, 'text')) places.set(id, 'text');
  }
  return places;
};
