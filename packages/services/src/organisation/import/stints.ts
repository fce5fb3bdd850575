import type { Post, Temporal } from '@miji/core';
import { businessDay, isBefore } from '@miji/core';
import type { AppointmentRow } from '@miji/db';

/**
 * The time without a gap during which somebody held a post of a department in his own right. An appointment whose lines changed, or
 * that was prolonged, is followed by the next at the same instant: for whoever keeps a table it is one.
 */
export interface Stint {
  readonly post: Post;
  readonly departmentId: string | null;
  readonly from: Temporal.Instant;
  /** the appointment that it ends with */
  readonly last: AppointmentRow;
}

/** Whether two instants are one; nothing is the same as never. */
export const isSameInstant = (a: Temporal.Instant, b: Temporal.Instant | null): boolean =>
  b !== null && a.epochMilliseconds === b.epochMilliseconds;

/** The stints of one person; what never took place is none. */
export const stintsOf = (rows: readonly AppointmentRow[]): readonly Stint[] => {
  const stints: Stint[] = [];
  const inOrder = rows
    .filter((row) => row.acting_for === null && !isSameInstant(row.valid_from, row.valid_to))
    .toSorted((a, b) => a.valid_from.epochMilliseconds - b.valid_from.epochMilliseconds);
  for (const row of inOrder) {
    const before = stints.findIndex(
      ({ post, departmentId, last }) =>
        post === row.post && departmentId === row.department_id && isSameInstant(row.valid_from, last.valid_to),
    );
    const from = stints[before]?.from ?? row.valid_from;
    const stint = { post: row.post, departmentId: row.department_id, from, last: row };
    if (before < 0) stints.push(stint);
    else stints[before] = stint;
  }
  return stints;
};

/** Whether a stint is not over at an instant. */
export const isLive = ({ last }: Stint, at: Temporal.Instant): boolean =>
  last.valid_to === null || isBefore(at, last.valid_to);

/** The stint that a row of a table means: the one that began on its day, or the one that is not over where it names no day. */
export const stintMeant = (
  stints: readonly Stint[],
  { from, to }: { readonly from: Temporal.Instant | null; readonly to: Temporal.Instant | null },
  at: Temporal.Instant,
): Stint | undefined => {
  if (from !== null) {
    const day = businessDay(from);
    return stints.find(
      (stint) => businessDay(stint.from).equals(day) || businessDay(stint.last.valid_from).equals(day),
    );
  }
  const live = stints.find((stint) => isLive(stint, at));
  return live ?? (to === null || isBefore(at, to) ? undefined : stints.at(-1));
};
