import type { Appointment, Temporal } from '@miji/core';
import { clashOf, isBefore } from '@miji/core';
import type { AppointmentRow } from '@miji/db';
import { toAppointment } from '@miji/db';
import type { Draft, PlanInput } from './draft.ts';

const isSound = ({ codes }: Draft): boolean => codes.length === 0;

/**
 * Whether what begins can stand beside what the register has and what other rows begin. A row that is left out ends nothing either, so
 * that whatever counted on its end is looked at once more: every round leaves fewer rows, until one leaves all.
 */
export const settleClashes = (drafts: readonly Draft[], input: PlanInput): void => {
  refuseSecondEnds(drafts);
  while (settleOnce(drafts.filter(isSound), input));
};

/** One appointment ends once. */
const refuseSecondEnds = (drafts: readonly Draft[]): void => {
  const settled = new Set<string>();
  for (const { ends, codes } of drafts.filter(isSound)) {
    if (ends === null) continue;
    if (settled.has(ends.row.id)) codes.push({ column: 'post', code: 'DUPLICATE' });
    settled.add(ends.row.id);
  }
};

/** Finds the clashes among some rows; tells whether one of those that are left out would have ended something. */
const settleOnce = (drafts: readonly Draft[], { register, office: { company } }: PlanInput): boolean => {
  const ends = new Map(drafts.flatMap((draft) => (draft.ends === null ? [] : [[draft.ends.row.id, draft.ends.to]])));
  const rows = [...register.appointments, ...register.control, ...register.managers];
  const unique = [...new Map(rows.map((row) => [row.id, row])).values()];
  const held = Map.groupBy(unique, (row) => row.person_id);
  const begun = new Map<string, Appointment[]>();
  const asHeld = (row: AppointmentRow): Appointment =>
    toAppointment({ ...row, kind: company.kind, valid_to: endOf(row, ends) });
  const rivalsOf = (id: string): readonly Appointment[] => [
    ...register.managers.filter((row) => row.person_id !== id).map(asHeld),
    ...[...begun].flatMap(([personId, posts]) => (personId === id ? [] : posts)),
  ];
  let isAgain = false;
  for (const draft of drafts) {
    const { codes, begins } = draft;
    const { personId } = draft.person;
    if (begins === null) continue;
    const earlier = begun.get(personId) ?? [];
    const own = [...(held.get(personId) ?? []).map(asHeld), ...earlier];
    const clash = clashOf(begins, own, begins.post === 'general_manager' ? rivalsOf(personId) : []);
    if (clash === null) begun.set(personId, [...earlier, begins]);
    else {
      codes.push({ column: 'post', code: clash });
      isAgain ||= draft.ends !== null;
    }
  }
  return isAgain;
};

const endOf = (row: AppointmentRow, ends: ReadonlyMap<string, Temporal.Instant>): Temporal.Instant | null => {
  const to = ends.get(row.id);
  return to === undefined || (row.valid_to !== null && isBefore(row.valid_to, to)) ? row.valid_to : to;
};
