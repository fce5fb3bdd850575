import { useSyncExternalStore } from 'react';

const less = window.matchMedia('(prefers-reduced-motion: reduce)');

const subscribe = (listener: () => void): (() => void) => {
  less.addEventListener('change', listener);
  return () => less.removeEventListener('change', listener);
};

/** Whether anything may move: not for whoever has asked his system for less of it. */
export const useMotion = (): boolean => useSyncExternalStore(subscribe, () => !less.matches);
