import type { TestDatabase } from '@miji/testing';
import type { Pool } from 'pg';

/** Gives a database made from a template without the schema `auth` that schema and its two roles. */
export async function ensureAuthSchema(superuser: Pool, database: TestDatabase): Promise<void> {
  const found = await superuser.query("select to_regclass('auth.session') as relation");
  if (found.rows[0]?.relation !== null) return;
  for (const role of ['miji_owner', 'miji_auth'] as const) {
    const { password } = new URL(database.urlFor(role));
    // Test files run side by side, and roles belong to the whole cluster: another file may have been faster.
    await superuser.query(`create role ${role} login noinherit password '${password}'`).catch(() => {});
  }
  await superuser.query(await authSchema());
}

async function authSchema(): Promise<string> {
  const place = new URL('../../../../packages/db/src/migrations/auth-schema.ts', import.meta.url);
  const module: unknown = await import(place.href);
  if (
    typeof module === 'object' &&
    module !== null &&
    'authSchemaSql' in module &&
    typeof module.authSchemaSql === 'string'
  ) {
    return module.authSchemaSql;
  }
  throw new Error('auth-schema.ts does not export authSchemaSql');
}
