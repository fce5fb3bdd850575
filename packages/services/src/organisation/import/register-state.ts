import type { CompanyRef } from '@miji/contract';
import { RESERVED_POSTS } from '@miji/core';
import type { Temporal } from '@miji/core';
import type { AppointmentRow, DepartmentRow, Employee, ScopedTransaction } from '@miji/db';
import {
  appointmentsIn,
  appointmentsTo,
  controlAppointmentsOf,
  employeesByNumber,
  isOpen,
  listDepartmentsOf,
} from '@miji/db';
import { loadPerson } from '../../platform/caller.ts';
import type { CallContext } from '../../platform/context.ts';
import type { PeopleEntry } from './cells.ts';

/** What the register has about the people of an import, and about whatever they are compared with. */
export interface RegisterState {
  readonly employees: readonly Employee[];
  /** of these people, in this company */
  readonly appointments: readonly AppointmentRow[];
  /** the offices of control of these people, anywhere */
  readonly control: readonly AppointmentRow[];
  /** whoever is, or will be, general manager of this company */
  readonly managers: readonly AppointmentRow[];
  /** those that stand */
  readonly departments: readonly DepartmentRow[];
}

/** Reads the register in two rounds, however many people there are. */
export const readRegister = async (
  tx: ScopedTransaction,
  entries: readonly PeopleEntry[],
  at: Temporal.Instant,
): Promise<RegisterState> => {
  const [employees, managers, departments] = await Promise.all([
    employeesByNumber(
      tx,
      entries.map((entry) => entry.employeeNumber),
    ),
    appointmentsTo(tx, 'general_manager', at),
    listDepartmentsOf(tx),
  ]);
  const ids = employees.map(({ personId }) => personId);
  const [appointments, control] = await Promise.all([appointmentsIn(tx, ids), controlAppointmentsOf(tx, ids)]);
  return { employees, managers, departments: departments.filter((unit) => isOpen(unit, at)), appointments, control };
};

/** Whose addresses are taken, and which people have one. */
export interface AccountState {
  readonly ownerOf: ReadonlyMap<string, string>;
  readonly addressOf: ReadonlyMap<string, string>;
  /** people without an account whose account is the head office’s to open: they decide, control, or work elsewhere too */
  readonly reserved: ReadonlySet<string>;
}

/** Looks up the accounts that an import would open; nothing at all where it names no address. */
export const readAccounts = async (
  ctx: CallContext,
  company: CompanyRef,
  isOfGroup: boolean,
  entries: readonly PeopleEntry[],
  employees: readonly Employee[],
): Promise<AccountState> => {
  const addressed = entries.filter((entry) => entry.email !== null);
  if (addressed.length === 0) return { ownerOf: new Map(), addressOf: new Map(), reserved: new Set() };
  const numbers = new Set(addressed.map((entry) => entry.employeeNumber));
  const known = employees.filter((employee) => numbers.has(employee.employeeNumber)).map(({ personId }) => personId);
  const accounts = await ctx.platform.accounts.findAccounts({
    emails: addressed.flatMap((entry) => entry.email ?? []),
    personIds: known,
  });
  const addressOf = new Map(accounts.map(({ personId, email }) => [personId, email]));
  const reserved = new Set<string>();
  if (!isOfGroup) {
    for (const personId of known.filter((id) => !addressOf.has(id))) {
      const person = await loadPerson(ctx.platform, personId, ctx.at);
      const isGroups = person?.appointments.some(
        ({ companyId, post, validity: { to } }) =>
          (to === null || to.epochMilliseconds > ctx.at.epochMilliseconds) &&
          (companyId !== company.id || RESERVED_POSTS.includes(post)),
      );
      if (isGroups ?? false) reserved.add(personId);
    }
  }
  return { ownerOf: new Map(accounts.map(({ personId, email }) => [email, personId])), addressOf, reserved };
};
