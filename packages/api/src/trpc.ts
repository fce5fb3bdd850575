import { Refusal } from '@miji/contract';
import type { CallContext } from '@miji/services';
import { requireKeyFor, runNamed } from '@miji/services';
import { initTRPC, TRPCError } from '@trpc/server';
import { middlewareMarker } from '@trpc/server/unstable-core-do-not-import';
import { fieldWithNul } from './nul.ts';
import { toRefusal, toWire, trpcCodeOf } from './refusals.ts';

/** What a request brings: who calls is found out when the first procedure asks, once for all calls of a batch. */
export interface RequestContext {
  readonly open: () => Promise<CallContext>;
  /** whether whoever called is still signed in; asking is no sign of life from him */
  readonly isStillOpen: () => Promise<boolean>;
  /** how whoever called has named the act, so that sending it again does not do it again; undefined where he has not */
  readonly actName?: (() => string | undefined) | undefined;
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
export const procedure = t.procedure.use(async ({ ctx, next, getRawInput, path, type }) => {
  try {
    const call = await ctx.open();
    requireKeyFor(call, path);
    const input = await getRawInput();
    const field = fieldWithNul(input);
    if (field !== null) throw new Refusal('VALIDATION', { fields: [{ field, code: 'VALIDATION', article: null }] });
    const key = type === 'mutation' ? ctx.actName?.() : undefined;
    if (key === undefined) {
      const result = await next({ ctx: call });
      if (!result.ok) throw result.error;
      return result;
    }
    const data = await runNamed(call, { key, procedure: path, input }, async (within) => {
      const result = await next({ ctx: within });
      if (!result.ok) throw asTrpcError(result.error);
      return result.data;
    });
    return { ok: true, data, marker: middlewareMarker };
  } catch (error) {
    throw asTrpcError(error);
  }
});

const asTrpcError = (error: unknown): TRPCError => {
  const refusal = toRefusal(error);
  return new TRPCError({ code: trpcCodeOf(refusal), message: refusal.code, cause: refusal });
};
