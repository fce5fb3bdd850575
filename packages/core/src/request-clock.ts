import type { Temporal } from './time.ts';
import { isBefore } from './time.ts';

/** The time in which a request is to be decided: from filing, or from the last time it came back to those who decide. */
export interface DecisionTime {
  readonly beganAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
}

/**
 * What the clock has done to a request that nobody decides, in this order. Reminders at half and at four fifths of its time; at nine
 * tenths it goes to the next in line as well; at the end it expires: silence is no.
 */
export const REQUEST_STAGES = ['fresh', 'half', 'four_fifths', 'escalated'] as const;
export type RequestStage = (typeof REQUEST_STAGES)[number];

/** When a request reaches each stage. Times are whole milliseconds, rounded down. */
export const stageInstants = ({
  beganAt,
  expiresAt,
}: DecisionTime): Readonly<Record<Exclude<RequestStage, 'fresh'>, Temporal.Instant>> => {
  const length = expiresAt.epochMilliseconds - beganAt.epochMilliseconds;
  const after = (part: number, of: number): Temporal.Instant =>
    beganAt.add({ milliseconds: Math.floor((length * part) / of) });
  return { half: after(1, 2), four_fifths: after(4, 5), escalated: after(9, 10) };
};

/** The stage that a request has reached at an instant. It is read from the clock, and depends on no job. */
export const stageAt = (time: DecisionTime, at: Temporal.Instant): RequestStage => {
  const instants = stageInstants(time);
  if (!isBefore(at, instants.escalated)) return 'escalated';
  if (!isBefore(at, instants.four_fifths)) return 'four_fifths';
  return isBefore(at, instants.half) ? 'fresh' : 'half';
};
