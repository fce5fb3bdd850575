import type { Pool } from 'pg';
import * as z from 'zod';
import type { ConfirmedProvider } from './configurations.ts';
import { providerIdOf } from './configurations.ts';

/** Why a provider's word was not enough; for the trace, never for whoever tried. */
export type NotMatched =
  | 'token_invalid'
  | 'email_not_verified'
  | 'email_of_another_domain'
  | 'account_unknown'
  | 'account_disabled'
  | 'subject_of_another'
  | 'not_employed';

/** Whose account it is. */
export interface Matched {
  readonly email: string;
  readonly name: string;
}

/** What the register knows of people and companies. */
export interface Register {
  /** whether somebody holds an appointment in a company now */
  worksFor(personId: string, companyId: string): Promise<boolean>;
  companyByCode(code: string): Promise<{ readonly id: string; readonly code: string } | undefined>;
}

/** What a verified token says of somebody. */
export const claims = z.object({
  sub: z.string().min(1).max(255),
  email: z.string().max(320).toLowerCase().optional(),
  // Some providers send the text instead of the truth value; that is not the truth value.
  email_verified: z.literal(true).optional().catch(undefined),
});
export type Claims = z.output<typeof claims>;

interface Account {
  readonly id: string;
  readonly person_id: string;
  readonly email: string;
  readonly name: string;
  readonly disabled: boolean;
}

const BY_SUBJECT = `
  select u.id, u.person_id, u.email, u.name, u.disabled from auth.account a join auth."user" u on u.id = a.user_id
   where a.provider_id = $1 and a.account_id = $2`;
const BY_EMAIL = `select id, person_id, email, name, disabled from auth."user" where email = $1`;
const OTHER_SUBJECT = `select 1 from auth.account where provider_id = $1 and user_id = $2 and account_id <> $3`;

/** The name under which a subject is kept: it means something only together with who gave it. */
export const subjectOf = (issuer: string, sub: string): string => `${issuer} ${sub}`;

const accountBySubject = async (pool: Pool, provider: ConfirmedProvider, sub: string): Promise<Account | undefined> => {
  const values = [providerIdOf(provider.companyId), subjectOf(provider.issuer, sub)];
  return (await pool.query<Account>(BY_SUBJECT, values)).rows[0];
};

const accountByEmail = async (
  pool: Pool,
  provider: ConfirmedProvider,
  { sub, email, email_verified: isVerified }: Claims,
): Promise<Account | NotMatched> => {
  if (email === undefined || isVerified !== true) return 'email_not_verified';
  if (!provider.domains.includes(email.slice(email.lastIndexOf('@') + 1))) return 'email_of_another_domain';
  const account = (await pool.query<Account>(BY_EMAIL, [email])).rows[0];
  if (account === undefined) return 'account_unknown';
  const values = [providerIdOf(provider.companyId), account.id, subjectOf(provider.issuer, sub)];
  const isTaken = (await pool.query(OTHER_SUBJECT, values)).rows.length > 0;
  return isTaken ? 'subject_of_another' : account;
};

/**
 * Finds the account that a provider speaks of: that of its known subject, else that of an e-mail address which it has verified and
 * may speak for, and which no other subject of it holds. Either way the register has the last word: whoever does not work for the
 * provider's own company is nobody.
 *
 * @see SG-09
 */
export const match = async (
  pool: Pool,
  register: Register,
  provider: ConfirmedProvider,
  said: Claims,
): Promise<Matched | NotMatched> => {
  const account = (await accountBySubject(pool, provider, said.sub)) ?? (await accountByEmail(pool, provider, said));
  if (typeof account === 'string') return account;
  if (account.disabled) return 'account_disabled';
  if (!(await register.worksFor(account.person_id, provider.companyId))) return 'not_employed';
  return { email: account.email, name: account.name };
};
