import type { AppRouter } from '@miji/api';
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';

/** `useTRPC().items.list.queryOptions(…)`, `.infiniteQueryOptions(…)`, `.mutationOptions(…)`. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

/**
 * The wire. Questions go as POST, so that what somebody searches for stands in no address and no log on the way. Batches stay small,
 * because a batch is as slow as its slowest call. What the server says by itself comes as a stream of its own.
 */
export const makeClient = () =>
  createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({ url: '/api/trpc' }),
        false: httpBatchLink({ url: '/api/trpc', methodOverride: 'POST', maxItems: 8 }),
      }),
    ],
  });
