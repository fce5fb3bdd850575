import { useSyncExternalStore } from 'react';

let open = false;
const listeners = new Set<() => void>();

const set = (to: boolean): void => {
  open = to;
  for (const listener of listeners) listener();
};

/** Opens the search over whatever page one is on. */
export const openFind = (): void => set(true);
export const closeFind = (): void => set(false);

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useFindOpen = (): boolean => useSyncExternalStore(subscribe, () => open);
