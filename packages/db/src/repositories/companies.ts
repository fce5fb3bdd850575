import type { CompanyKind, Temporal } from '@miji/core';
import type { Kysely, Selectable } from 'kysely';
import type { CompanyTable, PersonTable } from '../schema/directory.ts';
import type { DirectoryDatabase } from '../schema/index.ts';

export type CompanyRow = Selectable<CompanyTable>;
export type PersonRow = Selectable<PersonTable>;

/** Every company of the group: they are few, and their names are no secret. */
export const allCompanies = (directory: Kysely<DirectoryDatabase>): Promise<CompanyRow[]> =>
  directory.selectFrom('company').selectAll().orderBy('kind').orderBy('code').execute();

/** Enters a company; tells whether it was not there yet. */
export const insertCompany = async (
  directory: Kysely<DirectoryDatabase>,
  company: { id: string; code: string; kind: CompanyKind; name: string; foundedAt: Temporal.Instant },
): Promise<boolean> => {
  const { id, code, kind, name, foundedAt } = company;
  const { numInsertedOrUpdatedRows = 0n } = await directory
    .insertInto('company')
    .values({ id, code, kind, name, founded_at: foundedAt })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
};

/** Enters a person, once. */
export const insertPerson = async (
  directory: Kysely<DirectoryDatabase>,
  person: { id: string; name: string; registeredAt: Temporal.Instant },
): Promise<void> => {
  const { id, name, registeredAt } = person;
  await directory
    .insertInto('person')
    .values({ id, name, registered_at: registeredAt })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
};

/** The names of some people, by id. */
export const personNames = async (
  directory: Kysely<DirectoryDatabase>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map();
  const rows = await directory
    .selectFrom('person')
    .select(['id', 'name'])
    .where('id', '=', (eb) => eb.fn.any(eb.val([...new Set(ids)])))
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
};
