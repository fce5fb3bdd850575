import type { RefusalWire } from '@miji/contract';
import { refusalWire } from '@miji/contract';
import { z } from 'zod';

const carrier = z.object({ data: z.object({ refusal: refusalWire }) });

/** The refusal that an error carries; null where it is something else, such as a server that cannot be reached. */
export const refusalOf = (error: unknown): RefusalWire | null => {
  const found = carrier.safeParse(error);
  return found.success ? found.data.data.refusal : null;
};

/** Whether an error says that nothing is there, or that it may not be known; a number that could not be one was never issued either. */
export const isNotThere = (error: unknown): boolean =>
  ['NOT_FOUND', 'VALIDATION'].includes(refusalOf(error)?.code ?? '');

/** Whether an error says that nobody is signed in. */
export const isSignedOut = (error: unknown): boolean => refusalOf(error)?.code === 'UNAUTHENTICATED';
