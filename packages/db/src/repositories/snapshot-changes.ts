import { sql } from 'kysely';
import type { ChangeKind } from '../schema/snapshots.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

/**
 * Lets a transaction see one state of everything until it ends, and change nothing. It has to be its first statement.
 */
export const holdStill = async (tx: ScopedTransaction): Promise<void> => {
  await sql`set transaction isolation level repeatable read, read only`.execute(tx);
};

/** Which transactions had ended by the state that somebody has seen; `from` is real time, in epoch milliseconds. */
export interface Horizon {
  readonly seen: string;
  readonly takenAt: number;
  /** which run of which database it is of: after a restart or a restore nobody knows what has been seen before and is gone */
  readonly origin: string;
  /** the newest version of the rules */
  readonly rules: number;
}

/** In eight characters: the database, and when its server was started. */
const ORIGIN = sql<string>`left(md5(pg_postmaster_start_time()::text || (
  select oid::text from pg_catalog.pg_database where datname = current_database())), 8)`;

/** What the present transaction sees. */
export const horizonOf = async (tx: ScopedTransaction): Promise<Horizon> => {
  const { rows } = await sql<{ seen: string; lowest: string; taken: number; rules: number; origin: string }>`
    select pg_current_snapshot()::text as seen, pg_snapshot_xmin(pg_current_snapshot())::text as lowest,
           floor(extract(epoch from clock_timestamp()) * 1000)::float8 as taken,
           (select coalesce(max(version), 0) from miji.rule_set) as rules, ${ORIGIN} as origin`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('the database did not say what it sees');
  // With very many transactions under way: as if all of them were. What one then hears twice is the same both times.
  const seen = row.seen.length <= LONGEST_SEEN ? row.seen : `${row.lowest}:${row.lowest}:`;
  return { seen, takenAt: row.taken, rules: row.rules, origin: row.origin };
};

const LONGEST_SEEN = 150;

/**
 * Whether a horizon was taken from this database, in this run of it: one that was restored from a backup knows less, be it that so much
 * has been written since that it does not show.
 */
export const isBehind = async (tx: ScopedTransaction, { seen, origin }: Horizon): Promise<boolean> => {
  const { rows } = await sql<{ behind: boolean }>`
    select pg_snapshot_xmax(${seen}::pg_snapshot) <= pg_snapshot_xmax(pg_current_snapshot())
       and ${origin} = ${ORIGIN} as behind`.execute(tx);
  return rows[0]?.behind === true;
};

/** What has changed in the scoped company. */
export type Changed = Readonly<Record<ChangeKind, readonly string[]>>;

/**
 * What was changed by transactions that are seen now and were not seen by a horizon, in whatever order they began and ended.
 */
export const changedSince = async (tx: ScopedTransaction, { seen }: Horizon): Promise<Changed> => {
  const { rows } = await sql<{ kind: ChangeKind; subject: string }>`
    select distinct kind, subject from miji.snapshot_change
     where company_id = ${companyOf(tx)}::uuid and xact >= pg_snapshot_xmin(${seen}::pg_snapshot)
       and not pg_visible_in_snapshot(xact, ${seen}::pg_snapshot)
     order by kind, subject`.execute(tx);
  const of = (kind: ChangeKind) => rows.filter((row) => row.kind === kind).map(({ subject }) => subject);
  return { item: of('item'), person: of('person'), grant: of('grant') };
};

/** Forgets changes of the scoped company that were noted longer ago than some hours, in real time; tells how many. */
export const pruneChanges = async (tx: ScopedTransaction, hours: number): Promise<number> => {
  const { numAffectedRows = 0n } = await sql`
    delete from miji.snapshot_change
     where company_id = ${companyOf(tx)}::uuid and noted_at < now() - make_interval(hours => ${hours})`.execute(tx);
  return Number(numAffectedRows);
};
