import type { Temporal } from '@miji/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { toMillisecond } from '../postgres-types.ts';
import type { DepartmentTable } from '../schema/directory.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

export type DepartmentRow = Selectable<DepartmentTable>;

/** Every department that the scoped company has or had: what bears the name of a closed one still has to be read. */
export const listDepartmentsOf = (tx: ScopedTransaction): Promise<DepartmentRow[]> =>
  tx
    .selectFrom('department')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .orderBy('name')
    .orderBy('id')
    .execute();

/** Whether a department stands at an instant. */
export const isOpen = ({ closed_at }: DepartmentRow, at: Temporal.Instant): boolean =>
  closed_at === null || closed_at.epochMilliseconds > at.epochMilliseconds;

/** Enters a department; one that is there already stays as it is. */
export const insertDepartment = async (
  tx: ScopedTransaction,
  department: { readonly id: string; readonly name: string; readonly openedAt?: Temporal.Instant | undefined },
): Promise<void> => insertDepartments(tx, [department]);

/** Enters any number of departments in one statement. */
export const insertDepartments = async (
  tx: ScopedTransaction,
  departments: readonly {
    readonly id: string;
    readonly name: string;
    readonly openedAt?: Temporal.Instant | undefined;
  }[],
): Promise<void> => {
  if (departments.length === 0) return;
  const records = departments.map(({ id, name, openedAt }) => ({
    id,
    name,
    opened_at: openedAt === undefined ? null : toMillisecond(openedAt),
  }));
  await sql`
    insert into miji.department (company_id, id, name, opened_at)
    select ${companyOf(tx)}::uuid, id, name, opened_at
      from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as record (id uuid, name text, opened_at timestamptz)
    on conflict (company_id, id) do nothing`.execute(tx);
};

/** Closes a department; tells whether it stood. */
export const closeDepartmentAt = async (tx: ScopedTransaction, id: string, at: Temporal.Instant): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('department')
    .set({ closed_at: at })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

/** Whether anybody is or will be in office in a department of the scoped company. */
export const isStaffed = async (
  tx: ScopedTransaction,
  departmentId: string,
  at: Temporal.Instant,
): Promise<boolean> => {
  const found = await tx
    .selectFrom('appointment')
    .select('id')
    .where('company_id', '=', companyOf(tx))
    .where('department_id', '=', departmentId)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', at)]))
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
};
