import type { AppRouter } from '@miji/api';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';

/** `useTRPC().items.list.queryOptions(…)`, `.infiniteQueryOptions(…)`, `.mutationOptions(…)`. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

/** The wire. Batches stay small, because a batch is as slow as its slowest call. */
export const makeClient = () =>
  createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: '/api/trpc', maxItems: 8, maxURLLength: 2_000 })] });
