import { APIError, betterAuth } from 'better-auth';
import { createAuthMiddleware, getSessionFromCtx, isAPIError } from 'better-auth/api';
import type { OAuthProvider } from 'better-auth/oauth2';
import { type AuthSettings, authOptions } from './auth-options.ts';
import type { Lockout } from './lockout.ts';
import type { Claims } from './single-sign-on/matching.ts';
import { checkSecondStep, SECOND_STEP } from './second-factor/second-step.ts';
import type { Totp } from './second-factor/totp.ts';

const INVALID_CREDENTIALS = { code: 'INVALID_EMAIL_OR_PASSWORD', message: 'Invalid email or password' };

function lockedError(seconds: number): APIError {
  return new APIError(
    'TOO_MANY_REQUESTS',
    { code: 'LOCKED', message: 'Too many failed attempts. Sign-in with this e-mail address is locked for a while.' },
    { 'Retry-After': String(seconds) },
  );
}

/**
 * better-auth, set up for passwords, with the lockout in front of every look at a password.
 *
 * @param provider the identity provider of one company: whoever began with it can return from no other
 */
export function createAuth(
  settings: AuthSettings,
  { lockout, totp }: { readonly lockout: Lockout; readonly totp: Totp },
  provider?: OAuthProvider<Claims>,
) {
  const { pool } = settings;
  const isDisabled = async (userId: string): Promise<boolean> => {
    const found = await pool.query<{ disabled: boolean }>('select disabled from auth."user" where id = $1', [userId]);
    return found.rows[0]?.disabled ?? true;
  };
  const options = authOptions(settings);
  return betterAuth({
    ...options,
    advanced: {
      ...options.advanced,
      ...(provider === undefined ? {} : { cookies: { state: { name: `miji.state-${provider.id}` } } }),
    },
    plugins: [
      ...options.plugins,
      {
        id: 'identity-provider',
        init: () => (provider === undefined ? {} : { context: { socialProviders: [provider] } }),
      },
    ],
    hooks: {
      before: createAuthMiddleware(async (ctx) => {
        if (ctx.path === SECOND_STEP) return checkSecondStep(ctx, pool, totp);
        const email = await attemptedAccount(ctx);
        if (email === null) return;
        const attempt = await lockout.take(email);
        if (!attempt.allowed) throw lockedError(attempt.seconds);
      }),
      after: createAuthMiddleware(async (ctx) => {
        // A right password begins a session: signing in, and changing the password, which ends all others. A provider's word
        // says nothing about who tries passwords meanwhile.
        const begun = ctx.context.newSession;
        if (begun !== null && ctx.path !== '/callback/:id' && !isAPIError(ctx.context.returned))
          await lockout.clear(begun.user.email);
      }),
    },
    databaseHooks: {
      account: {
        create: {
          // Of what a provider sends, only the subject is kept: a token in the database would be one more to lose.
          before: async (account) => ({
            data: { ...account, accessToken: null, refreshToken: null, idToken: null, scope: null },
          }),
        },
      },
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
