import type { Appointment, CompanyKind, Post, Temporal } from '@miji/core';
import type { ExpressionBuilder, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { AppointmentTable } from '../schema/directory.ts';
import type { Database } from '../schema/index.ts';
import { toMillisecond } from '../postgres-types.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import type { Page } from './keyset.ts';
import { readCursor, toPage, writeCursor } from './keyset.ts';

export type AppointmentRow = Selectable<AppointmentTable>;

/** An appointment as it is shown: with the names of the person and the department. */
export type NamedAppointmentRow = Selectable<AppointmentTable> & {
  readonly person_name: string;
  readonly department_name: string | null;
  readonly acting_for_name: string | null;
  readonly employee_number: string | null;
};

/** An appointment as the law sees it. */
export const toAppointment = (row: Selectable<AppointmentTable> & { readonly kind: CompanyKind }): Appointment => ({
  companyId: row.company_id,
  companyKind: row.kind,
  post: row.post,
  departmentId: row.department_id,
  lines: row.lines,
  actingFor: row.acting_for,
  validity: { from: row.valid_from, to: row.valid_to },
});

/** Appointments that are current at an instant. */
export const currentAppointments = (at: Temporal.Instant) => (eb: ExpressionBuilder<Database, 'appointment'>) =>
  eb.and([
    eb('appointment.valid_from', '<=', at),
    eb.or([eb('appointment.valid_to', 'is', null), eb('appointment.valid_to', '>', at)]),
  ]);

/** Every appointment a person ever had, in any company, the oldest first: his own rows are open to him, the scoped company's to it. */
export const appointmentsOf = async (tx: ScopedTransaction, personId: string): Promise<readonly Appointment[]> => {
  const rows = await tx
    .selectFrom('appointment')
    .innerJoin('company', 'company.id', 'appointment.company_id')
    .selectAll('appointment')
    .select('company.kind')
    .where('person_id', '=', personId)
    .orderBy('valid_from')
    .orderBy('appointment.id')
    .execute();
  return rows.map(toAppointment);
};

/** The people who hold one of some posts in the scoped company at an instant. */
export const holdersOf = async (
  tx: ScopedTransaction,
  posts: readonly Post[],
  at: Temporal.Instant,
): Promise<readonly string[]> => {
  const rows = await tx
    .selectFrom('appointment')
    .select('person_id')
    .distinct()
    .where('company_id', '=', companyOf(tx))
    .where('post', 'in', posts)
    .where(currentAppointments(at))
    .execute();
  return rows.map((row) => row.person_id);
};

/** An appointment to be entered. */
export interface NewAppointment {
  readonly id: string;
  readonly personId: string;
  readonly post: Post;
  readonly departmentId: string | null;
  readonly from: Temporal.Instant;
  readonly to?: Temporal.Instant | null | undefined;
  readonly lines?: readonly string[] | undefined;
  readonly actingFor?: string | null | undefined;
  readonly reason?: string | null | undefined;
}

/** Enters an appointment; tells whether it was not there yet. */
export const insertAppointment = async (tx: ScopedTransaction, appointment: NewAppointment): Promise<boolean> =>
  (await insertAppointments(tx, [appointment])) > 0;

/** Enters any number of appointments in one statement; gives how many were not there yet. */
export const insertAppointments = async (
  tx: ScopedTransaction,
  appointments: readonly NewAppointment[],
): Promise<number> => {
  if (appointments.length === 0) return 0;
  const records = appointments.map((appointment) => ({
    id: appointment.id,
    person_id: appointment.personId,
    post: appointment.post,
    department_id: appointment.departmentId,
    valid_from: toMillisecond(appointment.from),
    valid_to: appointment.to === undefined || appointment.to === null ? null : toMillisecond(appointment.to),
    lines: appointment.lines ?? [],
    acting_for: appointment.actingFor ?? null,
    reason: appointment.reason ?? null,
  }));
  const { numAffectedRows = 0n } = await sql`
    insert into miji.appointment
      (company_id, id, person_id, post, department_id, valid_from, valid_to, lines, acting_for, reason)
    select ${companyOf(tx)}::uuid, id, person_id, post, department_id, valid_from, valid_to,
           array(select jsonb_array_elements_text(lines)), acting_for, reason
      from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as record (id uuid, person_id uuid, post text,
           department_id uuid, valid_from timestamptz, valid_to timestamptz, lines jsonb, acting_for uuid, reason text)
    on conflict (company_id, id) do nothing`.execute(tx);
  return Number(numAffectedRows);
};

const named = (tx: ScopedTransaction) =>
  tx
    .selectFrom('appointment')
    .innerJoin('person', 'person.id', 'appointment.person_id')
    .leftJoin('department', (join) =>
      join
        .onRef('department.company_id', '=', 'appointment.company_id')
        .onRef('department.id', '=', 'appointment.department_id'),
    )
    .leftJoin('employment', (join) =>
      join
        .onRef('employment.company_id', '=', 'appointment.company_id')
        .onRef('employment.person_id', '=', 'appointment.person_id'),
    )
    .leftJoin('person as absentee', 'absentee.id', 'appointment.acting_for')
    .selectAll('appointment')
    .select([
      'person.name as person_name',
      'department.name as department_name',
      'absentee.name as acting_for_name',
      'employment.employee_number',
    ])
    .where('appointment.company_id', '=', companyOf(tx));

/** One appointment of the scoped company. */
export const findAppointment = (tx: ScopedTransaction, id: string): Promise<NamedAppointmentRow | undefined> =>
  named(tx).where('appointment.id', '=', id).executeTakeFirst();

/** Some appointments of the scoped company, in the order in which they began. */
export const findAppointments = async (
  tx: ScopedTransaction,
  ids: readonly string[],
): Promise<readonly NamedAppointmentRow[]> =>
  ids.length === 0
    ? []
    : named(tx)
        .where('appointment.id', '=', (eb) => eb.fn.any(eb.val([...ids])))
        .orderBy('appointment.valid_from')
        .orderBy('appointment.id')
        .execute();

/** Ends an appointment, if it has not ended before that instant already; tells whether it did. */
export const endAppointmentAt = async (
  tx: ScopedTransaction,
  id: string,
  at: Temporal.Instant,
  reason: string | null = null,
): Promise<boolean> => (await endAppointmentsAt(tx, [{ id, to: at }], reason)) > 0;

/**
 * Ends any number of appointments of the scoped company, each at its instant, in one statement; gives how many did. One that has not
 * begun by then never takes place.
 */
export const endAppointmentsAt = async (
  tx: ScopedTransaction,
  ends: readonly { readonly id: string; readonly to: Temporal.Instant }[],
  reason: string | null,
): Promise<number> => {
  if (ends.length === 0) return 0;
  const records = ends.map(({ id, to }) => ({ id, ends: toMillisecond(to) }));
  const { numAffectedRows = 0n } = await sql`
    update miji.appointment
       set valid_to = greatest(record.ends, valid_from), end_reason = ${reason}
      from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as record (id uuid, ends timestamptz)
     where company_id = ${companyOf(tx)}::uuid and appointment.id = record.id
       and (valid_to is null or valid_to > record.ends) and (valid_to is null or valid_to > valid_from)`.execute(tx);
  return Number(numAffectedRows);
};

/** Every appointment of some people in the scoped company, past, current and future. */
export const appointmentsIn = (tx: ScopedTransaction, personIds: readonly string[]): Promise<AppointmentRow[]> =>
  tx
    .selectFrom('appointment')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('person_id', '=', (eb) => eb.fn.any(eb.val([...new Set(personIds)])))
    .orderBy('valid_from')
    .orderBy('id')
    .execute();

/** Every appointment to a post in the scoped company that has not ended at an instant. */
export const appointmentsTo = (tx: ScopedTransaction, post: Post, at: Temporal.Instant): Promise<AppointmentRow[]> =>
  tx
    .selectFrom('appointment')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('post', '=', post)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', at)]))
    .execute();

/** The offices of control that some people hold, held or will hold, in any company of the group. */
export const controlAppointmentsOf = (tx: ScopedTransaction, personIds: readonly string[]): Promise<AppointmentRow[]> =>
  tx
    .selectFrom('appointment')
    .selectAll()
    // Written out as the policy and the index have it.
    .where(sql<boolean>`post in ('system_administrator', 'security_officer', 'auditor')`)
    .where('person_id', '=', (eb) => eb.fn.any(eb.val([...new Set(personIds)])))
    .execute();

/**
 * Lets one change of the register of appointments happen after the other, in the whole group: what one rule compares with (nobody
 * holds two offices of control, a company has one general manager) cannot change meanwhile. Held until the transaction ends.
 */
export const lockRegister = async (tx: ScopedTransaction): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('miji.appointment'))`.execute(tx);
};

/** The appointments of the scoped company in force at an instant, or all there ever were and will be, in the order in which they began. */
export const pageAppointments = async (
  tx: ScopedTransaction,
  filter: {
    readonly personId?: string | undefined;
    readonly search?: string | undefined;
    readonly which?: 'in_force' | 'all' | undefined;
  },
  at: Temporal.Instant,
  paging: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<NamedAppointmentRow>> => {
  const after = paging.cursor === undefined ? null : readCursor(paging.cursor);
  let query = named(tx);
  if (filter.which !== 'all') query = query.where(currentAppointments(at));
  if (filter.personId !== undefined) query = query.where('appointment.person_id', '=', filter.personId);
  if (filter.search)
    query = query.where((eb) => eb(eb.fn<number>('strpos', ['person.name', eb.val(filter.search)]), '>', 0));
  if (after !== null) {
    query = query.where((eb) =>
      eb(eb.refTuple('appointment.valid_from', 'appointment.id'), '>', eb.tuple(after.at, after.id)),
    );
  }
  const rows = await query
    .orderBy('appointment.valid_from')
    .orderBy('appointment.id')
    .limit(paging.limit + 1)
    .execute();
  return toPage(rows, paging.limit, (row) => writeCursor({ at: row.valid_from, id: row.id }));
};
