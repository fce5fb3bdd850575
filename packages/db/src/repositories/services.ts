import type { Temporal } from '@miji/core';
import type { Selectable } from 'kysely';
import type { ServiceTable } from '../schema/directory.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

export type ServiceRow = Selectable<ServiceTable>;

/** The service of this name in the scoped company, made where there is none. */
export const ensureService = async (
  tx: ScopedTransaction,
  service: { readonly id: string; readonly name: string; readonly at: Temporal.Instant },
): Promise<ServiceRow> => {
  await tx
    .insertInto('service')
    .values({ company_id: companyOf(tx), id: service.id, name: service.name, registered_at: service.at })
    .onConflict((conflict) => conflict.columns(['company_id', 'name']).doNothing())
    .execute();
  return tx
    .selectFrom('service')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('name', '=', service.name)
    .executeTakeFirstOrThrow();
};

export const servicesOf = (tx: ScopedTransaction): Promise<ServiceRow[]> =>
  tx.selectFrom('service').selectAll().where('company_id', '=', companyOf(tx)).execute();

export const findService = (tx: ScopedTransaction, id: string): Promise<ServiceRow | undefined> =>
  tx.selectFrom('service').selectAll().where('company_id', '=', companyOf(tx)).where('id', '=', id).executeTakeFirst();
