import type { Temporal } from '@miji/core';
import { sql } from 'kysely';
import { toMillisecond } from '../postgres-types.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

/** A person as a company knows him: by his number there. */
export interface Employee {
  readonly personId: string;
  readonly name: string;
  readonly employeeNumber: string;
}

const employees = (tx: ScopedTransaction) =>
  tx
    .selectFrom('employment')
    .innerJoin('person', 'person.id', 'employment.person_id')
    .select(['person.id as personId', 'person.name', 'employment.employee_number as employeeNumber'])
    .where('employment.company_id', '=', companyOf(tx));

/** The people of the scoped company who have one of some numbers. */
export const employeesByNumber = (tx: ScopedTransaction, numbers: readonly string[]): Promise<Employee[]> =>
  employees(tx)
    .where('employment.employee_number', '=', (eb) => eb.fn.any(eb.val([...new Set(numbers)])))
    .execute();

/** What the scoped company knows of a person; nothing where he has no number there. */
export const findEmployee = (tx: ScopedTransaction, personId: string): Promise<Employee | undefined> =>
  employees(tx).where('employment.person_id', '=', personId).executeTakeFirst();

/** Enters any number of people into the register, with their numbers in the scoped company. */
export const insertEmployees = async (
  tx: ScopedTransaction,
  people: readonly Employee[],
  at: Temporal.Instant,
): Promise<void> => {
  if (people.length === 0) return;
  const records = JSON.stringify(people.map(({ personId, name }) => ({ id: personId, name })));
  await sql`
    insert into miji.person (id, name, registered_at)
    select id, name, ${toMillisecond(at)}::timestamptz from jsonb_to_recordset(${records}::jsonb) as record (id uuid, name text)
    on conflict (id) do nothing`.execute(tx);
  await insertEmployments(tx, people, at);
};

/** Gives people who are in the register already their numbers in the scoped company. */
export const insertEmployments = async (
  tx: ScopedTransaction,
  people: readonly Pick<Employee, 'personId' | 'employeeNumber'>[],
  at: Temporal.Instant,
): Promise<void> => {
  const records = JSON.stringify(
    people.map(({ personId, employeeNumber }) => ({ person_id: personId, employee_number: employeeNumber })),
  );
  await sql`
    insert into miji.employment (company_id, person_id, employee_number, registered_at)
    select ${companyOf(tx)}::uuid, person_id, employee_number, ${toMillisecond(at)}::timestamptz
      from jsonb_to_recordset(${records}::jsonb) as record (person_id uuid, employee_number text)`.execute(tx);
};
