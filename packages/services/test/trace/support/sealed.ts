import type { Verification } from '@miji/core';
import { businessDay, verifyExport } from '@miji/core';
import { exportTrace, nodeVerifier } from '../../../src/index.ts';
import type { Somebody, TraceHouse } from './trace-house.ts';

/** Today's trace of a company, as the lines of a file. */
export const exportToday = async (house: TraceHouse, somebody: Somebody, company?: string): Promise<string[]> => {
  const ctx = await house.as(somebody);
  const today = businessDay(ctx.at).toString();
  const lines: string[] = [];
  for await (const line of await exportTrace(ctx, {
    from: today,
    to: today,
    ...(company !== undefined && { company }),
  }))
    lines.push(line);
  return lines;
};

export const verify = (lines: readonly string[], trusted: readonly string[] = []): Verification =>
  verifyExport(lines, nodeVerifier, trusted);

interface ExportedEntry {
  readonly type: 'entry';
  readonly number: number;
  readonly event: { readonly id: string; readonly action: string; readonly actor: { readonly id: string | null } };
}

export const entriesIn = (lines: readonly string[]): ExportedEntry[] =>
  lines.map((line) => JSON.parse(line) as ExportedEntry).filter(({ type }) => type === 'entry');

/** The sealed chain of a company, as the database has it. */
export const chainOf = async ({ superuser }: TraceHouse, companyId: string) => {
  const entries = await superuser.query<{ number: number; segment: number; event_id: string }>(
    'select number, segment, event_id from miji.audit_entry where company_id = $1 order by number',
    [companyId],
  );
  const segments = await superuser.query<{ number: number; first_entry: number; last_entry: number }>(
    'select number, first_entry, last_entry from miji.audit_segment where company_id = $1 order by number',
    [companyId],
  );
  const recorded = await superuser.query<{ id: string }>('select id from miji.audit_event where company_id = $1', [
    companyId,
  ]);
  const pending = await superuser.query('select 1 from miji.audit_pending where company_id = $1', [companyId]);
  return {
    entries: entries.rows,
    segments: segments.rows,
    events: recorded.rows.map(({ id }) => id),
    pending: pending.rows.length,
  };
};
