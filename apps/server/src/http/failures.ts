import { toRefusal, toWire } from '@miji/api';
import { httpStatusOf, Refusal } from '@miji/contract';
import type { FastifyInstance } from 'fastify';

const statusOf = (error: unknown): number =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;

/** What the HTTP server itself finds wrong with a request, as a refusal; its own messages quote what was sent. */
const asRefusal = (error: unknown): Refusal => {
  const status = statusOf(error);
  if (status === 413) return new Refusal('BATCH_LIMIT');
  return status >= 400 && status < 500 ? new Refusal('VALIDATION') : toRefusal(error);
};

/** Whatever goes wrong outside the verbs leaves in the same shape as a refusal: a code, nothing of where it came from. */
export const answerFailures = (app: FastifyInstance): void => {
  app.setErrorHandler(async (error, request, reply) => {
    const refusal = asRefusal(error);
    const status = httpStatusOf(refusal.code);
    if (status >= 500) request.log.error({ err: error, route: request.routeOptions.url }, 'unexpected failure');
    return reply.code(status).send(toWire(refusal));
  });
};

/**
 * Runs the first question that a request puts to the database.
 *
 * @throws Refusal `UNAVAILABLE` where it cannot be answered: who calls is not known then, and nothing can be said to him
 */
export const orUnavailable = async <T>(ask: () => Promise<T>): Promise<T> => {
  try {
    return await ask();
  } catch (cause) {
    throw cause instanceof Refusal ? cause : new Refusal('UNAVAILABLE', { cause });
  }
};
