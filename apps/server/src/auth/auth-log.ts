import type { BetterAuthOptions } from 'better-auth';

/** The part of a pino logger that sign-in uses. */
export interface AuthLog {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/**
 * What may be said about an error: its class and code. Messages and details of database errors quote
 * values (an e-mail address, a token), so they stay out of the log.
 */
export function describeError(error: unknown): { readonly name: string; readonly code?: string } {
  if (!(error instanceof Error)) return { name: typeof error };
  if ('code' in error && typeof error.code === 'string') return { name: error.name, code: error.code };
  return { name: error.name };
}

/** Sends what better-auth has to say, from `warn` upwards, to our log, without the values it passes along. */
export function betterAuthLogger(log: AuthLog): NonNullable<BetterAuthOptions['logger']> {
  return {
    level: 'warn',
    disableColors: true,
    log: (level, message, ...details: readonly unknown[]) => {
      const errors = details.filter((detail) => detail instanceof Error).map(describeError);
      const fields = { component: 'auth', ...(errors.length > 0 ? { errors } : {}) };
      if (level === 'error') log.error(fields, message);
      else log.warn(fields, message);
    },
  };
}
