import type { RequestState, Temporal } from '@miji/core';
import type { Insertable, Selectable, Updateable } from 'kysely';
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
    /** of a refusal: one of the usual reasons */
    readonly ground?: string | null;
  },
): Promise<RequestRow> =>
  tx
    .updateTable('request')
    .set({
      state: end.state,
      decided_at: end.at,
      decided_by: end.by,
      decision_reason: end.reason,
      refusal_ground: end.ground ?? null,
    })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();

/**
 * Notes that somebody has decided on a request that the transaction holds, and in whose names: from then on it is also his, and
 * theirs.
 */
export const addDecider = async (
  tx: ScopedTransaction,
  id: string,
  personId: string,
  principals: readonly string[] = [],
): Promise<void> => {
  const added = (column: 'deciders' | 'principals', ids: readonly string[]) =>
    sql<string[]>`array(select distinct unnest(${sql.ref(column)} || ${[...ids]}::uuid[]))`;
  await tx
    .updateTable('request')
    .set({ deciders: added('deciders', [personId]), principals: added('principals', principals) })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .execute();
};

/**
 * Hands a request that was asked back in again: what is asked for now, by when it has to be decided, and that whoever decides it has
 * to be looked at anew.
 */
export const beginRound = (
  tx: ScopedTransaction,
  id: string,
  round: Pick<
    Updateable<RequestTable>,
    | 'state'
    | 'round'
    | 'terms'
    | 'copies'
    | 'excerpt_from'
    | 'excerpt_to'
    | 'purpose'
    | 'necessity'
    | 'beneficiary_ids'
    | 'turn_began_at'
    | 'expires_at'
    | 'stage'
    | 'routed_to'
    | 'item_version'
  >,
): Promise<RequestRow> =>
  tx
    .updateTable('request')
    .set(round)
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();

/** The latest request of the same person for the same of the same item that was refused. */
export const lastRefused = (
  tx: ScopedTransaction,
  same: { readonly requesterId: string; readonly itemId: string; readonly operation: RequestRow['operation'] },
): Promise<RequestRow | undefined> =>
  tx
    .selectFrom('request')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('requester_id', '=', same.requesterId)
    .where('item_id', '=', same.itemId)
    .where('operation', '=', same.operation)
    .where('state', '=', 'refused')
    .orderBy('decided_at', 'desc')
    .orderBy('filed_at', 'desc')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();

/**
 * How long the scoped company took to decide requests for an operation, in whole minutes, half of them no longer.
 *
 * @param since only those filed from then on
 * @returns null where there are fewer than three: so few tell of one of them
 */
export const usualMinutes = async (
  tx: ScopedTransaction,
  operation: RequestRow['operation'],
  since: Temporal.Instant,
): Promise<number | null> => {
  const { decided, minutes } = await tx
    .selectFrom('request')
    .select([
      sql<number>`count(*)::int`.as('decided'),
      sql<number | null>`round(percentile_cont(0.5) within group (
        order by extract(epoch from decided_at - filed_at) / 60))::int`.as('minutes'),
    ])
    .where('company_id', '=', companyOf(tx))
    .where('operation', '=', operation)
    .where('state', 'in', ['approved', 'refused'])
    .where('filed_at', '>=', since)
    .executeTakeFirstOrThrow();
  return decided < 3 ? null : minutes;
};

/** Whose requests: those addressed to one of the scope's principals, one's own, those one has decided, or others in one's name. */
export type RequestBox = 'to_decide' | 'mine' | 'decided_by_me' | 'decided_for_me';

/** The requests of a box in all companies, newest first. What is not the person's own is hidden by the row policy. */
export const pageRequests = async (
  tx: ScopedTransaction,
  filter: { readonly box: RequestBox; readonly state?: RequestState | undefined },
  paging: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<RequestRow>> => {
  const { personId, principals, at } = scopeOf(tx);
  if (personId === null) return NOTHING;
  const after = paging.cursor === undefined ? null : readCursor(paging.cursor);
  const expired = sql<boolean>`(state in ('pending', 'returned') and expires_at <= ${at})`;

  let query = tx.selectFrom('request').selectAll();
  switch (filter.box) {
    case 'to_decide':
      query = query
        .where(sql<boolean>`approvers && ${[...principals]}::text[]`)
        .where('state', '=', 'pending')
        .where('expires_at', '>', at)
        .where('requester_id', '!=', personId)
        .where(sql<boolean>`not beneficiary_ids @> ${[personId]}::uuid[]`)
        .where(sql<boolean>`drafter_person_id is distinct from ${personId}`);
      break;
    case 'mine':
      query = query.where('requester_id', '=', personId);
      break;
    case 'decided_by_me':
      query = query.where(sql<boolean>`deciders @> ${[personId]}::uuid[]`);
      break;
    case 'decided_for_me':
      query = query.where(sql<boolean>`principals @> ${[personId]}::uuid[]`);
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
