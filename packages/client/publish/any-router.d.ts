import type { AnyTRPCRouter } from '@trpc/server';

/** Stands for the router in what is published: nobody outside reaches it, and its own types would bring the whole server along. */
export type AppRouter = AnyTRPCRouter;
