import type { Temporal } from '@miji/core';
import type { Insertable, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { NoticeTable } from '../schema/notices.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf, scopeOf } from '../scoped-database.ts';
import type { Page } from './keyset.ts';
import { readCursor, toPage, writeCursor } from './keyset.ts';

export type NoticeRow = Selectable<NoticeTable>;

/** Puts notices into inboxes; what somebody has been told under the same key already is left as it is. */
export const insertNotices = async (
  tx: ScopedTransaction,
  notices: readonly Omit<Insertable<NoticeTable>, 'company_id'>[],
): Promise<void> => {
  if (notices.length === 0) return;
  const company_id = companyOf(tx);
  await tx
    .insertInto('notice')
    .values(notices.map((notice) => ({ company_id, ...notice })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

const personOf = (tx: ScopedTransaction): string => {
  const { personId } = scopeOf(tx);
  if (personId === null) throw new Error('an inbox is somebody’s');
  return personId;
};

/** The notices of the scoped person in whichever company, newest first. */
export const pageNotices = async (
  tx: ScopedTransaction,
  filter: { readonly unreadOnly: boolean },
  paging: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<NoticeRow>> => {
  const after = paging.cursor === undefined ? null : readCursor(paging.cursor);
  let query = tx.selectFrom('notice').selectAll().where('person_id', '=', personOf(tx));
  if (filter.unreadOnly) query = query.where('read_at', 'is', null);
  if (after !== null) query = query.where((eb) => eb(eb.refTuple('at', 'id'), '<', eb.tuple(after.at, after.id)));
  const rows = await query
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(paging.limit + 1)
    .execute();
  return toPage(rows, paging.limit, (row) => writeCursor({ at: row.at, id: row.id }));
};

/** How many notices the scoped person has not read. */
export const countUnreadNotices = async (tx: ScopedTransaction): Promise<number> => {
  const { unread } = await tx
    .selectFrom('notice')
    .select(sql<number>`count(*)`.as('unread'))
    .where('person_id', '=', personOf(tx))
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return unread;
};

/** The companies in which the scoped person has unread notices: all of them, or some by their ids. */
export const companiesWithUnread = async (
  tx: ScopedTransaction,
  ids: readonly string[] | null,
): Promise<readonly string[]> => {
  let query = tx
    .selectFrom('notice')
    .select('company_id')
    .distinct()
    .where('person_id', '=', personOf(tx))
    .where('read_at', 'is', null);
  if (ids !== null) query = query.where('id', '=', (eb) => eb.fn.any(eb.val([...ids])));
  return (await query.execute()).map((row) => row.company_id);
};

/** Marks notices of the scoped person in the scoped company as read: all of them, or some by their ids. */
export const readNotices = async (
  tx: ScopedTransaction,
  ids: readonly string[] | null,
  at: Temporal.Instant,
): Promise<void> => {
  let query = tx
    .updateTable('notice')
    .set({ read_at: at })
    .where('company_id', '=', companyOf(tx))
    .where('person_id', '=', personOf(tx))
    .where('read_at', 'is', null);
  if (ids !== null) query = query.where('id', '=', (eb) => eb.fn.any(eb.val([...ids])));
  await query.execute();
};
