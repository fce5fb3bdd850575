import type { FieldFinding, RefusalWire } from '@miji/contract';
import { httpStatusOf, Refusal } from '@miji/contract';
import { isConnectionFailure } from '@miji/db';
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server';
import { TRPCError } from '@trpc/server';
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import { ZodError } from 'zod';

const TRPC_CODE: Readonly<Record<number, TRPC_ERROR_CODE_KEY>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  429: 'TOO_MANY_REQUESTS',
  500: 'INTERNAL_SERVER_ERROR',
  503: 'SERVICE_UNAVAILABLE',
};

/** What tRPC calls a refusal; it decides the HTTP status. */
export const trpcCodeOf = (refusal: Refusal): TRPC_ERROR_CODE_KEY =>
  TRPC_CODE[httpStatusOf(refusal.code)] ?? 'INTERNAL_SERVER_ERROR';

const toField = (issue: ZodError['issues'][number]): FieldFinding => ({
  field: issue.path.map(String).join('.').slice(0, 100),
  code: 'VALIDATION',
  article: null,
});

/** Malformed input as a refusal, with its first fifty fields. */
export const invalid = (error: ZodError): Refusal =>
  new Refusal('VALIDATION', { fields: error.issues.slice(0, 50).map(toField) });

/** What the HTTP server threw before anybody was asked: a body that it could not read, or would not. */
export const notUnderstood = (error: unknown): Refusal => {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  if (typeof status !== 'number' || status >= 500) return toRefusal(error);
  return new Refusal(status === 413 ? 'BATCH_LIMIT' : 'VALIDATION');
};

/** What nobody meant: `UNAVAILABLE` where the database was out of reach, `INTERNAL` otherwise. */
const failure = (cause: unknown): Refusal =>
  new Refusal(isConnectionFailure(cause) ? 'UNAVAILABLE' : 'INTERNAL', { cause });

/** Whether whoever keeps the server has to hear of it: the caller did nothing wrong. */
export const isFailure = ({ code }: Refusal): boolean => code === 'INTERNAL' || code === 'UNAVAILABLE';

/**
 * Whatever was thrown, as a refusal: one that the verbs threw as it is, malformed input with its fields, a database that is away
 * as `UNAVAILABLE`, everything else as `INTERNAL`. The cause of the last two stays in the log.
 */
export const toRefusal = (error: unknown): Refusal => {
  if (error instanceof Refusal) return error;
  if (!(error instanceof TRPCError)) return failure(error);
  if (error.cause instanceof Refusal) return error.cause;
  if (error.code === 'BAD_REQUEST' || error.code === 'PARSE_ERROR') {
    return error.cause instanceof ZodError ? invalid(error.cause) : new Refusal('VALIDATION');
  }
  if (error.code === 'NOT_FOUND' || error.code === 'METHOD_NOT_SUPPORTED') return new Refusal('NOT_FOUND');
  if (error.code === 'PAYLOAD_TOO_LARGE') return new Refusal('BATCH_LIMIT');
  return failure(error.cause ?? error);
};

/** A refusal as it crosses the wire. */
export const toWire = (refusal: Refusal): RefusalWire => ({
  code: refusal.code,
  rule: refusal.rule,
  article: refusal.article,
  missing: [...refusal.missing],
  fields: refusal.fields.map((field) => ({ ...field })),
  counterexample: refusal.counterexample,
});

/** A refusal as the tRPC face sends one, where its own formatter never came to it. */
export const toTrpcShape = (refusal: Refusal) => {
  const code = trpcCodeOf(refusal);
  const data = { code, httpStatus: httpStatusOf(refusal.code), refusal: toWire(refusal) };
  return { error: { message: refusal.code, code: TRPC_ERROR_CODES_BY_KEY[code], data } };
};
