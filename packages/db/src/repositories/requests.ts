import type { RequestState, Temporal } from '@miji/core';
import type { Insertable, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { RequestTable } from '../schema/requests.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf, scopeOf } from '../scoped-database.ts';
import type { Page } from './keyset.ts';
import { NOTHING, readCursor, toPage, writeCursor } from './keyset.ts';

export type RequestRow = Selectable<RequestTable>;
export type NewRequest = Omit<Insertable<RequestTable>, 'company_id'>;

export const insertRequest = (tx: ScopedTransaction, request: NewRequest): Promise<RequestRow> =>
  tx
    .insertInto('request')
    .values({ company_id: companyOf(tx), ...request })
    .returningAll()
    .executeTakeFirstOrThrow();

export const findRequest = (tx: ScopedTransaction, number: string): Promise<RequestRow | undefined> =>
  tx
    .selectFrom('request')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('number', '=', number)
    .executeTakeFirst();

export const findRequestById = (tx: ScopedTransaction, id: string): Promise<RequestRow | undefined> =>
  tx.selectFrom('request').selectAll().where('company_id', '=', companyOf(tx)).where('id', '=', id).executeTakeFirst();

export const findRequestByKey = (
  tx: ScopedTransaction,
  requesterId: string,
  key: string,
): Promise<RequestRow | undefined> =>
  tx
    .selectFrom('request')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('requester_id', '=', requesterId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();

/** A request, held until the transaction ends: of two who decide at once, one comes second. */
export const lockRequest = (tx: ScopedTransaction, number: string): Promise<RequestRow | undefined> =>
  tx
    .selectFrom('request')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst();

export const endRequest = (
  tx: ScopedTransaction,
  id: string,
  end: {
    readonly state: RequestState;
    readonly at: Temporal.Instant;
    readonly by: string | null;
    readonly reason: string | null;
  },
): Promise<RequestRow> =>
  tx
    .updateTable('request')
    .set({ state: end.state, decided_at: end.at, decided_by: end.by, decision_reason: end.reason })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();

/** Notes that somebody has decided on a request that the transaction holds: from then on it is also his. */
export const addDecider = async (tx: ScopedTransaction, id: string, personId: string): Promise<void> => {
  await tx
    .updateTable('request')
    .set({ deciders: sql<string[]>`array_append(array_remove(deciders, ${personId}::uuid), ${personId}::uuid)` })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .execute();
};

/** Pending requests of the scoped company whose time is over; each held, none waited for. */
export const lockExpired = (tx: ScopedTransaction, at: Temporal.Instant, limit: number): Promise<RequestRow[]> =>
  tx
    .selectFrom('request')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('state', '=', 'pending')
    .where('expires_at', '<=', at)
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();

/** Whose requests: those addressed to one of the scope's principals, one's own, or those one has decided. */
export type RequestBox = 'to_decide' | 'mine' | 'decided_by_me';

/** The requests of a box in all companies, newest first. What is not the person's own is hidden by the row policy. */
export const pageRequests = async (
  tx: ScopedTransaction,
  filter: { readonly box: RequestBox; readonly state?: RequestState | undefined },
  paging: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<RequestRow>> => {
  const { personId, principals, at } = scopeOf(tx);
  if (personId === null) return NOTHING;
  const after = paging.cursor === undefined ? null : readCursor(paging.cursor);
  const expired = sql<boolean>`(state = 'pending' and expires_at <= ${at})`;

  let query = tx.selectFrom('request').selectAll();
  switch (filter.box) {
    case 'to_decide':
      query = query
        .where(sql<boolean>`approvers && ${[...principals]}::text[]`)
        .where('state', '=', 'pending')
        .where('expires_at', '>', at)
        .where('requester_id', '!=', personId)
        .where('beneficiary_id', '!=', personId)
        .where(sql<boolean>`drafter_person_id is distinct from ${personId}`);
      break;
    case 'mine':
      query = query.where('requester_id', '=', personId);
      break;
    case 'decided_by_me':
      query = query.where(sql<boolean>`deciders @> ${[personId]}::uuid[]`);
      break;
  }
  if (filter.state === 'expired') query = query.where((eb) => eb.or([eb('state', '=', 'expired'), expired]));
  else if (filter.state !== undefined)
    query = query.where('state', '=', filter.state).where(sql<boolean>`not ${expired}`);
  if (after !== null) {
    query = query.where((eb) => eb(eb.refTuple('filed_at', 'id'), '<', eb.tuple(after.at, after.id)));
  }
  const rows = await query
    .orderBy('filed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(paging.limit + 1)
    .execute();
  return toPage(rows, paging.limit, (row) => writeCursor({ at: row.filed_at, id: row.id }));
};
