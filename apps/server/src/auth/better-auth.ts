import { APIError, betterAuth } from 'better-auth';
import { createAuthMiddleware, getSessionFromCtx, isAPIError } from 'better-auth/api';
import { type AuthSettings, authOptions } from './auth-options.ts';
import type { Lockout } from './lockout.ts';

const INVALID_CREDENTIALS = { code: 'INVALID_EMAIL_OR_PASSWORD', message: 'Invalid email or password' };

function lockedError(seconds: number): APIError {
  return new APIError(
    'TOO_MANY_REQUESTS',
    { code: 'LOCKED', message: 'Too many failed attempts. Sign-in with this e-mail address is locked for a while.' },
    { 'Retry-After': String(seconds) },
  );
}

/** better-auth, set up for passwords only, with the lockout in front of every look at a password. */
export function createAuth(settings: AuthSettings, lockout: Lockout) {
  const { pool } = settings;
  const isDisabled = async (userId: string): Promise<boolean> => {
    const found = await pool.query<{ disabled: boolean }>('select disabled from auth."user" where id = $1', [userId]);
    return found.rows[0]?.disabled ?? true;
  };
  return betterAuth({
    ...authOptions(settings),
    hooks: {
      before: createAuthMiddleware(async (ctx) => {
        const email = await attemptedAccount(ctx);
        if (email === null) return;
        const attempt = await lockout.take(email);
        if (!attempt.allowed) throw lockedError(attempt.seconds);
      }),
      after: createAuthMiddleware(async (ctx) => {
        // Only a right password begins a session: signing in, and changing the password, which ends all others.
        const begun = ctx.context.newSession;
        if (begun !== null && !isAPIError(ctx.context.returned)) await lockout.clear(begun.user.email);
      }),
    },
    databaseHooks: {
      session: {
        create: {
          // A closed account answers like a wrong password, and counts as one.
          before: async (session) => {
            if (await isDisabled(session.userId)) throw APIError.from('UNAUTHORIZED', INVALID_CREDENTIALS);
          },
        },
      },
    },
  });
}

/** Whose password the request is about to try; null where no password is looked at. */
async function attemptedAccount(
  ctx: Parameters<Parameters<typeof createAuthMiddleware>[0]>[0],
): Promise<string | null> {
  if (ctx.path === '/sign-in/email') {
    const body: unknown = ctx.body;
    const named = typeof body === 'object' && body !== null && 'email' in body ? body.email : null;
    return typeof named === 'string' ? named : null;
  }
  if (ctx.path === '/change-password') return (await getSessionFromCtx(ctx))?.user.email ?? null;
  return null;
}
