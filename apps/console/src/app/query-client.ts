import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isSignedOut, refusalOf } from '../lib/refusal.ts';
import { sessionHasEnded } from '../lib/session-end.ts';

const RETRIES = 2;

const onError = (error: unknown): void => {
  if (isSignedOut(error)) sessionHasEnded();
};

/** Refusals are answers and are not asked for again; a server that cannot be reached is. Nothing is kept on disk. */
export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 60_000,
        // Each look leaves a trace, so a page looks again only when somebody asks for it.
        refetchOnWindowFocus: false,
        retry: (failures, error) => refusalOf(error) === null && failures < RETRIES,
      },
      mutations: { retry: false },
    },
  });
