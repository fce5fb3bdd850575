import { useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { isSignedOut } from '../../lib/refusal.ts';
import { sessionHasEnded, useSessionEnded } from '../../lib/session-end.ts';
import { useTRPC } from '../../lib/trpc.ts';

/** How long to wait before a stream that broke for good is opened anew. */
const COME_BACK_MS = 10_000;

const subscribeToVisibility = (listener: () => void): (() => void) => {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
};

/**
 * How many notices are unread, as the server says it; null before it has said anything. Only the tab that is looked at listens: a browser keeps few connections to one
 * server, and a tab in the back must not take one from the page in front.
 */
export const useUnread = (): number | null => {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [unread, setUnread] = useState<number | null>(null);
  const isVisible = useSyncExternalStore(subscribeToVisibility, () => document.visibilityState === 'visible');
  const hasEnded = useSessionEnded();
  const { status, reset } = useSubscription(
    trpc.notices.unread.subscriptionOptions(undefined, {
      enabled: isVisible && !hasEnded,
      onData: (said) => {
        setUnread(said.unread);
        // The inbox is asked for again where it is open; nothing else is, as each look leaves a trace.
        void queryClient.invalidateQueries(trpc.notices.list.pathFilter());
      },
      onError: (error) => {
        if (isSignedOut(error)) sessionHasEnded();
      },
    }),
  );
  useEffect(() => {
    if (status !== 'error') return;
    const timer = setTimeout(reset, COME_BACK_MS);
    return () => clearTimeout(timer);
  }, [status, reset]);
  return unread;
};
