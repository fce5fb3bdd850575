import type { Temporal } from '@miji/core';
import type { SqlBool } from 'kysely';
import { sql } from 'kysely';
import { HEADQUARTERS_READ } from '../migrations/m0009-need-to-know.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import type { AuditEventRow } from './audit-events.ts';
import type { Page } from './keyset.ts';
import { toPage } from './keyset.ts';

/** A stretch of time: from the first instant up to, not including, the second. */
export interface Span {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
}

/** Written out, so that the planner finds in it the condition of the index, whatever the parameters are. */
const reads = (tx: ScopedTransaction, { from, to }: Span) =>
  tx
    .selectFrom('audit_event')
    .where('company_id', '=', companyOf(tx))
    .where('at', '>=', from)
    .where('at', '<', to)
    .where(sql<SqlBool>`(${sql.raw(HEADQUARTERS_READ)})`);

const POSITION = /^\d{1,15}$/;

/** What the head office's executives read of the scoped company's items in a stretch of time, newest first. */
export const pageHeadquartersReads = async (
  tx: ScopedTransaction,
  span: Span,
  paging: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<AuditEventRow>> => {
  let query = reads(tx, span).selectAll();
  if (paging.cursor !== undefined && POSITION.test(paging.cursor)) {
    query = query.where('position', '<', Number(paging.cursor));
  }
  const rows = await query
    .orderBy('position', 'desc')
    .limit(paging.limit + 1)
    .execute();
  return toPage(rows, paging.limit, (row) => String(row.position));
};

/** How much one executive read. */
export interface ReaderTotal {
  readonly personId: string;
  readonly reads: number;
  readonly last: Temporal.Instant;
  readonly items: readonly string[];
}

/** The same stretch, per person. */
export const headquartersReadTotals = async (tx: ScopedTransaction, span: Span): Promise<readonly ReaderTotal[]> => {
  const rows = await reads(tx, span)
    .where('actor_id', 'is not', null)
    .select([
      'actor_id',
      sql<number>`count(*)`.as('reads'),
      sql<Temporal.Instant>`max(at)`.as('last'),
      sql<string[]>`array_agg(distinct item_number)`.as('items'),
    ])
    .groupBy('actor_id')
    .orderBy('reads', 'desc')
    .orderBy('actor_id')
    .execute();
  return rows.map(({ actor_id, ...total }) => ({ personId: actor_id ?? '', ...total }));
};
