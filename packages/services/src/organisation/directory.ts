import type {
  AppointmentWire,
  CompanyRef,
  DirectoryEntry,
  listAppointments as listContract,
  listDepartments as departmentsContract,
  searchPeople as searchContract,
} from '@miji/contract';
import type { NamedAppointmentRow } from '@miji/db';
import { isoMillisecond, listDepartmentsOf, pageAppointments } from '@miji/db';
import type { z } from 'zod';
import { companyAskedFor, scopeOfCompany } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';

/** An appointment with the names that a person reads. */
export const toAppointment = (row: NamedAppointmentRow, company: CompanyRef): AppointmentWire => ({
  appointmentId: row.id,
  person: { id: row.person_id, name: row.person_name },
  company,
  post: row.post,
  department:
    row.department_id === null || row.department_name === null
      ? null
      : { id: row.department_id, name: row.department_name },
  from: isoMillisecond(row.valid_from),
  to: row.valid_to === null ? null : isoMillisecond(row.valid_to),
});

/** The current appointments of a company: who holds which post is no secret inside the group. */
export const listAppointments = async (
  ctx: CallContext,
  input: z.output<typeof listContract.input>,
): Promise<z.output<typeof listContract.output>> => {
  const company = await companyAskedFor(ctx, input.company);
  if (company === undefined) return { entries: [], next: null };
  const page = await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), (tx) =>
    pageAppointments(tx, { personId: input.personId }, ctx.at, input),
  );
  return { entries: page.rows.map((row) => toAppointment(row, company)), next: page.next };
};

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

/** The departments of a company. */
export const listDepartments = async (
  ctx: CallContext,
  input: z.output<typeof departmentsContract.input>,
): Promise<z.output<typeof departmentsContract.output>> => {
  const company = await companyAskedFor(ctx, input.company);
  if (company === undefined) return { entries: [] };
  return { entries: await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), listDepartmentsOf) };
};
