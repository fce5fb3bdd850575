import type { listStores as contract } from '@miji/contract';
import { isEmployedBy } from '@miji/core';
import { listStoresOf } from '@miji/db';
import type { z } from 'zod';
import { companyAskedFor, homeCompanyId, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { officeIn } from './custody-office.ts';
import { peopleOfStores, storeFacts, toStore } from './store-wire.ts';

/**
 * Where copies are kept in a company and by whom: everybody who works there has to know where something goes. How much lies in a store
 * is for whoever keeps it, keeps the register, or watches it.
 *
 * @throws Refusal `NOT_ENTITLED` to whoever has nothing to do with the company
 * @see GS-26
 * @see CF-29
 */
export const listStores = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const person = requirePersonally(ctx);
  const company = await companyAskedFor(ctx, input.company);
  const office = company === undefined ? undefined : await officeIn(ctx, company, person);
  const happening = { companyId: company?.id ?? homeCompanyId(ctx), action: 'custody.listed' } as const;
  if (office === undefined || (!office.watches && !isEmployedBy(person, office.company.id, at))) {
    throw await refused(ctx, happening, { code: 'NOT_ENTITLED', article: 'GS-26' });
  }
  const facts = await platform.db.transact(scopeOfCompany(ctx, office.company.id), async (tx) =>
    storeFacts(tx, await listStoresOf(tx, input.closed)),
  );
  await platform.trace.record(done(ctx, { ...happening, details: { stores: facts.length } }));
  const names = await namesOf(ctx, peopleOfStores(facts));
  const kept = new Set(office.keeps.map(({ id }) => id));
  const reader = person.personId;
  return {
    stores: facts.map((one) => {
      const store = toStore(one, { company: office.company, reader, names });
      return {
        ...store,
        copies: office.watches || kept.has(store.id) ? store.copies : null,
        yours: kept.has(store.id),
      };
    }),
  };
};
