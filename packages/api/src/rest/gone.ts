import type { FastifyReply } from 'fastify';

/** Aborted once whoever asked has closed the line: what is made piece by piece need not be made for him. */
export const goneOf = (reply: FastifyReply): AbortSignal => {
  const going = new AbortController();
  reply.raw.once('close', () => going.abort());
  return going.signal;
};
