import { applicantProfile } from '@miji/contract';
import type { ApplicantProfile } from '@miji/contract';
import { inOffice } from '@miji/core';
import { listDepartmentsOf } from '@miji/db';
import { systemScope } from '../platform/acting.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';

/**
 * Who asks, as the register of appointments has him at this moment. It is kept with the request: what he is later is another thing.
 *
 * @see CF-18
 */
export const profileOf = async (ctx: CallContext, person: ActingPerson): Promise<ApplicantProfile> => {
  const { platform, at } = ctx;
  const held = inOffice(person, at);
  const departments = await Promise.all(
    [...new Set(held.map(({ companyId }) => companyId))].map((companyId) =>
      platform.db.transact(systemScope(at, companyId), listDepartmentsOf),
    ),
  );
  const named = new Map(departments.flat().map(({ id, name }) => [id, name]));
  const posts = await Promise.all(
    held.map(async ({ companyId, departmentId, post }) => ({
      company: (await platform.companies.byId(companyId))?.name ?? companyId,
      department: departmentId === null ? null : (named.get(departmentId) ?? null),
      post,
    })),
  );
  return { name: person.name, posts };
};

/** A profile as it was kept; null for a request from before there were any. */
export const keptProfile = (stored: unknown): ApplicantProfile | null =>
  applicantProfile.safeParse(stored).data ?? null;
