import { isUniqueViolation } from '@miji/db';

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
