import type { Temporal } from '@miji/core';
import { isBefore } from '@miji/core';
import type { DueEdges, LoanStage } from '@miji/db';

const DAY_HOURS = 24;

const STAGES: readonly LoanStage[] = ['fresh', 'due_soon', 'due', 'overdue', 'drafted'];

/** Whether something has not come as far as a stage yet. */
export const isBelow = (stage: LoanStage | null, other: LoanStage): boolean =>
  STAGES.indexOf(stage ?? 'fresh') < STAGES.indexOf(other);

/** Up to which instants something is due soon, today, late, and to be looked into, as the company has set that. */
export const dueEdges = (at: Temporal.Instant, overdueDays: number): DueEdges => ({
  soon: at.add({ hours: 2 * DAY_HOURS }),
  today: at.add({ hours: DAY_HOURS }),
  now: at,
  draft: at.subtract({ hours: DAY_HOURS * overdueDays }),
});

/** How far something has come that is late from an instant on; a clock that was set back takes nothing back that was told. */
export const stageOf = (lateFrom: Temporal.Instant, { draft, now, today }: DueEdges): Exclude<LoanStage, 'fresh'> => {
  const isOver = (edge: Temporal.Instant): boolean => !isBefore(edge, lateFrom);
  if (isOver(draft)) return 'drafted';
  if (isOver(now)) return 'overdue';
  return isOver(today) ? 'due' : 'due_soon';
};
