import { createHash } from 'node:crypto';
import { isUniqueViolation } from '@miji/db';

/** What tells one input from another under the same idempotency key; nothing of the input can be read from it. */
export const digestOf = (input: object): string => createHash('sha256').update(JSON.stringify(input)).digest('hex');

/**
 * Makes something that a repeated call must not make twice: finds what an earlier call with the same key made, or makes it; where
 * two calls race, the second finds what the first has made.
 */
export const once = async <T>(find: () => Promise<T | undefined>, make: () => Promise<T>): Promise<T> => {
  const earlier = await find();
  if (earlier !== undefined) return earlier;
  try {
    return await make();
  } catch (error) {
    const first = isUniqueViolation(error) ? await find() : undefined;
    if (first === undefined) throw error;
    return first;
  }
};
