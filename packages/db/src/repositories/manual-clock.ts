import type { Temporal } from '@miji/core';
import type { Kysely } from 'kysely';
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
