import type { Refusal } from '@miji/contract';
import { asRefusal } from './refusals.ts';

const ATTEMPTS = 3;
const FIRST_PAUSE_MS = 100;

/** Worth another try: nobody answered, or whoever answered asked for patience. */
const isPassing = ({ code }: Refusal): boolean => code === 'UNAVAILABLE' || code === 'AUDIT_UNAVAILABLE';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Makes a call, again where nothing came back. Only for calls that may be repeated: questions, and acts that carry an idempotency
 * key.
 *
 * @param withinMs after which nothing is tried again
 */
export const withRetry = async <T>(call: () => Promise<T>, withinMs: number): Promise<T> => {
  const until = performance.now() + withinMs;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      const refusal = asRefusal(error);
      // Clients that failed together must not come back together.
      const rest = FIRST_PAUSE_MS * 2 ** attempt * (0.5 + Math.random());
      if (attempt >= ATTEMPTS || !isPassing(refusal) || performance.now() + rest >= until) throw refusal;
      await pause(rest);
    }
  }
};

/** Makes a call once: an act that must not happen twice. */
export const once = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    throw asRefusal(error);
  }
};
