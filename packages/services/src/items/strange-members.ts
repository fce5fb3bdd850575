import type { FieldFinding } from '@miji/contract';
import type { RangeMember } from '@miji/core';
import { isEmployedBy } from '@miji/core';
import { listDepartmentsOf } from '@miji/db';
import { systemScope } from '../platform/acting.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext } from '../platform/context.ts';

const isEmployed = async ({ platform, at }: CallContext, personId: string): Promise<boolean> => {
  const [person, companies] = await Promise.all([loadPerson(platform, personId, at), platform.companies.all()]);
  return person !== undefined && companies.some(({ id }) => isEmployedBy(person, id, at));
};

const isDepartment = async ({ platform, at }: CallContext, departmentId: string): Promise<boolean> => {
  const companies = await platform.companies.all();
  const departments = await Promise.all(companies.map(({ id }) => platform.db.transact(systemScope(at, id), listDepartmentsOf)));
  return departments.flat().some(({ id }) => id === departmentId);
};

const strange = async (ctx: CallContext, member: RangeMember): Promise<FieldFinding['code'] | null> => {
  switch (member.kind) {
    case 'person':
      return (await isEmployed(ctx, member.personId)) ? null : 'NOT_EMPLOYED';
    case 'post':
      return (await ctx.platform.companies.byId(member.companyId)) === undefined ? 'VALIDATION' : null;
    case 'department':
      return (await isDepartment(ctx, member.departmentId)) ? null : 'VALIDATION';
  }
};

/** The members of a range that the group does not have: nobody who works there, no such company, no such department. */
export const strangeMembers = async (
  ctx: CallContext,
  members: readonly { readonly field: string; readonly member: RangeMember }[],
): Promise<readonly FieldFinding[]> => {
  const findings = await Promise.all(
    members.map(async ({ field, member }) => ({ field, code: await strange(ctx, member), article: null })),
  );
  return findings.flatMap(({ code, ...finding }) => (code === null ? [] : [{ ...finding, code }]));
};
