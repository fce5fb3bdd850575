import type { AuditAction, AuditOutcome, ReasonCode, Temporal } from '@miji/core';
import type { SqlBool } from 'kysely';
import { sql } from 'kysely';
import { BY_SERVICE, REFUSED_TO_SERVICE } from '../migrations/m0021-service-calls.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import type { AuditEventRow } from './audit-events.ts';
import type { Span } from './headquarters-reads.ts';
import type { Page } from './keyset.ts';
import { toPage } from './keyset.ts';

/** How often a service did one thing, with one outcome. */
export interface ServiceTally {
  readonly serviceId: string;
  readonly action: AuditAction;
  readonly outcome: AuditOutcome;
  readonly code: ReasonCode | null;
  readonly calls: number;
  readonly last: Temporal.Instant;
}

/** The conditions are written out, so that the planner finds those of the indexes in them, whatever the parameters are. */
const eventsOf = (tx: ScopedTransaction, { from, to }: Span, condition: string) =>
  tx
    .selectFrom('audit_event')
    .where('company_id', '=', companyOf(tx))
    .where('at', '>=', from)
    .where('at', '<', to)
    .where(sql<SqlBool>`(${sql.raw(condition)})`);

/** What the services did in the scoped company in a stretch of time, counted. */
export const talliesOfServices = async (tx: ScopedTransaction, span: Span): Promise<readonly ServiceTally[]> => {
  const rows = await eventsOf(tx, span, BY_SERVICE)
    .where('actor_id', 'is not', null)
    .select([
      'actor_id',
      'action',
      'outcome',
      'code',
      sql<number>`count(*)`.as('calls'),
      sql<Temporal.Instant>`max(at)`.as('last'),
    ])
    .groupBy(['actor_id', 'action', 'outcome', 'code'])
    .execute();
  return rows.map(({ actor_id, ...tally }) => ({ serviceId: actor_id ?? '', ...tally }));
};

const POSITION = /^\d{1,15}$/;

/** What the services were refused in the scoped company in a stretch of time, newest first. */
export const pageServiceDenials = async (
  tx: ScopedTransaction,
  filter: Span & { readonly serviceId?: string | undefined },
  paging: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<AuditEventRow>> => {
  let query = eventsOf(tx, filter, REFUSED_TO_SERVICE).selectAll();
  if (filter.serviceId !== undefined) query = query.where('actor_id', '=', filter.serviceId);
  if (paging.cursor !== undefined && POSITION.test(paging.cursor)) {
    query = query.where('position', '<', Number(paging.cursor));
  }
  const rows = await query
    .orderBy('position', 'desc')
    .limit(paging.limit + 1)
    .execute();
  return toPage(rows, paging.limit, (row) => String(row.position));
};
