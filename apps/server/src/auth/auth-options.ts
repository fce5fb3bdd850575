import type { BetterAuthOptions } from 'better-auth';
import type { Pool } from 'pg';
import { type AuthLog, betterAuthLogger } from './auth-log.ts';
import {
  PASSWORD_CHANGES_PER_MINUTE,
  PASSWORD_MAX_LENGTH,
  PASSWORD_MIN_LENGTH,
  SESSION_ABSOLUTE_SECONDS,
  SIGN_INS_PER_MINUTE,
} from './limits.ts';
import { secondFactorPlugins } from './second-factor/plugins.ts';

export interface AuthSettings {
  readonly pool: Pool;
  readonly secret: string;
  readonly baseUrl: string;
  readonly log: AuthLog;
  readonly trustedOrigins: readonly string[];
  readonly signInsPerMinute: number | undefined;
}

/** Set by us on every request that reaches better-auth; whatever the caller sent under this name is thrown away. */
export const ADDRESS_HEADER = 'x-miji-client-address';

/** The configuration without the hooks: what the schema in the database is generated from and checked against. */
export function authOptions(settings: AuthSettings) {
  const { pool, secret, baseUrl, log, trustedOrigins } = settings;
  const plugins = secondFactorPlugins(baseUrl);
  return {
    appName: 'Miji',
    baseURL: baseUrl,
    basePath: '/api/auth',
    secret,
    database: pool,
    plugins,
    trustedOrigins: [...trustedOrigins],
    logger: betterAuthLogger(log),
    // Errors come back to our handler, which says how much of them is logged.
    onAPIError: { throw: true },
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN_LENGTH,
      maxPasswordLength: PASSWORD_MAX_LENGTH,
    },
    user: {
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: {
        personId: { type: 'string', required: true, unique: true, input: false, fieldName: 'person_id' },
        disabled: { type: 'boolean', required: true, defaultValue: false, input: false },
      },
    },
    session: {
      // The end of a session is fixed when it begins. Idleness is our own rule, see people.ts.
      expiresIn: SESSION_ABSOLUTE_SECONDS,
      disableSessionRefresh: true,
      // How fresh a sign-in has to be is our own rule, see second-factor/holder.ts.
      freshAge: 0,
      // A copy of the session in a cookie would outlive its revocation.
      cookieCache: { enabled: false },
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    account: {
      // A known subject stays as it is: nothing of what a provider sends along is kept.
      updateAccountOnSignIn: false,
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: { fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' } },
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'rate_limit',
      fields: { lastRequest: 'last_request' },
      customRules: {
        '/sign-in/email': { window: 60, max: settings.signInsPerMinute ?? SIGN_INS_PER_MINUTE },
        '/sign-in/social': { window: 60, max: settings.signInsPerMinute ?? SIGN_INS_PER_MINUTE },
        '/callback/*': { window: 60, max: settings.signInsPerMinute ?? SIGN_INS_PER_MINUTE },
        '/two-factor/verify-totp': { window: 60, max: settings.signInsPerMinute ?? SIGN_INS_PER_MINUTE },
        '/change-password': { window: 60, max: PASSWORD_CHANGES_PER_MINUTE },
        // Nothing can be guessed here, and every page load would cost a write.
        '/get-session': false,
        '/sign-out': false,
      },
    },
    advanced: {
      cookiePrefix: 'miji',
      useSecureCookies: baseUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      // Said outright, because better-auth drops both checks by itself when it believes it runs under test.
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: 'uuid', joins: true },
    },
  } as const satisfies BetterAuthOptions;
}
