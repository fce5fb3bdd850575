import { randomUUID } from 'node:crypto';
import type { CompanyRef, PeopleImportCounts, PeopleRow } from '@miji/contract';
import type { Temporal } from '@miji/core';
import type { Employee, NewAppointment } from '@miji/db';
import { isoMillisecond } from '@miji/db';
import type { Draft, PlanInput } from './draft.ts';
import { draftsOf } from './draft.ts';
import { settleAccounts } from './settle-accounts.ts';
import { settleClashes } from './settle-clashes.ts';
import { settleStint } from './settle-stint.ts';
import { isSameInstant } from './stints.ts';

/** What an import would write. */
export interface PeoplePlan {
  readonly rows: readonly PeopleRow[];
  readonly people: readonly Employee[];
  readonly departments: readonly { readonly id: string; readonly name: string }[];
  readonly begun: readonly NewAppointment[];
  readonly ended: readonly { readonly id: string; readonly to: Temporal.Instant }[];
  readonly accounts: readonly { readonly personId: string; readonly name: string; readonly email: string }[];
  /** the people whose appointments end */
  readonly leavers: readonly string[];
  readonly counts: PeopleImportCounts;
}

/**
 * Compares a table with the register and says what it would change, row by row: nothing is written here, and nothing is read. Rows
 * only ever add to the register: an absent row ends nothing. What ends is settled before what begins, so that a successor may stand
 * above his predecessor in the table.
 */
export const planPeople = (input: PlanInput): PeoplePlan => {
  const drafts = draftsOf(input);
  for (const draft of drafts) if (draft.codes.length === 0) settleStint(draft, input);
  settleAccounts(drafts, input);
  settleClashes(drafts, input);
  return toPlan(drafts, input);
};

const toPlan = (drafts: readonly Draft[], { register }: PlanInput): PeoplePlan => {
  const sound = drafts.filter(({ codes }) => codes.length === 0);
  const people = uniqueBy(
    sound.filter(({ isNewPerson }) => isNewPerson).map(({ person }) => person),
    ({ personId }) => personId,
  );
  const standing = new Set(register.departments.map(({ id }) => id));
  const departments = uniqueBy(
    sound.flatMap(({ entry, departmentId, begins }) =>
      begins === null || departmentId === null || entry.department === null || standing.has(departmentId)
        ? []
        : [{ id: departmentId, name: entry.department }],
    ),
    ({ id }) => id,
  );
  const begun = sound.flatMap(({ person, begins }): NewAppointment[] =>
    begins === null
      ? []
      : [
          {
            id: randomUUID(),
            personId: person.personId,
            post: begins.post,
            departmentId: begins.departmentId,
            from: begins.validity.from,
            to: begins.validity.to,
            lines: begins.lines,
          },
        ],
  );
  const ended = sound.flatMap(({ ends }) => (ends === null ? [] : [{ id: ends.row.id, to: ends.to }]));
  const leavers = sound.flatMap(({ person, ends }) => (ends === null ? [] : [person.personId]));
  const accounts = sound.flatMap(({ entry, person, opensAccount }) =>
    opensAccount && entry.email !== null ? [{ personId: person.personId, name: person.name, email: entry.email }] : [],
  );
  const rows = drafts.map(toRow);
  const numberOf = (status: PeopleRow['status']): number => rows.filter((row) => row.status === status).length;
  const counts = {
    people: people.length,
    begun: begun.length,
    ended: ended.length,
    departments: departments.length,
    accounts: accounts.length,
    unchanged: numberOf('unchanged'),
    errors: numberOf('error'),
  };
  return { rows, people, departments, begun, ended, accounts, leavers, counts };
};

const uniqueBy = <T>(all: readonly T[], keyOf: (one: T) => string): T[] => [
  ...new Map(all.map((one) => [keyOf(one), one])).values(),
];

const statusOf = ({ codes, begins, ends, opensAccount, isNewPerson }: Draft): PeopleRow['status'] => {
  if (codes.length > 0) return 'error';
  if (isNewPerson || (begins !== null && ends === null)) return 'new';
  return begins !== null || ends !== null || opensAccount ? 'changed' : 'unchanged';
};

const toRow = (draft: Draft): PeopleRow => {
  const { entry, codes } = draft;
  return {
    row: entry.row,
    status: statusOf(draft),
    name: entry.name,
    employeeNumber: entry.employeeNumber,
    post: entry.post,
    department: entry.department,
    from: entry.from === null ? null : isoMillisecond(entry.from),
    to: entry.to === null ? null : isoMillisecond(entry.to),
    findings: codes.map(({ column, code }) => ({ row: entry.row, column, code, value: entry.cells[column] })),
  };
};

/** What a plan would write, without the ids that are drawn anew each time and without the instant at which it is made. */
export const planFacts = (plan: PeoplePlan, company: CompanyRef, at: Temporal.Instant): unknown => {
  const unlessNow = (instant: Temporal.Instant | null | undefined): string | null =>
    instant === null || instant === undefined || isSameInstant(instant, at) ? null : isoMillisecond(instant);
  return [
    company.id,
    plan.rows.map(({ row, status, name, employeeNumber, department, findings }) => [
      row,
      status,
      name,
      employeeNumber,
      department,
      findings.map(({ column, code }) => [column, code]),
    ]),
    plan.departments.map(({ name }) => name),
    plan.begun.map(({ post, lines, from, to }) => [post, lines, unlessNow(from), unlessNow(to)]),
    plan.ended.map(({ id, to }) => [id, unlessNow(to)]),
    plan.accounts.map(({ email }) => email),
  ];
};
