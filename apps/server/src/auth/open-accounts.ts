import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import type { NewAccount } from '@miji/services';
import type { Pool } from 'pg';

/** Accounts as the register of people opens them. */
export interface AccountOpening {
  /** Whose these addresses are, and which addresses these people have. */
  findAccounts(input: {
    readonly emails: readonly string[];
    readonly personIds: readonly string[];
  }): Promise<readonly { readonly personId: string; readonly email: string }[]>;
  /**
   * Opens any number of accounts in one statement; without a password an account is entered through an identity provider alone.
   *
   * @returns those that could not be opened: the person has another address, or the address another person
   */
  openAccounts(accounts: readonly NewAccount[]): Promise<readonly NewAccount[]>;
}

const FIND = `select person_id, email from auth."user" where email = any ($1::text[]) or person_id = any ($2::uuid[])`;

/** One statement, so that no account is left behind without its password. */
const OPEN = `
  with wanted as (
    select * from jsonb_to_recordset($1::jsonb)
      as wanted (user_id uuid, account_id uuid, person_id uuid, name text, email text, password text)),
  created as (
    insert into auth."user" (id, person_id, name, email, email_verified)
    select user_id, person_id, name, email, true from wanted
    on conflict do nothing returning id),
  credentials as (
    insert into auth.account (id, user_id, account_id, provider_id, password, updated_at)
    select account_id, user_id, user_id, 'credential', password, now()
      from wanted join created on created.id = wanted.user_id where password is not null)
  select person_id from wanted
   where user_id not in (select id from created)
     and not exists (select from auth."user" known where known.person_id = wanted.person_id and known.email = wanted.email)`;

/** @param pool connects as `miji_auth` */
export function createAccountOpening(pool: Pool): AccountOpening {
  return {
    async findAccounts({ emails, personIds }) {
      const { rows } = await pool.query<{ person_id: string; email: string }>(FIND, [
        emails.map((email) => email.toLowerCase()),
        [...personIds],
      ]);
      return rows.map(({ person_id, email }) => ({ personId: person_id, email }));
    },
    async openAccounts(accounts) {
      const records = await Promise.all(
        accounts.map(async ({ personId, name, email, password }) => ({
          user_id: randomUUID(),
          account_id: randomUUID(),
          person_id: personId,
          name,
          email: email.toLowerCase(),
          password: password === null ? null : await hashPassword(password),
        })),
      );
      const { rows } = await pool.query<{ person_id: string }>(OPEN, [JSON.stringify(records)]);
      const left = new Set(rows.map(({ person_id }) => person_id));
      return accounts.filter(({ personId }) => left.has(personId));
    },
  };
}
