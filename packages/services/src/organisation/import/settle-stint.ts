import type { Appointment } from '@miji/core';
import { isBefore, mayAppoint } from '@miji/core';
import type { AppointmentRow } from '@miji/db';
import type { Draft, PlanInput } from './draft.ts';
import type { RegisterState } from './register-state.ts';
import type { Stint } from './stints.ts';
import { isLive, isSameInstant, stintMeant, stintsOf } from './stints.ts';

/** The appointments of a register by person, sorted out once for all rows. */
const heldBy = (register: RegisterState): ReadonlyMap<string, readonly AppointmentRow[]> => {
  const known = sorted.get(register) ?? Map.groupBy(register.appointments, (row) => row.person_id);
  sorted.set(register, known);
  return known;
};
const sorted = new WeakMap<RegisterState, ReadonlyMap<string, readonly AppointmentRow[]>>();

/** What becomes of one post: it begins, ends, goes on with other lines or another end, or stays. */
export const settleStint = (draft: Draft, input: PlanInput): void => {
  const { entry, person, departmentId } = draft;
  const { at, register } = input;
  const stints = stintsOf(heldBy(register).get(person.personId) ?? []).filter(
    (stint) => stint.post === entry.post && stint.departmentId === departmentId,
  );
  const stint = stintMeant(stints, entry, at);
  if (stint === undefined) {
    const from = entry.from ?? at;
    if (entry.to !== null && !isBefore(from, entry.to)) draft.codes.push({ column: 'to', code: 'VALIDATION' });
    else begin(draft, input, { from, to: entry.to }, entry.lines);
    return;
  }
  if (isLive(stint, at)) settleLive(draft, input, stint);
  else if (entry.to === null || isBefore(at, entry.to)) draft.codes.push({ column: 'from', code: 'VALIDATION' });
};

const settleLive = (draft: Draft, input: PlanInput, { last }: Stint): void => {
  const { entry } = draft;
  const { at, saysLines } = input;
  const { valid_from, valid_to } = last;
  // A day that is over ends it now: what was decided meanwhile stays decided in that post.
  const end = entry.to !== null && isBefore(entry.to, at) ? at : entry.to;
  const hasOtherLines = saysLines && last.lines.toSorted().join(' ') !== entry.lines.join(' ');
  const lines = saysLines ? entry.lines : last.lines;
  const isOver = end !== null && !isBefore(at, end);
  if (hasOtherLines && !isOver) {
    const since = isBefore(valid_from, at) ? at : valid_from;
    draft.ends = { row: last, to: since };
    begin(draft, input, { from: since, to: end ?? valid_to }, lines);
    return;
  }
  if (end === null || isSameInstant(end, valid_to)) return;
  if (valid_to === null || isBefore(end, valid_to)) draft.ends = { row: last, to: end };
  else begin(draft, input, { from: valid_to, to: end }, lines);
};

const begin = (
  draft: Draft,
  { office, at }: PlanInput,
  validity: Appointment['validity'],
  lines: readonly string[],
): void => {
  const { post } = draft.entry;
  if (post === null) return;
  const { company, administrator, headquartersId } = office;
  const wanted = { personId: draft.person.personId, companyId: company.id, post };
  const notHis = mayAppoint(administrator, wanted, headquartersId, at);
  if (notHis !== null) draft.codes.push({ column: 'post', code: notHis });
  const { departmentId } = draft;
  draft.begins = {
    companyId: company.id,
    companyKind: company.kind,
    post,
    departmentId,
    lines,
    actingFor: null,
    validity,
  };
};
