import type { TRPC_ERROR_CODE_KEY } from '@trpc/server';
import { TRPCError } from '@trpc/server';
import type { GuardOptions } from './guard.ts';
import { examine } from './guard.ts';
import type { RefusedStatus } from './refused.ts';

export type { GuardOptions } from './guard.ts';

const CODES: Readonly<Record<RefusedStatus, TRPC_ERROR_CODE_KEY>> = {
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  503: 'SERVICE_UNAVAILABLE',
};

/** What a guard sees of a call: one’s own context, and the input as it was parsed before it. */
export interface GuardedCall<Context, Input> {
  readonly ctx: Context;
  readonly input: Input;
}

/**
 * Guards procedures of one’s own tRPC router; it goes behind `input`. Whoever may not gets a `TRPCError` whose cause is the `Refusal`.
 *
 * @example
 * ```ts
 * import type { LocalMiji } from '@miji/client';
 * import { mijiGuard } from '@miji/client/trpc';
 * import { initTRPC } from '@trpc/server';
 * import { z } from 'zod';
 *
 * interface Context {
 *   readonly employee: string | null;
 * }
 * const t = initTRPC.context<Context>().create();
 *
 * const creditFile = (local: LocalMiji) =>
 *   t.procedure
 *     .input(z.object({ number: z.string() }))
 *     .use(
 *       mijiGuard<Context, { number: string }>({
 *         local,
 *         personOf: ({ ctx }) => ctx.employee,
 *         itemOf: ({ input }) => input.number,
 *         purpose: '授信审查',
 *       }),
 *     )
 *     .query(({ input }) => input.number);
 * ```
 */
export const mijiGuard =
  <Context, Input>(options: GuardOptions<GuardedCall<Context, Input>>) =>
  async <Result>({ ctx, input, next }: GuardedCall<Context, Input> & { next(): Promise<Result> }): Promise<Result> => {
    const refused = await examine(options, { ctx, input });
    if (refused === null) return next();
    const { status, body, cause } = refused;
    throw new TRPCError({ code: CODES[status], message: body.sentence ?? body.code, cause });
  };
