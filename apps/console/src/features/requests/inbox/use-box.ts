import type { REQUEST_BOXES, RequestSummary } from '@miji/contract';
import { Temporal } from '@miji/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSession } from '../../../lib/session.tsx';
import { useTRPC } from '../../../lib/trpc.ts';

export type Box = (typeof REQUEST_BOXES)[number];
export type BoxOrder = 'deadline' | 'filing';

const NO_ROWS: readonly RequestSummary[] = [];
/** What waits is put in order as a whole, so that one call brings what most people have. */
const WAITING_AT_ONCE = 100;

const byDeadline = (a: RequestSummary, b: RequestSummary): number =>
  Temporal.Instant.compare(Temporal.Instant.from(a.expiresAt), Temporal.Instant.from(b.expiresAt));

/** Whoever holds a post that decides begins with what waits for him, everybody else with his own. */
export const useFirstBox = (): Box => {
  const { capacities } = useSession();
  const decides = capacities.some(({ post }) => post === 'general_manager' || post === 'deputy_general_manager');
  return decides ? 'to_decide' : 'mine';
};

/** The requests of a box as far as they are loaded. The server has the newest first; by deadline they are put in order here. */
export const useBox = (box: Box, state: RequestSummary['state'] | undefined, order: BoxOrder) => {
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.requests.list.infiniteQueryOptions(
      { box, state, ...(box === 'to_decide' ? { limit: WAITING_AT_ONCE } : {}) },
      { getNextPageParam: (page) => page.next },
    ),
  );
  const { data } = query;
  const rows = useMemo(() => {
    const loaded = data?.pages.flatMap((page) => page.entries) ?? NO_ROWS;
    return box === 'to_decide' && order === 'deadline' ? loaded.toSorted(byDeadline) : loaded;
  }, [data, box, order]);
  return { query, rows };
};
