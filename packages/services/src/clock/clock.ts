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

  const { year } = now.toZonedDateTimeISO('UTC');
  if (year < FIRST_YEAR || year > LAST_YEAR) {
    throw await refused(ctx, happening, {
      code: 'VALIDATION',
      fields: [{ field: 'now', code: 'VALIDATION', article: null }],
    });
  }

  await platform.trace.record(done(ctx, happening));
  await platform.clock.set(now);
  return { mode: 'manual', now: isoMillisecond(now) };
};

const FIRST_YEAR = 1_000;
/** Deadlines of some days that begin in the last year of four digits must not end in the first of five. */
const LAST_YEAR = 9_998;

/** Moves the clock by a duration, forwards. */
export const advanceClock = async (
  ctx: CallContext,
  input: z.output<typeof advanceContract.input>,
): Promise<ClockReading> => {
  const invalid = (cause?: unknown) =>
    new Refusal('VALIDATION', { fields: [{ field: 'by', code: 'VALIDATION', article: null }], cause });
  let later: Temporal.ZonedDateTime;
  try {
    later = ctx.at.toZonedDateTimeISO('UTC').add(input.by);
  } catch (cause) {
    throw invalid(cause);
  }
  if (later.year > LAST_YEAR) throw invalid();
  return setClock(ctx, { now: isoMillisecond(later.toInstant()) });
};
