import { randomUUID } from 'node:crypto';
import { Refusal } from '@miji/contract';
import type { appointKeeper as contract } from '@miji/contract';
import { isEmployedBy } from '@miji/core';
import { appendEvents, insertKeeper, appointedKeepersOf, lockStore, stayInOffice } from '@miji/db';
import type { z } from 'zod';
import { tell } from '../notices/tell.ts';
import { finding } from '../organisation/administration.ts';
import { scopeOfCompany } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { CustodyRefused, custodyArranger, orRefuse } from './custody-office.ts';
import { knownStore } from './known-store.ts';
import { peopleOfStores, storeFactsOf, toStore } from './store-wire.ts';

/**
 * Appoints a keeper by name: somebody who works for the company, and never oneself.
 *
 * @throws Refusal `NOT_ENTITLED` to everybody but the company's security officer, `SEPARATION_OF_DUTIES` for himself, `NOT_EMPLOYED`,
 *   `DUPLICATE`, `NO_CHANGE` for a store that is closed, `NOT_FOUND`
 * @see GS-26
 * @see CF-29
 * @see CD-10
 */
export const appointKeeper = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const subject = { kind: 'store', id: input.store } as const;
  const known = await knownStore(ctx, input.store, 'keeper.appointed');
  const about = { action: 'keeper.appointed', subject, details: { keeper: input.personId } } as const;
  const { company, person } = await custodyArranger(ctx, known.company, about);
  const happening = { ...about, companyId: company.id };
  if (input.personId === person.personId) {
    throw await refused(ctx, happening, { code: 'SEPARATION_OF_DUTIES', article: 'GS-26' });
  }
  const keeper = await loadPerson(platform, input.personId, at);
  if (keeper === undefined || !isEmployedBy(keeper, company.id, at)) {
    const fields = [finding('personId', 'NOT_EMPLOYED')];
    throw await refused(ctx, happening, { code: 'NOT_EMPLOYED', article: 'GS-26', fields });
  }
  const facts = await orRefuse(ctx, happening, () =>
    platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
      const store = await lockStore(tx, input.store);
      if (store === undefined) throw new Refusal('NOT_FOUND');
      if (store.closed_at !== null) throw new CustodyRefused({ code: 'NO_CHANGE' });
      const keepers = await appointedKeepersOf(tx, [store.id]);
      if (keepers.some(({ person_id }) => person_id === input.personId))
        throw new CustodyRefused({ code: 'DUPLICATE' });
      if (!(await stayInOffice(tx, [input.personId], at)))
        throw new CustodyRefused({ code: 'NOT_EMPLOYED', article: 'GS-26' });
      const id = randomUUID();
      await insertKeeper(tx, {
        id,
        store_id: store.id,
        person_id: input.personId,
        from_at: at,
        appointed_by: person.personId,
      });
      await appendEvents(tx, [done(ctx, { ...happening, details: { keeper: input.personId, code: store.code } })]);
      await tell(platform, tx, {
        kind: 'keeper_appointed',
        at,
        to: [input.personId],
        about: { item_number: null, level: null, subject: store.code, due_at: null },
        person: person.personId,
        key: `${id} keeper_appointed`,
      });
      return storeFactsOf(tx, store);
    }),
  );
  const names = await namesOf(ctx, peopleOfStores([facts]));
  return toStore(facts, { company, reader: person.personId, names });
};
