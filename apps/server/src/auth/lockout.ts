import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { LOCKOUT_FAILURES, LOCKOUT_SECONDS, LOCKOUT_WINDOW_SECONDS } from './limits.ts';

/** Counts password attempts per account, in the database, so that all servers count together. */
export interface Lockout {
  /** Takes one of the attempts before the password is looked at. `seconds` is how long the lock still lasts. */
  take(email: string): Promise<{ readonly allowed: true } | { readonly allowed: false; readonly seconds: number }>;
  /** The password was right: the account starts afresh. */
  clear(email: string): Promise<void>;
}

/**
 * An attempt counts as failed from the moment it begins and is forgiven when it succeeds. Counting afterwards would let any
 * number of parallel guesses through before the first of them is written down.
 *
 * $1 account, $2 failures allowed, $3 window, $4 length of the lock (seconds). One row comes back when the attempt may go
 * on, none when the account is locked. The attempt that uses up the last failure also sets the lock; a lock that is over
 * leaves no failures behind.
 */
const TAKE = `
  insert into auth.lockout as l (account_hash, failed_at, last_failed_at)
  values ($1, array[now()], now())
  on conflict (account_hash) do update set
    (failed_at, last_failed_at, locked_until) = (
      select counted.times || now(), now(),
             case when cardinality(counted.times) + 1 >= $2::int then now() + make_interval(secs => $4) end
        from (select array(select time from unnest(l.failed_at) as time
                            where l.locked_until is null and time > now() - make_interval(secs => $3)) as times) as counted)
  where l.locked_until is null or l.locked_until <= now()
  returning account_hash`;

const REMAINING = `
  select greatest(1, ceil(extract(epoch from locked_until - now())))::int as seconds
    from auth.lockout where account_hash = $1 and locked_until > now()`;

/** Rows of others that can no longer matter are swept along, because anybody can fill the table with invented addresses. */
const CLEAR = `
  delete from auth.lockout
   where account_hash = $1 or last_failed_at < now() - make_interval(secs => $2)`;

/** The table holds a hash: people type passwords into the e-mail field, and invented addresses may be of any length. */
function accountHash(email: string): Buffer {
  return createHash('sha256').update(email.toLowerCase(), 'utf8').digest();
}

/** @param pool connects as `miji_auth` */
export function createLockout(pool: Pool): Lockout {
  return {
    async take(email) {
      const account = accountHash(email);
      const limits = [LOCKOUT_FAILURES, LOCKOUT_WINDOW_SECONDS, LOCKOUT_SECONDS];
      const taken = await pool.query({ name: 'lockout-take', text: TAKE, values: [account, ...limits] });
      if (taken.rowCount === 1) return { allowed: true };
      const left = await pool.query<{ seconds: number }>({ name: 'lockout-left', text: REMAINING, values: [account] });
      return { allowed: false, seconds: left.rows[0]?.seconds ?? 1 };
    },
    async clear(email) {
      const forgetAfter = LOCKOUT_WINDOW_SECONDS + LOCKOUT_SECONDS;
      await pool.query({ name: 'lockout-clear', text: CLEAR, values: [accountHash(email), forgetAfter] });
    },
  };
}
