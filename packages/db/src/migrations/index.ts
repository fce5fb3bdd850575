import type { Migration } from 'kysely/migration';
import { sql } from 'kysely';
import { authSchemaSql } from './auth-schema.ts';
import { directory } from './m0001-directory.ts';
import { items } from './m0002-items.ts';
import { requests } from './m0003-requests.ts';
import { evidence } from './m0004-evidence.ts';
import { organisation } from './m0006-organisation.ts';
import { rules } from './m0007-rules.ts';
import { classification } from './m0008-classification.ts';
import { needToKnow } from './m0009-need-to-know.ts';
import { routes } from './m0010-routes.ts';
import { singleSignOn } from './m0011-single-sign-on.ts';
import { approvals } from './m0012-approvals.ts';
import { notices } from './m0013-notices.ts';
import { secondFactor } from './m0014-second-factor.ts';
import { register } from './m0015-register.ts';
import { vault } from './m0016-vault.ts';
import { copies } from './m0017-copies.ts';
import { custody } from './m0018-custody.ts';
import { snapshots } from './m0019-snapshots.ts';
import { recordClasses } from './m0020-record-classes.ts';
import { serviceCalls } from './m0021-service-calls.ts';

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
  '0006-organisation': run(organisation),
  '0007-rules': run(rules),
  '0008-classification': run(classification),
  '0009-need-to-know': run(needToKnow),
  '0010-routes': run(routes),
  '0011-single-sign-on': run(singleSignOn),
  '0012-approvals': run(approvals),
  '0013-notices': run(notices),
  '0014-second-factor': run(secondFactor),
  '0015-register': run(register),
  '0016-vault': run(vault),
  '0017-copies': run(copies),
  '0018-custody': run(custody),
  '0019-snapshots': run(snapshots),
  '0020-record-classes': run(recordClasses),
  '0021-service-calls': run(serviceCalls),
};
