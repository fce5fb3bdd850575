import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/** For browsers that do not tell when they are idle. */
const SOON_MS = 1_000;

const whenIdle = (act: () => void): (() => void) => {
  if (typeof requestIdleCallback === 'function') {
    const wish = requestIdleCallback(act);
    return () => cancelIdleCallback(wish);
  }
  const timer = setTimeout(act, SOON_MS);
  return () => clearTimeout(timer);
};

/** Fetches the code of every page beforehand, so that each can say what is wrong once the server cannot be reached. */
export const usePagesAtHand = (): void => {
  const router = useRouter();
  useEffect(
    () =>
      whenIdle(() => {
        for (const route of Object.values(router.routesById)) void router.loadRouteChunk(route);
      }),
    [router],
  );
};
