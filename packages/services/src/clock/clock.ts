import type { advanceClock as advanceContract, setClock as setContract } from '@miji/contract';
import { Refusal } from '@miji/contract';
import { holdsPost, Temporal } from '@miji/core';
import { isoMillisecond } from '@miji/db';
import type { z } from 'zod';
import { homeCompanyId, requirePersonally } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';

interface ClockReading {
  readonly mode: 'system' | 'manual';
  readonly now: string;
}

/** What time it is for Miji. */
export const readClock = async (ctx: CallContext): Promise<ClockReading> => ({
  mode: ctx.platform.clock.mode,
  now: isoMillisecond(ctx.at),
});

/**
 * Sets the clock, for trying out what time does to secrets. Only a manual clock, and only by the head office's system administrator.
 *
 * @throws Refusal `CLOCK_NOT_MANUAL`, `NOT_ENTITLED`
 */
export const setClock = async (ctx: CallContext, input: z.output<typeof setContract.input>): Promise<ClockReading> => {
  const { platform } = ctx;
  const now = Temporal.Instant.from(input.now);
  const happening = {
    companyId: homeCompanyId(ctx),
    action: 'clock.set',
    subject: { kind: 'clock', id: input.now },
  } as const;
  const person = requirePersonally(ctx);
  const headquarters = await platform.companies.headquarters();
  const entitled = headquarters !== undefined && holdsPost(person, headquarters.id, 'system_administrator', ctx.at);
  if (!entitled) throw await refused(ctx, happening, { code: 'NOT_ENTITLED' });
  if (platform.clock.mode !== 'manual') throw await refused(ctx, happening, { code: 'CLOCK_NOT_MANUAL' });

  await platform.trace.record(done(ctx, happening));
  await platform.clock.set(now);
  return { mode: 'manual', now: isoMillisecond(now) };
};

/** Moves the clock by a duration, forwards. */
export const advanceClock = async (
  ctx: CallContext,
  input: z.output<typeof advanceContract.input>,
): Promise<ClockReading> => {
  let now: Temporal.Instant;
  try {
    now = ctx.at.toZonedDateTimeISO('UTC').add(input.by).toInstant();
  } catch (cause) {
    throw new Refusal('VALIDATION', { fields: [{ field: 'by', code: 'VALIDATION', article: null }], cause });
  }
  return setClock(ctx, { now: isoMillisecond(now) });
};
