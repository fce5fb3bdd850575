import type { Migration } from 'kysely/migration';
import { sql } from 'kysely';
import { authSchemaSql } from './auth-schema.ts';
import { directory } from './m0001-directory.ts';
import { items } from './m0002-items.ts';
import { requests } from './m0003-requests.ts';
import { evidence } from './m0004-evidence.ts';

const run = (text: string): Migration => ({
  up: async (db) => {
    await sql.raw(text).execute(db);
  },
});

/** Every migration, in order. One that has been released is never edited: what changes is a new line. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-directory': run(directory),
  '0002-items': run(items),
  '0003-requests': run(requests),
  '0004-evidence': run(evidence),
  '0005-sign-in': run(authSchemaSql),
};
