import type { Actor } from '@miji/core';
import type { NamedStaff, ScopedTransaction } from '@miji/db';
import { listDepartmentsOf, staffNamed } from '@miji/db';
import { systemScope } from '../platform/acting.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext } from '../platform/context.ts';

/** Who is meant by a name in a ledger. */
export type Meant =
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'department'; readonly id: string }
  | { readonly kind: 'several' }
  | { readonly kind: 'nobody' };

/** The people and departments that the names in a ledger may mean. */
export interface LedgerNames {
  /** somebody who works for the company or the head office now */
  readonly colleague: (name: string) => Meant;
  /** the same, or a department of the company */
  readonly reader: (name: string) => Meant;
  readonly department: (name: string) => Meant;
  /** somebody who works or has worked for the company; null where it never had just one of that name */
  readonly drafter: (name: string) => string | null;
}

/** Looks up every name of a ledger at once: two queries, however long it is. */
export const namesInLedger = async (
  ctx: CallContext,
  companyId: string,
  names: readonly string[],
): Promise<LedgerNames> => {
  const { platform, at } = ctx;
  const wanted = [...new Set(names)];
  const headquarters = await platform.companies.headquarters();
  const elsewhere = headquarters === undefined || headquarters.id === companyId ? [] : [headquarters.id];
  const of = <T>(id: string, work: (tx: ScopedTransaction) => Promise<T>) =>
    platform.db.transact(systemScope(at, id), work);
  const [own, departments, ...others] = await Promise.all([
    of(companyId, (tx) => staffNamed(tx, wanted, at)),
    of(companyId, listDepartmentsOf),
    ...elsewhere.map((id) => of(id, (tx) => staffNamed(tx, wanted, at))),
  ]);
  const ownByName = Map.groupBy(own, ({ name }) => name);
  const current = Map.groupBy(
    [own, ...others].flat().filter((staff) => staff.current),
    ({ name }) => name,
  );
  const departmentByName = new Map(departments.map(({ id, name }) => [name, id]));
  const colleague = (name: string): Meant => oneOf(current.get(name) ?? []);
  const department = (name: string): Meant => {
    const id = departmentByName.get(name);
    return id === undefined ? { kind: 'nobody' } : { kind: 'department', id };
  };
  return {
    colleague,
    department,
    reader: (name) => {
      const unit = department(name);
      return unit.kind === 'department' ? unit : colleague(name);
    },
    drafter: (name) => {
      const meant = oneOf(ownByName.get(name) ?? []);
      return meant.kind === 'person' ? meant.id : null;
    },
  };
};

const oneOf = (staff: readonly NamedStaff[]): Meant => {
  const ids = new Set(staff.map(({ id }) => id));
  const [id] = ids;
  if (id === undefined) return { kind: 'nobody' };
  return ids.size === 1 ? { kind: 'person', id } : { kind: 'several' };
};

/** The people behind some ids, with their posts: managers of a ledger are few, so each is looked up once. */
export const loadPeople = async (ctx: CallContext, ids: readonly string[]): Promise<ReadonlyMap<string, Actor>> => {
  const people = await Promise.all([...new Set(ids)].map((id) => loadPerson(ctx.platform, id, ctx.at)));
  return new Map(people.flatMap((person) => (person === undefined ? [] : [[person.personId, person] as const])));
};
