import type { createAuthMiddleware } from 'better-auth/api';
import { APIError } from 'better-auth';
import type { Pool } from 'pg';
import { codeAttempts } from './code-attempt.ts';
import type { Totp } from './totp.ts';

type Context = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** Where better-auth looks at the code of somebody whose password was right. */
export const SECOND_STEP = '/two-factor/verify-totp';

/** The name of its cookie, without the prefix. */
const COOKIE = 'two_factor';

const codeOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string' ? body.code : '';

/** Whose password was right; null where the cookie of the first step is missing, forged or too old. */
const userOf = async (ctx: Context): Promise<string | null> => {
  const { name } = ctx.context.createAuthCookie(COOKIE);
  const challenge = await ctx.getSignedCookie(name, ctx.context.secret);
  if (typeof challenge !== 'string' || challenge === '') return null;
  const found = await ctx.context.internalAdapter.findVerificationValue(challenge);
  return found !== null && found !== undefined && found.expiresAt > new Date() ? found.value : null;
};

const REFUSED = { code: 'SECOND_FACTOR_WRONG', message: 'The code is not right' };
const LOCKED = { code: 'LOCKED', message: 'Too many wrong codes' };

/**
 * Counts the attempt and takes the step of the code before better-auth looks at it: a code that opened a session confirms no act, and
 * the other way round.
 *
 * @throws APIError
 */
export const checkSecondStep = async (ctx: Context, pool: Pool, totp: Totp): Promise<void> => {
  const userId = await userOf(ctx);
  if (userId === null) throw APIError.from('UNAUTHORIZED', { code: 'BROKEN_OFF', message: 'Sign in again' });
  const checked = await totp.check(userId, codeOf(ctx.body));
  if (checked.is === 'right') return;
  const { rows } = await pool.query<{ person_id: string }>('select person_id from auth."user" where id = $1', [userId]);
  const attempt = codeAttempts.getStore();
  const personId = rows[0]?.person_id;
  const code = checked.is === 'locked' ? 'LOCKED' : checked.code;
  if (attempt !== undefined && personId !== undefined) attempt.refused = { personId, code };
  if (checked.is === 'locked')
    throw new APIError('TOO_MANY_REQUESTS', LOCKED, { 'Retry-After': String(checked.seconds) });
  throw APIError.from('UNAUTHORIZED', { ...REFUSED, code });
};
