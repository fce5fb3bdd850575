import type { SegmentStatement, Temporal } from '@miji/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { AuditSegmentTable, SealKeyTable } from '../schema/evidence.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import type { AuditEventRow } from './audit-events.ts';

export type SegmentRow = Selectable<AuditSegmentTable>;
export type SealKeyRow = Selectable<SealKeyTable>;

/**
 * Takes the pending events of the scoped company out of the queue, oldest first, and keeps every other sealer of this company
 * waiting until the transaction ends: the chain has one end, and one writer at a time.
 */
export const takePendingEvents = async (tx: ScopedTransaction, limit: number): Promise<readonly AuditEventRow[]> => {
  const company = companyOf(tx);
  await sql`select pg_advisory_xact_lock(hashtextextended('miji.seal.' || ${company}::text, 0))`.execute(tx);
  const rows = await tx
    .selectFrom('audit_pending')
    .innerJoin('audit_event', (join) =>
      join
        .onRef('audit_event.company_id', '=', 'audit_pending.company_id')
        .onRef('audit_event.id', '=', 'audit_pending.event_id'),
    )
    .selectAll('audit_event')
    .where('audit_pending.company_id', '=', company)
    .orderBy('audit_event.position')
    .limit(limit)
    .execute();
  if (rows.length > 0) {
    await tx
      .deleteFrom('audit_pending')
      .where('company_id', '=', company)
      .where('event_id', '=', (eb) => eb.fn.any(eb.val(rows.map((row) => row.id))))
      .execute();
  }
  return rows;
};

export const lastSegment = (tx: ScopedTransaction): Promise<SegmentRow | undefined> =>
  tx
    .selectFrom('audit_segment')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Writes a sealed segment and the places of its entries. */
export const insertSegment = async (
  tx: ScopedTransaction,
  segment: { readonly statement: SegmentStatement; readonly sealedAt: Temporal.Instant; readonly signature: string },
  entries: readonly { readonly number: number; readonly eventId: string; readonly hash: string }[],
): Promise<void> => {
  const { statement, sealedAt, signature } = segment;
  const company_id = companyOf(tx);
  await tx
    .insertInto('audit_segment')
    .values({
      company_id,
      number: statement.number,
      first_entry: statement.firstEntry,
      last_entry: statement.lastEntry,
      previous_root: statement.previousRoot,
      root: statement.root,
      sealed_at: sealedAt,
      key_id: statement.keyId,
      signature,
    })
    .execute();
  const records = JSON.stringify(
    entries.map((entry) => ({ number: entry.number, event_id: entry.eventId, hash: entry.hash })),
  );
  await sql`insert into audit_entry (company_id, number, segment, event_id, hash)
    select ${company_id}::uuid, number, ${statement.number}::integer, event_id, hash
      from jsonb_to_recordset(${records}::jsonb) as entry (number bigint, event_id uuid, hash text)`.execute(tx);
};

export const ensureSealKey = async (
  tx: ScopedTransaction,
  key: { readonly keyId: string; readonly publicKey: string; readonly at: Temporal.Instant },
): Promise<void> => {
  await tx
    .insertInto('seal_key')
    .values({ key_id: key.keyId, public_key: key.publicKey, first_used_at: key.at })
    .onConflict((conflict) => conflict.column('key_id').doNothing())
    .execute();
};

export const sealKeys = (tx: ScopedTransaction): Promise<SealKeyRow[]> =>
  tx.selectFrom('seal_key').selectAll().orderBy('first_used_at').execute();

/** The segments that hold an event of a stretch of time, oldest first: from the first such to the last, without a gap. */
export const segmentsBetween = async (
  tx: ScopedTransaction,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<readonly SegmentRow[]> => {
  const company = companyOf(tx);
  const bounds = await tx
    .selectFrom('audit_event')
    .innerJoin('audit_entry', (join) =>
      join
        .onRef('audit_entry.company_id', '=', 'audit_event.company_id')
        .onRef('audit_entry.event_id', '=', 'audit_event.id'),
    )
    .select((eb) => [eb.fn.min<number | null>('segment').as('first'), eb.fn.max<number | null>('segment').as('last')])
    .where('audit_event.company_id', '=', company)
    .where('at', '>=', from)
    .where('at', '<', to)
    .executeTakeFirst();
  if (bounds === undefined || bounds.first === null || bounds.last === null) return [];
  return tx
    .selectFrom('audit_segment')
    .selectAll()
    .where('company_id', '=', company)
    .where('number', '>=', bounds.first)
    .where('number', '<=', bounds.last)
    .orderBy('number')
    .execute();
};

/** The entries of a segment, in order. */
export const entriesOf = (
  tx: ScopedTransaction,
  segment: number,
): Promise<(AuditEventRow & { readonly entry: number; readonly hash: string })[]> =>
  tx
    .selectFrom('audit_entry')
    .innerJoin('audit_event', (join) =>
      join
        .onRef('audit_event.company_id', '=', 'audit_entry.company_id')
        .onRef('audit_event.id', '=', 'audit_entry.event_id'),
    )
    .selectAll('audit_event')
    .select(['audit_entry.number as entry', 'audit_entry.hash'])
    .where('audit_entry.company_id', '=', companyOf(tx))
    .where('audit_entry.segment', '=', segment)
    .orderBy('audit_entry.number')
    .execute();
