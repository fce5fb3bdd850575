import { sql } from 'kysely';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

/** What a service said of an event in words, beside what the trace keeps of it. */
export interface ReportedWords {
  readonly purpose?: string | undefined;
  readonly reason?: string | undefined;
}

/** Notes that a service has reported some events; gives the ids of those that it had not reported before. */
export const noteReported = async (
  tx: ScopedTransaction,
  serviceId: string,
  events: readonly (ReportedWords & { readonly id: string })[],
): Promise<ReadonlySet<string>> => {
  const inTurn = events.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const column = (of: (event: (typeof inTurn)[number]) => string | undefined) => inTurn.map((one) => of(one) ?? null);
  const { rows } = await sql<{ id: string }>`
    insert into miji.reported_event (company_id, service_id, id, purpose, reason)
    select ${companyOf(tx)}::uuid, ${serviceId}::uuid, id, purpose, reason
      from unnest(${column(({ id }) => id)}::uuid[], ${column(({ purpose }) => purpose)}::text[],
                  ${column(({ reason }) => reason)}::text[]) as told (id, purpose, reason)
    on conflict do nothing returning id`.execute(tx);
  return new Set(rows.map(({ id }) => id));
};

/** What services of the scoped company said of some events in words, by the ids of the events. */
export const wordsOfReported = async (
  tx: ScopedTransaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly purpose: string | null; readonly reason: string | null }>> => {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; purpose: string | null; reason: string | null }>`
    select id, purpose, reason from miji.reported_event
     where company_id = ${companyOf(tx)}::uuid and id = any(${[...ids]}::uuid[])`.execute(tx);
  return new Map(rows.map(({ id, purpose, reason }) => [id, { purpose, reason }]));
};

/**
 * Forgets what was reported longer ago than some days, in real time: by then it would be refused as too old. What was said of it in words
 * stays.
 */
export const pruneReported = async (tx: ScopedTransaction, days: number): Promise<number> => {
  const { numAffectedRows = 0n } = await sql`
    delete from miji.reported_event
     where company_id = ${companyOf(tx)}::uuid and reported_at < now() - make_interval(days => ${days})
       and purpose is null and reason is null`.execute(tx);
  return Number(numAffectedRows);
};
