import { z } from 'zod';
import { toRefusal, trpcCodeOf } from './refusals.ts';
import { TRPCError } from '@trpc/server';

const isStream = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

/**
 * The output of a subscription: each thing that is said is held to the schema, as every other answer is, and a refusal in the middle
 * leaves in the same shape as one at the start.
 */
export const streamOf = <T extends z.ZodType>(one: T) =>
  z.custom<AsyncIterable<z.input<T>, void>>(isStream).transform(async function* checked(stream): AsyncGenerator<
    z.output<T>,
    void
  > {
    try {
      for await (const value of stream) yield one.parse(value);
    } catch (error) {
      const refusal = toRefusal(error);
      throw new TRPCError({ code: trpcCodeOf(refusal), message: refusal.code, cause: refusal });
    }
  });
