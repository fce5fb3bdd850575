import type { RangeRow } from '@miji/db';
import { listDepartmentsOf, projectGroupsOf } from '@miji/db';
import { systemScope } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import type { Names } from '../platform/names.ts';

type Named = Pick<
  RangeRow,
  'member_person_id' | 'member_department_id' | 'member_group_id' | 'named_by' | 'revoked_by'
>;

/** The people of some range entries: who is named, who named him, who took his name out. */
export const peopleOfRange = (entries: readonly Named[]): readonly (string | null)[] =>
  entries.flatMap((entry) => [entry.member_person_id, entry.named_by, entry.revoked_by]);

/**
 * The names of the departments and project groups in some range entries, whichever company they belong to. The register is asked only
 * where one is named.
 */
export const unitsOfRange = async (
  { platform, at }: CallContext,
  entries: readonly Named[],
): Promise<readonly { readonly id: string; readonly name: string }[]> => {
  const wanted = new Set(entries.flatMap((entry) => entry.member_department_id ?? entry.member_group_id ?? []));
  if (wanted.size === 0) return [];
  const companies = await platform.companies.all();
  const units = await Promise.all(
    companies.map(({ id }) =>
      platform.db.transact(systemScope(at, id), (tx) => Promise.all([listDepartmentsOf(tx), projectGroupsOf(tx)])),
    ),
  );
  return units.flat(2).filter(({ id }) => wanted.has(id));
};

/** Every name that some range entries need to be read. */
export const rangeNames = async (ctx: CallContext, entries: readonly Named[]): Promise<Names> => {
  const [units, companies] = await Promise.all([unitsOfRange(ctx, entries), ctx.platform.companies.all()]);
  return namesOf(ctx, peopleOfRange(entries), [...units, ...companies]);
};
