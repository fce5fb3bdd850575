import type { Refusal } from '@miji/contract';
import { asRefusal } from './refusals.ts';
import { abortable } from './transport/abortable.ts';

const FIRST_PAUSE_MS = 100;

/** Worth another try: nobody answered, or whoever answered asked for patience. */
const isPassing = ({ code }: Refusal): boolean => code === 'UNAVAILABLE' || code === 'AUDIT_UNAVAILABLE';

/** Waits, unless the signal comes first. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return abortable(() => over, signal).finally(() => clearTimeout(timer));
};

/** For how long, and how often, something is tried. */
export interface Patience {
  readonly attempts: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * Makes a call, again where nothing came back. Only for calls that may be repeated: questions, and acts that carry an idempotency
 * key.
 */
export const withRetry = async <T>(call: () => Promise<T>, { attempts, timeoutMs, signal }: Patience): Promise<T> => {
  const until = performance.now() + timeoutMs;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      const refusal = asRefusal(error);
      // Clients that failed together must not come back together.
      const rest = FIRST_PAUSE_MS * 2 ** attempt * (0.5 + Math.random());
      const isLast = attempt >= attempts || signal.aborted || performance.now() + rest >= until;
      if (isLast || !isPassing(refusal)) throw refusal;
      await pause(rest, signal);
    }
  }
};
