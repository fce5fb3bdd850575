import { randomUUID } from 'node:crypto';
import type { PeopleColumn } from '@miji/contract';
import type { Appointment, RefusalCode, Temporal } from '@miji/core';
import type { AppointmentRow, Employee } from '@miji/db';
import type { Administration } from '../administration.ts';
import type { PeopleEntry } from './cells.ts';
import type { AccountState, RegisterState } from './register-state.ts';

/** What a row does, before it is known whether it may. */
export interface Draft {
  readonly entry: PeopleEntry;
  readonly person: Employee;
  readonly isNewPerson: boolean;
  readonly departmentId: string | null;
  readonly codes: { readonly column: PeopleColumn; readonly code: RefusalCode }[];
  begins: Appointment | null;
  ends: { readonly row: AppointmentRow; readonly to: Temporal.Instant } | null;
  opensAccount: boolean;
}

/** What the plan is made from. */
export interface PlanInput {
  readonly office: Administration;
  readonly entries: readonly PeopleEntry[];
  /** whether the table has a column of lines: without one it says nothing about them */
  readonly saysLines: boolean;
  readonly register: RegisterState;
  readonly accounts: AccountState;
  readonly at: Temporal.Instant;
}

/** Who and where: the person behind each number, the department behind each name. */
export const draftsOf = ({ entries, register }: PlanInput): readonly Draft[] => {
  const people = new Map(register.employees.map((employee) => [employee.employeeNumber, employee]));
  const known = new Set(people.keys());
  const departments = new Map(register.departments.map(({ id, name }) => [name, id]));
  return entries.map((entry) => {
    const { employeeNumber, name, department } = entry;
    const person = people.get(employeeNumber) ?? { personId: randomUUID(), name, employeeNumber };
    if (entry.findings.length === 0) people.set(employeeNumber, person);
    const departmentId = department === null ? null : (departments.get(department) ?? randomUUID());
    if (department !== null && departmentId !== null) departments.set(department, departmentId);
    const codes = [...entry.findings];
    // The number says who he is; another name under it is somebody else, or a slip that nobody may guess at.
    if (codes.length === 0 && person.name !== name) codes.push({ column: 'name', code: 'DUPLICATE' });
    return {
      entry,
      person,
      isNewPerson: !known.has(employeeNumber),
      departmentId,
      codes,
      begins: null,
      ends: null,
      opensAccount: false,
    };
  });
};
