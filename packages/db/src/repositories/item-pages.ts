import type { EffectiveLevel } from '@miji/core';
import { HEADQUARTERS_EXECUTIVES, levelRank, staffPrincipal } from '@miji/core';
import type { Expression, ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../schema/index.ts';
import type { Scope } from '../scope.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf, scopeOf } from '../scoped-database.ts';
import { END_OF_TIME } from './end-of-time.ts';
import type { ItemRow } from './items.ts';
import type { Keyset, Page } from './keyset.ts';
import { readCursor, toPage, writeCursor } from './keyset.ts';

/** What a list of items can be narrowed to. */
export interface ItemFilter {
  readonly level?: EffectiveLevel | undefined;
  readonly catalogueCode?: string | undefined;
  readonly search?: string | undefined;
  readonly words?: WantedWords | undefined;
  readonly sort: 'newest' | 'declassifies_soonest';
}

/** What somebody searches for, as the database can tell it. */
export interface WantedWords {
  /** tokens that all have to stand in the title, or all in the text */
  readonly tokens: readonly number[];
  /** items that are found whatever stands in them: the numbers fit */
  readonly numbered: readonly string[];
  /** items beyond which nothing need be looked at; null where nobody has narrowed it down */
  readonly among: readonly string[] | null;
}

/** The column of `item_reader` that a list is in the order of, and which way it runs. */
const ORDERS = {
  newest: { column: 'registered_at', direction: 'desc', beyond: '<', keyOf: (row: ItemRow) => row.registered_at },
  declassifies_soonest: {
    column: 'ends_at',
    direction: 'asc',
    beyond: '>',
    keyOf: (row: ItemRow) => row.secret_until ?? END_OF_TIME,
  },
} as const;

/**
 * The items of the scoped company that one of the scope's principals may know, a page at a time.
 *
 * Each name that the person answers to yields its first items off its own index, and the page is the first of those together:
 * what a page costs follows from its length, not from how much the company has or the person may know.
 */
export const pageItems = async (
  tx: ScopedTransaction,
  filter: ItemFilter,
  paging: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<ItemRow>> => {
  const scope = scopeOf(tx);
  const company = companyOf(tx);
  const { column, direction, beyond, keyOf } = ORDERS[filter.sort];
  const after = paging.cursor === undefined ? null : readCursor(paging.cursor);
  const enough = paging.limit + 1;

  const named = tx
    .selectFrom(sql<{ principal: string }>`unnest(${[...scope.principals]}::text[])`.as<'held'>(sql`held (principal)`))
    .innerJoinLateral(
      (eb) => {
        const known = eb
          .selectFrom('item_reader')
          .innerJoin('item', (join) =>
            join.onRef('item.company_id', '=', 'item_reader.company_id').onRef('item.id', '=', 'item_reader.item_id'),
          )
          .select([`item_reader.${column} as place`, 'item_reader.item_id'])
          .where('item_reader.company_id', '=', company)
          .whereRef('item_reader.principal', '=', 'held.principal')
          .where('item_reader.valid_from', '<=', scope.at)
          .where('item_reader.valid_to', '>', scope.at)
          .where(admitted(scope))
          .where(narrowed(filter, scope));
        const ahead = filter.sort === 'newest' ? known : known.where('item_reader.ends_at', '>', scope.at);
        const rest =
          after === null
            ? ahead
            : ahead.where((on) =>
                on(on.refTuple(`item_reader.${column}`, 'item_reader.item_id'), beyond, on.tuple(after.at, after.id)),
              );
        return rest
          .orderBy(`item_reader.${column}`, direction)
          .orderBy('item_reader.item_id', direction)
          .limit(enough)
          .as('known');
      },
      (join) => join.onTrue(),
    )
    .select(['known.place', 'known.item_id']);
  const found = listsEnded(filter) ? named.union(ended(tx, filter, after, enough)) : named.distinct();

  // Cut to a page before the items are fetched: the planner then fetches these few, and does not read the table.
  const page = tx
    .selectFrom(found.as('found'))
    .selectAll()
    .orderBy('place', direction)
    .orderBy('item_id', direction)
    .limit(enough);

  const rows = await tx
    .selectFrom(page.as('page'))
    .innerJoin('item', 'item.id', 'page.item_id')
    .selectAll('item')
    .where('item.company_id', '=', company)
    .orderBy('page.place', direction)
    .orderBy('page.item_id', direction)
    .execute();
  return toPage(rows, paging.limit, (row) => writeCursor({ at: keyOf(row), id: row.id }));
};

/** The end of a page that is cut after this row. */
export const itemCursor = (row: ItemRow, sort: ItemFilter['sort']): string =>
  writeCursor({ at: ORDERS[sort].keyOf(row), id: row.id });

/** Whether a list may hold what is no longer secret. */
const listsEnded = (filter: ItemFilter): boolean =>
  filter.sort === 'newest' && (filter.level === undefined || filter.level === 'declassified');

/** Whoever is shut out is let in by no name of his, the head office's executives apart. */
const admitted =
  ({ personId }: Scope) =>
  (eb: ExpressionBuilder<Database, 'item' | 'item_reader'>) =>
    eb.or([
      eb('item_reader.principal', '=', HEADQUARTERS_EXECUTIVES),
      eb.not(eb(eb.val(personId), '=', eb.fn.any('item.excluded_ids'))),
    ]);

/**
 * What is no longer secret may also be known to the owner's staff, to the head office's executives, and to whom the work was in the
 * charge of.
 */
const ended = (tx: ScopedTransaction, filter: ItemFilter, after: Keyset | null, enough: number) => {
  const scope = scopeOf(tx);
  const company = companyOf(tx);
  const newest = tx
    .selectFrom('item')
    .select(['item.registered_at as place', 'item.id as item_id'])
    .where('item.company_id', '=', company)
    .where('item.secret_until', '<=', scope.at)
    .where(narrowed(filter, scope));
  const isOpen = scope.principals.some((name) => name === staffPrincipal(company) || name === HEADQUARTERS_EXECUTIVES);
  const open = isOpen
    ? newest
    : newest.where(sql<boolean>`'person:' || item.responsible_manager_id = any (${[...scope.principals]}::text[])`);
  const rest =
    after === null
      ? open
      : open.where((eb) => eb(eb.refTuple('item.registered_at', 'item.id'), '<', eb.tuple(after.at, after.id)));
  const first = rest.orderBy('item.registered_at', 'desc').orderBy('item.id', 'desc').limit(enough);
  return tx.selectFrom(first.as('ended')).select(['ended.place', 'ended.item_id']);
};

type Condition = (eb: ExpressionBuilder<Database, 'item'>) => ExpressionWrapper<Database, 'item', SqlBool>;

/** The filters, and what the order by itself leaves out. */
const narrowed =
  (filter: ItemFilter, { at }: Scope): Condition =>
  (eb) => {
    const secret = eb.or([eb('item.secret_until', '>', at), eb('item.secret_until', 'is', null)]);
    const conditions: Expression<SqlBool>[] = [];
    if (filter.sort === 'declassifies_soonest') conditions.push(secret);
    if (filter.level === 'declassified') conditions.push(eb('item.secret_until', '<=', at));
    else if (filter.level !== undefined) conditions.push(eb('item.level', '=', levelRank(filter.level)), secret);
    if (filter.catalogueCode !== undefined) conditions.push(eb('item.catalogue_code', '=', filter.catalogueCode));
    if (filter.search) {
      const wanted = eb.val(filter.search);
      conditions.push(
        eb.or([
          eb(eb.fn<number>('strpos', ['item.number', wanted]), '>', 0),
          eb(eb.fn<number>('strpos', ['item.title', wanted]), '>', 0),
        ]),
      );
    }
    if (filter.words !== undefined) {
      conditions.push(says(filter.words));
      if (filter.words.among !== null) conditions.push(isOneOf(filter.words.among));
    }
    return eb.and(conditions);
  };

const isOneOf = (ids: readonly string[]) => sql<SqlBool>`item.id = any (${[...ids]}::uuid[])`;

/** Kept as probes of the index, item by item (`offset 0`): made into a join, all that anybody ever wrote would be gone through. */
const says = ({ tokens, numbered }: WantedWords) => {
  const in_ = (source: 'title' | 'text') => sql<SqlBool>`not exists (
    select from unnest(${[...tokens]}::bigint[]) as wanted (token)
     where not exists (
       select from item_token t
        where t.company_id = item.company_id and t.token = wanted.token and t.item_id = item.id and t.source = ${source}
       offset 0)
    offset 0)`;
  const worded = sql<SqlBool>`(cardinality(${[...tokens]}::bigint[]) > 0 and (${in_('title')} or ${in_('text')}))`;
  return sql<SqlBool>`(${isOneOf(numbered)} or ${worded})`;
};
