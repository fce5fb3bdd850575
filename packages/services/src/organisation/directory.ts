import type {
  AppointmentWire,
  CompanyRef,
  DirectoryEntry,
  listAppointments as listContract,
  searchPeople as searchContract,
} from '@miji/contract';
import { Temporal } from '@miji/core';
import type { NamedAppointmentRow } from '@miji/db';
import { isoMillisecond, pageAppointments } from '@miji/db';
import type { z } from 'zod';
import { companyAskedFor, scopeOfCompany } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';

/** An appointment with the names that a person reads. */
export const toAppointmentWire = (row: NamedAppointmentRow, company: CompanyRef): AppointmentWire => ({
  appointmentId: row.id,
  person: { id: row.person_id, name: row.person_name },
  company,
  post: row.post,
  department:
    row.department_id === null || row.department_name === null
      ? null
      : { id: row.department_id, name: row.department_name },
  employeeNumber: row.employee_number,
  lines: row.lines,
  actingFor: row.acting_for === null ? null : { id: row.acting_for, name: row.acting_for_name ?? row.acting_for },
  from: isoMillisecond(row.valid_from),
  to: row.valid_to === null ? null : isoMillisecond(row.valid_to),
  endReason: row.end_reason,
});

/** The appointments of a company at an instant, or all there ever were and will be: who holds which post is no secret inside the group. */
export const listAppointments = async (
  ctx: CallContext,
  input: z.output<typeof listContract.input>,
): Promise<z.output<typeof listContract.output>> => {
  const company = await companyAskedFor(ctx, input.company);
  if (company === undefined) return { entries: [], next: null };
  const page = await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), (tx) =>
    pageAppointments(tx, { personId: input.personId, which: input.which }, instantAskedFor(ctx, input.at), input),
  );
  return { entries: page.rows.map((row) => toAppointmentWire(row, company)), next: page.next };
};

/** When the register is looked at: now, where nothing else is asked. */
const instantAskedFor = (ctx: CallContext, at: string | undefined): Temporal.Instant =>
  at === undefined ? ctx.at : Temporal.Instant.from(at);

/** People of a company by part of their name, with their posts: for naming them in a range or a request. */
export const searchPeople = async (
  ctx: CallContext,
  input: z.output<typeof searchContract.input>,
): Promise<z.output<typeof searchContract.output>> => {
  const company = await companyAskedFor(ctx, input.company);
  if (company === undefined) return { entries: [], next: null };
  const page = await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), (tx) =>
    pageAppointments(tx, { search: input.search }, ctx.at, input),
  );
  const byPerson = Map.groupBy(page.rows, (row) => row.person_id);
  const entries = [...byPerson.values()].flatMap((rows): DirectoryEntry[] => {
    const [first] = rows;
    if (first === undefined) return [];
    const department = rows.find((row) => row.department_name !== null)?.department_name ?? null;
    return [{ id: first.person_id, name: first.person_name, company, department, posts: rows.map((row) => row.post) }];
  });
  return { entries, next: page.next };
};
