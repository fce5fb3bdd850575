import { Refusal } from '@miji/contract';
import type { CallContext } from '@miji/services';
import { initTRPC, TRPCError } from '@trpc/server';
import { fieldWithNul } from './nul.ts';
import { toRefusal, toWire, trpcCodeOf } from './refusals.ts';

/** What a request brings: who calls is found out when the first procedure asks, once for all calls of a batch. */
export interface RequestContext {
  readonly open: () => Promise<CallContext>;
  /** whether whoever called is still signed in; asking is no sign of life from him */
  readonly isStillOpen: () => Promise<boolean>;
}

const t = initTRPC.context<RequestContext>().create({
  isDev: false,
  allowOutsideOfServer: true,
  // A proxy that hangs up on what is silent, and a line that is dead, are both noticed within the minute.
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 45_000 } },
  // The one shape in which every error leaves: its code and what belongs to it, nothing of where it came from.
  errorFormatter: ({ shape, error }) => {
    const refusal = toRefusal(error);
    return { ...shape, message: refusal.code, data: { ...shape.data, refusal: toWire(refusal) } };
  },
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Resolves who calls, and turns whatever goes wrong into a refusal. */
export const procedure = t.procedure.use(async ({ ctx, next, getRawInput }) => {
  const call = await open(ctx);
  const field = fieldWithNul(await getRawInput());
  if (field !== null)
    throw asTrpcError(new Refusal('VALIDATION', { fields: [{ field, code: 'VALIDATION', article: null }] }));
  const result = await next({ ctx: call });
  if (!result.ok) throw asTrpcError(result.error);
  return result;
});

const open = async (ctx: RequestContext): Promise<CallContext> => {
  try {
    return await ctx.open();
  } catch (error) {
    throw asTrpcError(error);
  }
};

const asTrpcError = (error: unknown): TRPCError => {
  const refusal = toRefusal(error);
  return new TRPCError({ code: trpcCodeOf(refusal), message: refusal.code, cause: refusal });
};
