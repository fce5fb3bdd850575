import { createOTP } from '@better-auth/utils/otp';
import { symmetricDecrypt } from 'better-auth/crypto';
import type { SecretConfig } from 'better-auth/crypto';
import type { Pool } from 'pg';
import type { Lockout } from '../lockout.ts';

/** What came of a code that somebody typed. */
export type CodeChecked =
  | { readonly is: 'right' }
  | { readonly is: 'refused'; readonly code: 'SECOND_FACTOR_WRONG' | 'SECOND_FACTOR_USED' | 'SECOND_FACTOR_REQUIRED' }
  | { readonly is: 'locked'; readonly seconds: number };

/** The one-time codes of authenticator apps (RFC 6238): six digits, a step of thirty seconds. */
export interface Totp {
  /**
   * Looks at a code and takes its step: no code of that step or an earlier one counts ever again, wherever it is typed.
   *
   * @param verified whether the app has been set up before, or is being set up by this very code
   */
  check(userId: string, code: string, verified?: boolean): Promise<CodeChecked>;
}

const STEP_SECONDS = 30;
/** A clock may be this many steps off, either way. */
const DRIFT = 1;

interface Secret {
  readonly secret: string;
  readonly last_step: number | null;
  readonly now_step: number;
}

const FIND = `
  select secret, last_step, floor(extract(epoch from now()) / ${STEP_SECONDS})::int as now_step
    from auth.two_factor where user_id = $1 and verified = $2`;

/** Of two requests with the same code, one takes the step. */
const TAKE = `
  update auth.two_factor set last_step = $2 where user_id = $1 and (last_step is null or last_step < $2) returning id`;

/** Under this name attempts are counted; signing in with the right password does not forgive them. */
export const attemptsOf = (userId: string): string => `second factor of ${userId}`;

/**
 * @param pool connects as `miji_auth`
 * @param key what better-auth seals the secrets with
 */
export const createTotp = (pool: Pool, lockout: Lockout, key: () => Promise<string | SecretConfig>): Totp => {
  /** The steps around now whose code this is; more than one only by an improbable chance. */
  const stepsOf = async ({ secret, now_step: now }: Secret, code: string): Promise<readonly number[]> => {
    const otp = createOTP(await symmetricDecrypt({ key: await key(), data: secret }), { period: STEP_SECONDS });
    const steps = Array.from({ length: 2 * DRIFT + 1 }, (_, index) => now - DRIFT + index);
    const codes = await Promise.all(steps.map((step) => otp.hotp(step)));
    return steps.filter((_, index) => codes[index] === code);
  };
  return {
    async check(userId, code, verified = true) {
      const [found] = (await pool.query<Secret>(FIND, [userId, verified])).rows;
      if (found === undefined) return { is: 'refused', code: 'SECOND_FACTOR_REQUIRED' };
      const attempt = await lockout.take(attemptsOf(userId));
      if (!attempt.allowed) return { is: 'locked', seconds: attempt.seconds };
      const steps = await stepsOf(found, code);
      if (steps.length === 0) return { is: 'refused', code: 'SECOND_FACTOR_WRONG' };
      const fresh = steps.find((step) => step > (found.last_step ?? -1));
      const taken = fresh === undefined ? 0 : (await pool.query(TAKE, [userId, fresh])).rowCount;
      if (taken !== 1) return { is: 'refused', code: 'SECOND_FACTOR_USED' };
      await lockout.clear(attemptsOf(userId));
      return { is: 'right' };
    },
  };
};
