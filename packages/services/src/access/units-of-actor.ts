import type { Actor } from '@miji/core';
import { listDepartmentsOf, projectGroupsOf } from '@miji/db';
import { systemScope } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';

/** The departments and project groups that somebody belongs, belonged or will belong to, with their names. */
export const unitsOfActor = async (
  { platform, at }: CallContext,
  actor: Actor,
): Promise<readonly { readonly id: string; readonly name: string }[]> => {
  const companies = new Set(actor.appointments.map(({ companyId }) => companyId));
  const units = await Promise.all(
    [...companies].map((companyId) =>
      platform.db.transact(systemScope(at, companyId), (tx) =>
        Promise.all([listDepartmentsOf(tx), projectGroupsOf(tx)]),
      ),
    ),
  );
  return units.flat(2).map(({ id, name }) => ({ id, name }));
};
