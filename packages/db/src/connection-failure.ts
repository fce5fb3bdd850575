/** What the network says where nobody answers, and PostgreSQL where it stops, starts, or has no connection left. */
const CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);

/** What the driver says by itself, without a code: of a connection that broke, or was not to be had in time. */
const MESSAGES = [
  /^Connection terminated/,
  /^timeout exceeded when trying to connect$/,
  /^timeout expired$/,
  /^Client (was closed|has encountered a connection error) and is not queryable$/,
  /^Cannot use a pool after calling end on the pool$/,
];

/**
 * Whether the database could not be reached or was lost under way, so that the same call may well succeed later. What was under
 * way may have been kept or not: a commit whose answer was lost is told from one that failed by nobody.
 */
export const isConnectionFailure = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string') return CODES.has(error.code);
  return MESSAGES.some((message) => message.test(error.message));
};
