import type { CallContext } from '@miji/services';
import { initTRPC } from '@trpc/server';

const t = initTRPC.context<CallContext>().create();

export const router = t.router;
export const procedure = t.procedure;
