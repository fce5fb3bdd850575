import { sql } from 'kysely';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

/** Notes that a service has reported some events; gives the ids of those that it had not reported before. */
export const noteReported = async (
  tx: ScopedTransaction,
  serviceId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> => {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    insert into miji.reported_event (company_id, service_id, id)
    select ${companyOf(tx)}::uuid, ${serviceId}::uuid, id from unnest(${[...ids].toSorted()}::uuid[]) as id
    on conflict do nothing returning id`.execute(tx);
  return new Set(rows.map(({ id }) => id));
};

/** Forgets what was reported longer ago than some days, in real time: by then it would be refused as too old. */
export const pruneReported = async (tx: ScopedTransaction, days: number): Promise<number> => {
  const { numAffectedRows = 0n } = await sql`
    delete from miji.reported_event
     where company_id = ${companyOf(tx)}::uuid and reported_at < now() - make_interval(days => ${days})`.execute(tx);
  return Number(numAffectedRows);
};
