import { AsyncLocalStorage } from 'node:async_hooks';
import type { RefusalCode } from '@miji/core';

/** How the second step of signing in ended that somebody is taking: better-auth itself answers no more than that it went wrong. */
export interface CodeAttempt {
  /** whose right password came before, and why his code was not enough; null where it was, or where nobody knows whose it is */
  refused: { readonly personId: string; readonly code: RefusalCode } | null;
}

/** The attempt that better-auth is at work on. */
export const codeAttempts = new AsyncLocalStorage<CodeAttempt>();
