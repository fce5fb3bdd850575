import type { ApprovedOperation, LevelRank, RequestState } from '@miji/core';
import { isUnderWay, levelRank, Temporal } from '@miji/core';
import type { Expression, ExpressionBuilder, RawBuilder, SqlBool } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../schema/index.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf, scopeOf } from '../scoped-database.ts';
import type { Page } from './keyset.ts';
import { toPage } from './keyset.ts';
import type { RequestRow } from './requests.ts';

/** What the register can be narrowed to. */
export interface RegisterFilter {
  readonly operation?: ApprovedOperation | undefined;
  readonly level?: LevelRank | undefined;
  /** as it is at the scope’s instant: what nobody answered in time has expired */
  readonly state?: RequestState | undefined;
  /** who asked, filed it, received or decided */
  readonly personId?: string | undefined;
  readonly item?: string | undefined;
  readonly filedFrom?: Temporal.Instant | undefined;
  /** not included */
  readonly filedBefore?: Temporal.Instant | undefined;
  /** decided, and in no more minutes than this */
  readonly decidedWithin?: number | undefined;
  /** decided, and in no fewer minutes than this */
  readonly decidedAfter?: number | undefined;
  /** a person who sees what is 绝密 only where it is his own matter; null for whoever sees everything */
  readonly unnamed?: string | null | undefined;
}

/** That a person has to do with a request, or that it is not 绝密. @see GS-17 */
export const isOpenTo = (
  personId: string,
): RawBuilder<SqlBool> => sql<SqlBool>`(request.level < ${levelRank('top_secret')}
  or request.requester_id = ${personId}::uuid or ${personId}::uuid = any (request.beneficiary_ids)
  or ${personId}::uuid = any (request.deciders) or ${personId}::uuid = any (request.principals))`;

/** The column that an order follows, in milliseconds, and which way it runs. */
const ORDERS = {
  newest: { column: 'filed_at', direction: 'desc', beyond: '<' },
  oldest: { column: 'filed_at', direction: 'asc', beyond: '>' },
  slowest: { column: 'took_ms', direction: 'desc', beyond: '<' },
  quickest: { column: 'took_ms', direction: 'asc', beyond: '>' },
} as const;
export type RegisterOrder = keyof typeof ORDERS;

const MINUTE_MS = 60_000;

const placeOf = (row: RequestRow, order: RegisterOrder): number =>
  ORDERS[order].column === 'took_ms' ? (row.took_ms ?? 0) : row.filed_at.epochMilliseconds;

const SHAPE = /^(0|[1-9]\d{0,15})~([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/;
/** The last millisecond of an instant. */
const LAST = 8_640_000_000_000_000;

const writeEnd = (row: RequestRow, order: RegisterOrder): string =>
  Buffer.from(`${placeOf(row, order)}~${row.id}`).toString('base64url');

/** Where a page ended; null where the text is not one of ours. */
const readEnd = (cursor: string): { readonly place: number; readonly id: string } | null => {
  const [, place = '', id = ''] = SHAPE.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  return place === '' || Number(place) > LAST ? null : { place: Number(place), id };
};

/**
 * The first requests of the scoped company in an order, one more than a page holds. By the time that they took, only those are there
 * that somebody has decided.
 */
export const registerRows = (
  tx: ScopedTransaction,
  filter: RegisterFilter,
  paging: { readonly order: RegisterOrder; readonly cursor?: string | undefined; readonly limit: number },
): Promise<RequestRow[]> => {
  const { column, direction, beyond } = ORDERS[paging.order];
  const after = paging.cursor === undefined ? null : readEnd(paging.cursor);
  let query = tx.selectFrom('request').selectAll().where('company_id', '=', companyOf(tx)).where(narrowed(tx, filter));
  if (column === 'took_ms') query = query.where('took_ms', 'is not', null);
  if (after !== null) {
    const { place, id } = after;
    const filed = Temporal.Instant.fromEpochMilliseconds(place);
    query = query.where((eb) =>
      column === 'took_ms'
        ? eb(eb.refTuple('took_ms', 'id'), beyond, eb.tuple(place, id))
        : eb(eb.refTuple('filed_at', 'id'), beyond, eb.tuple(filed, id)),
    );
  }
  return query
    .orderBy(column, direction)
    .orderBy('id', direction)
    .limit(paging.limit + 1)
    .execute();
};

/** The page of some companies together, from the first rows of each. */
export const registerPage = (
  rows: readonly RequestRow[],
  paging: { readonly order: RegisterOrder; readonly limit: number },
): Page<RequestRow> => {
  const { order, limit } = paging;
  const sign = ORDERS[order].direction === 'asc' ? 1 : -1;
  const sorted = rows.toSorted(
    (one, other) => sign * (placeOf(one, order) - placeOf(other, order) || (one.id < other.id ? -1 : 1)),
  );
  return toPage(sorted, limit, (row) => writeEnd(row, order));
};

type Conditions = readonly Expression<SqlBool>[];

/** The filters; without any, no condition at all. */
const narrowed = (tx: ScopedTransaction, filter: RegisterFilter) => (eb: ExpressionBuilder<Database, 'request'>) => {
  const { operation, level, state, item, filedFrom, filedBefore, decidedWithin, decidedAfter, unnamed = null } = filter;
  const conditions: Conditions = [
    ...(unnamed === null ? [] : [isOpenTo(unnamed)]),
    ...(operation === undefined ? [] : [eb('operation', '=', operation)]),
    ...(level === undefined ? [] : [eb('level', '=', level)]),
    ...(state === undefined ? [] : inState(eb, state, scopeOf(tx).at)),
    ...(filter.personId === undefined ? [] : [concerns(eb, filter.personId)]),
    ...(item === undefined ? [] : [eb('item_number', '=', item)]),
    ...(filedFrom === undefined ? [] : [eb('filed_at', '>=', filedFrom)]),
    ...(filedBefore === undefined ? [] : [eb('filed_at', '<', filedBefore)]),
    ...(decidedWithin === undefined ? [] : [eb('took_ms', '<=', decidedWithin * MINUTE_MS)]),
    ...(decidedAfter === undefined ? [] : [eb('took_ms', '>=', decidedAfter * MINUTE_MS)]),
  ];
  return eb.and([...conditions]);
};

/** As {@link requestStateAt} has it: what is under way has expired once its time is over, whether or not that is written down. */
const inState = (eb: ExpressionBuilder<Database, 'request'>, state: RequestState, at: Temporal.Instant): Conditions => {
  if (isUnderWay(state)) return [eb('state', '=', state), eb('expires_at', '>', at)];
  if (state !== 'expired') return [eb('state', '=', state)];
  const silent = eb.and([eb('state', 'in', ['pending', 'returned']), eb('expires_at', '<=', at)]);
  return [eb.or([eb('state', '=', 'expired'), silent])];
};

const concerns = (eb: ExpressionBuilder<Database, 'request'>, personId: string): Expression<SqlBool> =>
  eb.or([
    eb('requester_id', '=', personId),
    eb('drafter_person_id', '=', personId),
    eb(eb.val(personId), '=', eb.fn.any('beneficiary_ids')),
    eb(eb.val(personId), '=', eb.fn.any('deciders')),
  ]);
