import type { AuditAction, AuditEvent } from '@miji/core';
import type { Kysely, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Temporal } from '@miji/core';
import type { AuditEventTable } from '../schema/evidence.ts';
import type { Database } from '../schema/index.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import type { Page } from './keyset.ts';
import { toPage } from './keyset.ts';

const COLUMNS = `company_id, id, at, effective_at, action, actor_kind, actor_id, on_behalf_of, subject_kind, subject_id,
  item_number, outcome, code, rule, article, rule_set_version, details`;
const TYPES = `company_id uuid, id uuid, at timestamptz, effective_at timestamptz, action text, actor_kind text,
  actor_id uuid, on_behalf_of uuid, subject_kind text, subject_id text, item_number text, outcome text, code text,
  rule text, article text, rule_set_version integer, details jsonb`;

const toRecord = (event: AuditEvent) => ({
  company_id: event.companyId,
  id: event.id,
  at: event.at,
  effective_at: event.effectiveAt,
  action: event.action,
  actor_kind: event.actor.kind,
  actor_id: event.actor.id,
  on_behalf_of: event.actor.onBehalfOf,
  subject_kind: event.subject?.kind ?? null,
  subject_id: event.subject?.id ?? null,
  item_number: event.itemId,
  outcome: event.outcome,
  code: event.code,
  rule: event.rule,
  article: event.article,
  rule_set_version: event.ruleSetVersion,
  details: event.details,
});

/**
 * One statement for any number of events, so that it is prepared once: the events go in as one JSON document. Each is queued for
 * the sealer in the same breath.
 */
export const INSERT_EVENTS = `with event as (
  select ${COLUMNS} from jsonb_to_recordset($1::jsonb) as event (${TYPES})
), appended as (
  insert into miji.audit_event (${COLUMNS}) select ${COLUMNS} from event
)
insert into miji.audit_pending (company_id, event_id) select company_id, id from event`;

/** The parameter of {@link INSERT_EVENTS}. */
export const eventsParameter = (events: readonly AuditEvent[]): string => JSON.stringify(events.map(toRecord));

/** Appends the event of an act, in the transaction of the act. */
export const appendEvents = async (tx: ScopedTransaction, events: readonly AuditEvent[]): Promise<void> => {
  const [before = '', after = ''] = INSERT_EVENTS.split('$1');
  await sql`${sql.raw(before)}${eventsParameter(events)}${sql.raw(after)}`.execute(tx);
};

export type AuditEventRow = Selectable<AuditEventTable>;

/** An event exactly as it was appended, which is as it is hashed. */
export const toEvent = (row: AuditEventRow): AuditEvent => ({
  id: row.id,
  companyId: row.company_id,
  at: isoMillisecond(row.at),
  effectiveAt: row.effective_at === null ? null : isoMillisecond(row.effective_at),
  action: row.action,
  actor: { kind: row.actor_kind, id: row.actor_id, onBehalfOf: row.on_behalf_of },
  subject: row.subject_kind === null || row.subject_id === null ? null : { kind: row.subject_kind, id: row.subject_id },
  itemId: row.item_number,
  outcome: row.outcome,
  code: row.code,
  rule: row.rule,
  article: row.article,
  ruleSetVersion: row.rule_set_version,
  details: row.details,
});

/** `2026-11-21T02:05:00.000Z`: an instant as the trace and the wire write it. */
export const isoMillisecond = (at: Temporal.Instant): string => at.toString({ fractionalSecondDigits: 3 });

/** What a list of events can be narrowed to. */
export interface EventFilter {
  readonly item?: string | undefined;
  readonly actorId?: string | undefined;
  readonly action?: AuditAction | undefined;
  readonly refusedOnly?: boolean | undefined;
  readonly from?: Temporal.Instant | undefined;
  readonly to?: Temporal.Instant | undefined;
}

/** An event as it is shown: with its place in the sealed chain, if it has one yet. */
export type PlacedEventRow = AuditEventRow & { readonly entry: number | null };

const placed = (tx: Kysely<Database>, companyId: string) =>
  tx
    .selectFrom('audit_event')
    .leftJoin('audit_entry', (join) =>
      join
        .onRef('audit_entry.company_id', '=', 'audit_event.company_id')
        .onRef('audit_entry.event_id', '=', 'audit_event.id'),
    )
    .selectAll('audit_event')
    .select('audit_entry.number as entry')
    .where('audit_event.company_id', '=', companyId);

const POSITION = /^\d{1,15}$/;

/** The events of the scoped company, newest first. */
export const pageEvents = async (
  tx: ScopedTransaction,
  filter: EventFilter,
  paging: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<PlacedEventRow>> => {
  let query = placed(tx, companyOf(tx));
  if (filter.item !== undefined) query = query.where('item_number', '=', filter.item);
  if (filter.actorId !== undefined) {
    const person = filter.actorId;
    query = query.where((eb) => eb.or([eb('actor_id', '=', person), eb('on_behalf_of', '=', person)]));
  }
  if (filter.action !== undefined) query = query.where('action', '=', filter.action);
  if (filter.refusedOnly) query = query.where('outcome', '=', 'refused');
  if (filter.from !== undefined) query = query.where('at', '>=', filter.from);
  if (filter.to !== undefined) query = query.where('at', '<', filter.to);
  if (paging.cursor !== undefined && POSITION.test(paging.cursor)) {
    query = query.where('position', '<', Number(paging.cursor));
  }
  const rows = await query
    .orderBy('position', 'desc')
    .limit(paging.limit + 1)
    .execute();
  return toPage(rows, paging.limit, (row) => String(row.position));
};

/** What happened to an item, oldest first: acts, not reads. */
export const historyOf = (
  tx: ScopedTransaction,
  item: string,
  actions: readonly AuditAction[],
): Promise<AuditEventRow[]> =>
  tx
    .selectFrom('audit_event')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('item_number', '=', item)
    .where('action', 'in', actions)
    .where('outcome', '=', 'done')
    .orderBy('position')
    .limit(500)
    .execute();
