import type { GrantVoid, Temporal } from '@miji/core';
import type { Insertable, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { AccessGrantTable } from '../schema/requests.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf, scopeOf } from '../scoped-database.ts';
import type { Page } from './keyset.ts';
import { NOTHING, readCursor, toPage, writeCursor } from './keyset.ts';

export type GrantRow = Selectable<AccessGrantTable>;
export type NewGrant = Omit<Insertable<AccessGrantTable>, 'company_id' | 'used'>;

export const insertGrants = async (tx: ScopedTransaction, grants: readonly NewGrant[]): Promise<void> => {
  if (grants.length === 0) return;
  const company_id = companyOf(tx);
  await tx
    .insertInto('access_grant')
    .values(grants.map((grant) => ({ company_id, ...grant })))
    .execute();
};

/** What an approved request has left behind: one grant for each recipient, in the order of their numbers. */
export const grantsOfRequest = (tx: ScopedTransaction, requestId: string): Promise<GrantRow[]> =>
  tx
    .selectFrom('access_grant')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('request_id', '=', requestId)
    .orderBy((eb) => eb.fn('length', ['number']))
    .orderBy('number')
    .execute();

export const findGrant = (tx: ScopedTransaction, number: string): Promise<GrantRow | undefined> =>
  tx
    .selectFrom('access_grant')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('number', '=', number)
    .executeTakeFirst();

export const findGrantById = (tx: ScopedTransaction, id: string): Promise<GrantRow | undefined> =>
  tx
    .selectFrom('access_grant')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .executeTakeFirst();

/**
 * A grant, held until the transaction ends: twenty who use it at once come one after the other. Whoever needs the item too holds that
 * first, as whatever voids grants does.
 */
export const lockGrant = (tx: ScopedTransaction, number: string): Promise<GrantRow | undefined> =>
  tx
    .selectFrom('access_grant')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst();

/** Uses a grant that the transaction holds: for one copy, or for as many. */
export const spendGrant = (tx: ScopedTransaction, id: string, copies = 1): Promise<GrantRow> =>
  tx
    .updateTable('access_grant')
    .set((eb) => ({ used: eb('used', '+', copies) }))
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();

/** Of which something is left at an instant: neither dead, nor used up, nor over. */
const isLive = (at: Temporal.Instant) => sql<boolean>`voided_at is null and used < copies and expires_at > ${at}`;

/** What somebody's grants for some items, by their numbers, have left. */
export const liveGrantsOf = (
  tx: ScopedTransaction,
  personId: string,
  itemNumbers: readonly string[],
  at: Temporal.Instant,
): Promise<GrantRow[]> =>
  tx
    .selectFrom('access_grant')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('person_id', '=', personId)
    .where('item_number', '=', (eb) => eb.fn.any(eb.val([...itemNumbers])))
    .where(isLive(at))
    .orderBy('number')
    .execute();

/** Who holds a grant for an item of which something is left. */
export const holdersOfLiveGrants = async (
  tx: ScopedTransaction,
  itemId: string,
  at: Temporal.Instant,
): Promise<readonly string[]> => {
  const rows = await tx
    .selectFrom('access_grant')
    .select('person_id')
    .distinct()
    .where('company_id', '=', companyOf(tx))
    .where('item_id', '=', itemId)
    .where(isLive(at))
    .execute();
  return rows.map(({ person_id }) => person_id);
};

/** Those among some items for which there is a grant of which something is left. */
export const itemsWithLiveGrants = async (
  tx: ScopedTransaction,
  itemIds: readonly string[],
  at: Temporal.Instant,
): Promise<ReadonlySet<string>> => {
  const rows = await tx
    .selectFrom('access_grant')
    .select('item_id')
    .distinct()
    .where('company_id', '=', companyOf(tx))
    .where('item_id', '=', (eb) => eb.fn.any(eb.val([...itemIds])))
    .where(isLive(at))
    .execute();
  return new Set(rows.map(({ item_id }) => item_id));
};

/** How a grant died. */
export interface GrantEnd {
  readonly code: GrantVoid;
  readonly at: Temporal.Instant;
  /** who caused it; null where nobody did */
  readonly by: string | null;
  readonly reason: string | null;
}

const ended = ({ code, at, by, reason }: GrantEnd) => ({
  void_code: code,
  voided_at: at,
  voided_by: by,
  void_reason: reason,
});

/** Voids one grant that the transaction holds. */
export const voidGrant = (tx: ScopedTransaction, id: string, end: GrantEnd): Promise<GrantRow> =>
  tx
    .updateTable('access_grant')
    .set(ended(end))
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();

/**
 * Voids the grants for an item of which something is left.
 *
 * @param personIds whose grants; everybody's where null
 * @returns those that have died by this
 */
export const voidLiveGrants = (
  tx: ScopedTransaction,
  of: { readonly itemId: string; readonly personIds: readonly string[] | null },
  end: GrantEnd,
): Promise<GrantRow[]> => {
  let query = tx
    .updateTable('access_grant')
    .set(ended(end))
    .where('company_id', '=', companyOf(tx))
    .where('item_id', '=', of.itemId)
    .where(isLive(end.at));
  if (of.personIds !== null) {
    const ids = [...of.personIds];
    query = query.where('person_id', '=', (eb) => eb.fn.any(eb.val(ids)));
  }
  return query.returningAll().execute();
};

/** Whose grants: one's own, or those that follow from one's own agreements. */
export type GrantBox = 'mine' | 'given_by_me';

/** The grants of the scope's person, or those that he has agreed to, in all companies, newest first. */
export const pageGrants = async (
  tx: ScopedTransaction,
  box: GrantBox,
  paging: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<GrantRow>> => {
  const { personId } = scopeOf(tx);
  if (personId === null) return NOTHING;
  const after = paging.cursor === undefined ? null : readCursor(paging.cursor);
  let query = tx
    .selectFrom('access_grant')
    .selectAll()
    .where(box === 'mine' ? sql<boolean>`person_id = ${personId}` : sql<boolean>`given_by @> ${[personId]}::uuid[]`);
  if (after !== null) {
    query = query.where((eb) => eb(eb.refTuple('granted_at', 'id'), '<', eb.tuple(after.at, after.id)));
  }
  const rows = await query
    .orderBy('granted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(paging.limit + 1)
    .execute();
  return toPage(rows, paging.limit, (row) => writeCursor({ at: row.granted_at, id: row.id }));
};
