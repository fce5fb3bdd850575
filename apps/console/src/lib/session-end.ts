import { useSyncExternalStore } from 'react';

let ended = false;
const listeners = new Set<() => void>();

const set = (to: boolean): void => {
  if (ended === to) return;
  ended = to;
  for (const listener of listeners) listener();
};

/** Said by whatever learns first that the session is over: any query, any mutation. */
export const sessionHasEnded = (): void => set(true);
export const sessionIsBack = (): void => set(false);

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Whether the session ended while a page was open. The page stays, with what was typed, behind the sign-in form. */
export const useSessionEnded = (): boolean => useSyncExternalStore(subscribe, () => ended);
