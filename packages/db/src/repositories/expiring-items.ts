import type { LevelRank, Temporal } from '@miji/core';
import { sql } from 'kysely';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import type { ItemRow } from './items.ts';
import type { Page } from './keyset.ts';
import { readCursor, toPage, writeCursor } from './keyset.ts';

/** What the office may see of an item that it may not know: everything but what it is about. */
export type ExpiringRow = Pick<
  ItemRow,
  'id' | 'number' | 'level' | 'catalogue_code' | 'state' | 'secret_until' | 'responsible_manager_id'
>;

/** A stretch of time, its first instant not included, its last one is. */
interface Stretch {
  readonly after: Temporal.Instant;
  readonly until: Temporal.Instant;
}

const ending = (tx: ScopedTransaction, { after, until }: Stretch) =>
  tx
    .selectFrom('item')
    .where('company_id', '=', companyOf(tx))
    .where('declassified_at', 'is', null)
    .where('secret_until', '>', after)
    .where('secret_until', '<=', until);

/** The items of the scoped company whose period ends within a stretch of time, the soonest first. */
export const pageExpiringItems = async (
  tx: ScopedTransaction,
  stretch: Stretch,
  paging: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<ExpiringRow>> => {
  const after = paging.cursor === undefined ? null : readCursor(paging.cursor);
  let query = ending(tx, stretch).select([
    'id',
    'number',
    'level',
    'catalogue_code',
    'state',
    'secret_until',
    'responsible_manager_id',
  ]);
  if (after !== null) {
    query = query.where((eb) => eb(eb.refTuple('secret_until', 'id'), '>', eb.tuple(after.at, after.id)));
  }
  const rows = await query
    .orderBy('secret_until')
    .orderBy('id')
    .limit(paging.limit + 1)
    .execute();
  return toPage(rows, paging.limit, ({ secret_until, id }) => writeCursor({ at: secret_until ?? stretch.until, id }));
};

/** How many end in each week, counted from an instant on, by level; weeks without any are not among them. */
export const expiringWeeks = (
  tx: ScopedTransaction,
  stretch: Stretch,
  origin: Temporal.Instant,
): Promise<{ week: number; level: LevelRank; items: number }[]> => {
  const week = sql<number>`floor(extract(epoch from secret_until - ${origin}::timestamptz - interval '1 millisecond') / 604800)::int`;
  return (
    ending(tx, stretch)
      .select([week.as('week'), 'level', sql<number>`count(*)::int`.as('items')])
      // By the name of the output: the same expression with other parameters would be another one.
      .groupBy([sql`week`, 'level'])
      .execute()
  );
};
