import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import type { Pool } from 'pg';
import * as z from 'zod';
import type { createAuth } from './better-auth.ts';
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH, SESSION_IDLE_SECONDS, SESSION_TOUCH_SECONDS } from './limits.ts';

export interface PersonIdentity {
  readonly kind: 'person';
  readonly personId: string;
  readonly sessionId: string;
}

export interface NewAccount {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** The accounts of people and their sessions. */
export interface People {
  create(input: NewAccount): Promise<void>;
  setDisabled(personId: string, disabled: boolean): Promise<void>;
  endSessions(personId: string): Promise<void>;
  identify(headers: Headers): Promise<PersonIdentity | null>;
  /** Whether a session is still open. Unlike {@link identify} this is no use of it, and so keeps no idle session alive. */
  isOpen(headers: Headers): Promise<boolean>;
}

const newAccount = z.object({
  personId: z.uuid(),
  name: z.string().min(1).max(200),
  email: z.email().max(320).toLowerCase(),
  password: z.string().min(PASSWORD_MIN_LENGTH).max(PASSWORD_MAX_LENGTH),
});

/** One statement, so that no account is left behind without its password. */
const CREATE = `
  with created as (
    insert into auth."user" (id, person_id, name, email, email_verified)
    values ($1, $2, $3, $4, true) on conflict (email) do nothing returning id)
  insert into auth.account (id, user_id, account_id, provider_id, password, updated_at)
  select $5, id, id, 'credential', $6, now() from created`;

const END_SESSIONS = `
  delete from auth.session where user_id in (select id from auth."user" where person_id = $1)`;

const TOUCH = `
  update auth.session set updated_at = now()
   where id = $1 and updated_at < now() - make_interval(secs => $2)`;

const unusedMsOf = ({ updatedAt }: { readonly updatedAt: Date }): number => Date.now() - updatedAt.getTime();

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}

/**
 * @param pool connects as `miji_auth`
 * @param auth better-auth, which checks the cookie's signature and finds its session
 */
export function createPeople(pool: Pool, auth: ReturnType<typeof createAuth>): People {
  const ownerOf = async (email: string): Promise<string | null> => {
    const found = await pool.query<{ person_id: string }>('select person_id from auth."user" where email = $1', [
      email,
    ]);
    return found.rows[0]?.person_id ?? null;
  };
  const endSessions = async (personId: string): Promise<void> => {
    await pool.query(END_SESSIONS, [personId]);
  };
  return {
    async create(input) {
      const { personId, name, email, password } = newAccount.parse(input);
      let owner = await ownerOf(email);
      if (owner === null) {
        const values = [randomUUID(), personId, name, email, randomUUID(), await hashPassword(password)];
        await pool.query(CREATE, values).catch((error: unknown) => {
          if (!isUniqueViolation(error)) throw error;
          throw new Error('this person already has an account under another e-mail address');
        });
        owner = await ownerOf(email);
      }
      if (owner !== personId.toLowerCase()) throw new Error('this e-mail address already belongs to another person');
    },
    async setDisabled(personId, disabled) {
      await pool.query('update auth."user" set disabled = $2, updated_at = now() where person_id = $1', [
        personId,
        disabled,
      ]);
      if (disabled) await endSessions(personId);
    },
    endSessions,
    async isOpen(headers) {
      const found = await auth.api.getSession({ headers });
      return found !== null && !found.user.disabled && unusedMsOf(found.session) <= SESSION_IDLE_SECONDS * 1000;
    },
    async identify(headers) {
      if (!headers.has('cookie')) return null;
      const found = await auth.api.getSession({ headers });
      if (found === null) return null;
      const { session, user } = found;
      const unusedMs = unusedMsOf(session);
      if (user.disabled || unusedMs > SESSION_IDLE_SECONDS * 1000) {
        await pool.query('delete from auth.session where id = $1', [session.id]);
        return null;
      }
      if (unusedMs > SESSION_TOUCH_SECONDS * 1000) await pool.query(TOUCH, [session.id, SESSION_TOUCH_SECONDS]);
      return { kind: 'person', personId: user.personId, sessionId: session.id };
    },
  };
}
