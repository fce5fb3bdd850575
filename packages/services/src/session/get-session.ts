import type { CapacityWire, Session } from '@miji/contract';
import { inOffice } from '@miji/core';
import { isoMillisecond, listDepartmentsOf } from '@miji/db';
import { homeCompanyId, requirePerson, systemScope } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';

/** Who is signed in, in which posts he acts, and what time it is. */
export const getSession = async (ctx: CallContext): Promise<Session> => {
  const { platform, at } = ctx;
  const person = requirePerson(ctx);
  const companies = await platform.companies.all();
  const home = companies.find(({ id }) => id === homeCompanyId(ctx));
  if (home === undefined) throw new Error('the caller’s company is not in the directory');

  const held = inOffice(person, at);
  const departments = await Promise.all(
    [...new Set(held.map(({ companyId }) => companyId))].map((companyId) =>
      platform.db.transact(systemScope(at, companyId), listDepartmentsOf),
    ),
  );
  const department = (id: string | null) => departments.flat().find((candidate) => candidate.id === id) ?? null;
  return {
    person: { id: person.personId, name: person.name },
    capacities: held.flatMap(({ companyId, post, departmentId }): CapacityWire[] => {
      const company = companies.find(({ id }) => id === companyId);
      return company === undefined ? [] : [{ company, post, department: department(departmentId) }];
    }),
    home,
    companies: [...companies],
    clock: { mode: platform.clock.mode, now: isoMillisecond(at) },
  };
};
