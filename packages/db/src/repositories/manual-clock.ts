import type { Temporal } from '@miji/core';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { DirectoryDatabase } from '../schema/index.ts';

/** The time that the manual clock shows, if it was ever set. It lives here so that two servers and a restart agree. */
export const readManualClock = async (directory: Kysely<DirectoryDatabase>): Promise<Temporal.Instant | null> => {
  const row = await directory.selectFrom('manual_clock').select('now').executeTakeFirst();
  return row?.now ?? null;
};

export const setManualClock = async (directory: Kysely<DirectoryDatabase>, now: Temporal.Instant): Promise<void> => {
  await directory
    .insertInto('manual_clock')
    .values({ now })
    .onConflict((conflict) => conflict.column('only_row').doUpdateSet({ now }))
    .execute();
};

/** What time it is for the database itself, to the millisecond. */
export const readDatabaseClock = async (directory: Kysely<DirectoryDatabase>): Promise<Temporal.Instant> => {
  const now = sql<Temporal.Instant>`date_trunc('milliseconds', clock_timestamp())`.as('now');
  return (await directory.selectNoFrom(now).executeTakeFirstOrThrow()).now;
};
