import { AsyncLocalStorage } from 'node:async_hooks';
import type { NotMatched } from './matching.ts';

/** How far somebody came who was sent back by his provider: better-auth itself says only that it went wrong. */
export interface Attempt {
  /** why he was not believed; null where he was, or where it never came so far */
  notMatched: NotMatched | null;
}

/** The attempt that the provider at work belongs to. */
export const attempts = new AsyncLocalStorage<Attempt>();
