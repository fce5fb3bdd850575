import type { Client } from 'pg';
import { escapeIdentifier, escapeLiteral } from 'pg';

/**
 * The roles that sign in, and what each is for. None is a superuser, none bypasses row-level security.
 *
 * - `miji_owner` owns the schema; migrations only
 * - `miji_app` serves requests, one company at a time
 * - `miji_group` reads the register across companies; it has no right to content
 * - `miji_auth` keeps accounts and sessions, and sees nothing else
 * - `miji_trace` appends to the trace, and cannot read it
 * - `miji_sealer` chains and seals what was appended; it alone takes an event out of the queue
 */
export const LOGIN_ROLES = ['miji_owner', 'miji_app', 'miji_group', 'miji_auth', 'miji_trace', 'miji_sealer'] as const;
export type LoginRole = (typeof LOGIN_ROLES)[number];
export type RolePasswords = Readonly<Record<LoginRole, string>>;

/** Owns the one function that changes who may read a content; signs in nowhere. */
const KEEPER = 'miji_keeper';

const exists = async (client: Client, role: string): Promise<boolean> => {
  const found = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  return found.rows.length > 0;
};

/** Creates the roles that are missing, and sets their passwords. The caller holds the provisioning lock. */
export const ensureRoles = async (client: Client, passwords: RolePasswords): Promise<void> => {
  if (!(await exists(client, KEEPER))) await client.query(`create role ${KEEPER} nologin noinherit`);
  for (const role of LOGIN_ROLES) {
    // Only who may create databases may say, of a role that is there, that it may not: so that is said when it is made.
    const verb = (await exists(client, role)) ? 'alter role' : 'create role';
    const limits = verb === 'create role' ? 'noinherit nocreatedb nocreaterole' : '';
    // Neither a role's name nor its password can be a parameter of a utility statement.
    await client.query(`${verb} ${escapeIdentifier(role)} login ${limits} password ${escapeLiteral(passwords[role])}`);
  }
  await client.query(`grant ${KEEPER} to miji_owner`);
};
