import type { FieldFinding } from '@miji/contract';
import type { RangeMember } from '@miji/core';
import { listDepartmentsOf, personNames, projectGroupsOf } from '@miji/db';
import { systemScope } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';

interface NamedMember {
  readonly field: string;
  readonly member: RangeMember;
}

/** Every department of the group, asked for only where one is named. */
const departmentsOfGroup = async (
  { platform, at }: CallContext,
  members: readonly NamedMember[],
): Promise<ReadonlySet<string>> => {
  if (!members.some(({ member }) => member.kind === 'department')) return new Set();
  const ids = new Set<string>();
  for (const company of await platform.companies.all()) {
    const departments = await platform.db.transact(systemScope(at, company.id), listDepartmentsOf);
    for (const { id } of departments) ids.add(id);
  }
  return ids;
};

/** Every project group of the group, asked for only where one is named. */
const projectGroupsOfGroup = async (
  { platform, at }: CallContext,
  members: readonly NamedMember[],
): Promise<ReadonlySet<string>> => {
  if (!members.some(({ member }) => member.kind === 'group')) return new Set();
  const companies = await platform.companies.all();
  const groups = await Promise.all(
    companies.map(({ id }) => platform.db.transact(systemScope(at, id), projectGroupsOf)),
  );
  return new Set(groups.flat().map(({ id }) => id));
};

/**
 * The members of a range that the group does not have: no such person, company, department or project group. However many are named,
 * the register is asked once. Whoever is named and works nowhere any more may know nothing all the same.
 */
export const strangeMembers = async (
  ctx: CallContext,
  members: readonly NamedMember[],
): Promise<readonly FieldFinding[]> => {
  const people = members.flatMap(({ member }) => (member.kind === 'person' ? [member.personId] : []));
  const persons = await ctx.platform.db.directory(ctx.at, (directory) => personNames(directory, people));
  const departments = await departmentsOfGroup(ctx, members);
  const groups = await projectGroupsOfGroup(ctx, members);
  const companies = new Set((await ctx.platform.companies.all()).map(({ id }) => id));

  const codeOf = (member: RangeMember): FieldFinding['code'] | null => {
    switch (member.kind) {
      case 'person':
        return persons.has(member.personId) ? null : 'NOT_EMPLOYED';
      case 'post':
        return companies.has(member.companyId) ? null : 'VALIDATION';
      case 'department':
        return departments.has(member.departmentId) ? null : 'VALIDATION';
      case 'group':
        return groups.has(member.groupId) ? null : 'VALIDATION';
    }
  };
  return members.flatMap(({ field, member }) => {
    const code = codeOf(member);
    return code === null ? [] : [{ field, code, article: null }];
  });
};
