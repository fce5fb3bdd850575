import type { Appointment, CompanyKind, Post, Temporal } from '@miji/core';
import type { ExpressionBuilder, Selectable } from 'kysely';
import type { AppointmentTable } from '../schema/directory.ts';
import type { Database } from '../schema/index.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import type { Page } from './keyset.ts';
import { readCursor, toPage, writeCursor } from './keyset.ts';

/** An appointment as it is shown: with the names of the person and the department. */
export type NamedAppointmentRow = Selectable<AppointmentTable> & {
  readonly person_name: string;
  readonly department_name: string | null;
};

const toAppointment = (row: Selectable<AppointmentTable> & { readonly kind: CompanyKind }): Appointment => ({
  companyId: row.company_id,
  companyKind: row.kind,
  post: row.post,
  departmentId: row.department_id,
  validity: { from: row.valid_from, to: row.valid_to },
});

const current = (at: Temporal.Instant) => (eb: ExpressionBuilder<Database, 'appointment'>) =>
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
    .where(current(at))
    .execute();
  return rows.map((row) => row.person_id);
};

/** Enters an appointment; tells whether it was not there yet. */
export const insertAppointment = async (
  tx: ScopedTransaction,
  appointment: {
    readonly id: string;
    readonly personId: string;
    readonly post: Post;
    readonly departmentId: string | null;
    readonly from: Temporal.Instant;
  },
): Promise<boolean> => {
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('appointment')
    .values({
      company_id: companyOf(tx),
      id: appointment.id,
      person_id: appointment.personId,
      post: appointment.post,
      department_id: appointment.departmentId,
      valid_from: appointment.from,
    })
    .onConflict((conflict) => conflict.columns(['company_id', 'id']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
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
    .selectAll('appointment')
    .select(['person.name as person_name', 'department.name as department_name'])
    .where('appointment.company_id', '=', companyOf(tx));

/** One appointment of the scoped company. */
export const findAppointment = (tx: ScopedTransaction, id: string): Promise<NamedAppointmentRow | undefined> =>
  named(tx).where('appointment.id', '=', id).executeTakeFirst();

/** Ends an appointment, if it has not ended yet; tells whether it did. */
export const endAppointmentAt = async (tx: ScopedTransaction, id: string, at: Temporal.Instant): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('appointment')
    .set({ valid_to: at })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', at)]))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

/** The current appointments of the scoped company, in the order in which they began. */
export const pageAppointments = async (
  tx: ScopedTransaction,
  filter: { readonly personId?: string | undefined; readonly search?: string | undefined },
  at: Temporal.Instant,
  paging: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<NamedAppointmentRow>> => {
  const after = paging.cursor === undefined ? null : readCursor(paging.cursor);
  let query = named(tx).where(current(at));
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

export const listDepartmentsOf = (tx: ScopedTransaction): Promise<{ id: string; name: string }[]> =>
  tx.selectFrom('department').select(['id', 'name']).where('company_id', '=', companyOf(tx)).orderBy('name').execute();

export const insertDepartment = async (
  tx: ScopedTransaction,
  department: { id: string; name: string },
): Promise<void> => {
  await tx
    .insertInto('department')
    .values({ company_id: companyOf(tx), ...department })
    .onConflict((conflict) => conflict.columns(['company_id', 'id']).doNothing())
    .execute();
};
