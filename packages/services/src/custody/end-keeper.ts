import { Refusal } from '@miji/contract';
import type { endKeeper as contract } from '@miji/contract';
import {
  appendEvents,
  appointedKeepersOf,
  copiesInStores,
  endKeeperRow,
  isAnswering,
  isStoreAwaited,
  keepersOf,
  lockStore,
  stayInOffice,
} from '@miji/db';
import type { z } from 'zod';
import { scopeOfCompany } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { CustodyRefused, custodyArranger, orRefuse } from './custody-office.ts';
import { knownStore } from './known-store.ts';
import { passStore } from './pass-store.ts';
import { peopleOfStores, storeFactsOf, toStore } from './store-wire.ts';

/**
 * Ends the appointment of a keeper. What lies in the store under his name goes to the name of the keeper who has been there longest, and
 * stock is to be taken; what he has taken out of it or handed out is brought back or confirmed first.
 *
 * @throws Refusal `NOT_ENTITLED` to everybody but the company's security officer; `HOLDINGS_OUTSTANDING` while he answers for something
 *   that has left the store, or while something lies there, is on its way or is lent from there, and nobody else keeps it; `NOT_FOUND`
 * @see GS-26
 * @see AR-06
 */
export const endKeeper = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const subject = { kind: 'store', id: input.store } as const;
  const known = await knownStore(ctx, input.store, 'keeper.ended');
  const { company, person } = await custodyArranger(ctx, known.company, { action: 'keeper.ended', subject });
  const happening = { companyId: company.id, action: 'keeper.ended', subject } as const;
  const facts = await orRefuse(ctx, happening, () =>
    ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
      const store = await lockStore(tx, input.store);
      if (store === undefined) throw new Refusal('NOT_FOUND');
      const keepers = await appointedKeepersOf(tx, [store.id]);
      const leaving = keepers.find(({ id }) => id === input.keeper);
      if (leaving === undefined) throw new CustodyRefused({ code: 'NOT_FOUND' });
      if (await isAnswering(tx, store.id, leaving.person_id)) throw outstanding();
      const successor = (await keepersOf(tx, [store.id])).find(({ id }) => id !== leaving.id);
      const lying = (await copiesInStores(tx, [store.id])).get(store.id) ?? 0;
      if (successor === undefined && (lying > 0 || (await isStoreAwaited(tx, store.id)))) {
        throw outstanding();
      }
      if (successor !== undefined) {
        if (!(await stayInOffice(tx, [successor.person_id], ctx.at))) throw outstanding();
        const note = '保管人免去后由在任保管人接管';
        await passStore(ctx, tx, { store, from: leaving.person_id, to: successor.person_id, note, handoverId: null });
      }
      await endKeeperRow(tx, leaving.id, { by: person.personId, at: ctx.at });
      const details = { keeper: leaving.person_id, code: store.code };
      await appendEvents(tx, [done(ctx, { ...happening, details })]);
      return storeFactsOf(tx, store);
    }),
  );
  const names = await namesOf(ctx, peopleOfStores([facts]));
  return toStore(facts, { company, reader: person.personId, names });
};

const outstanding = (): CustodyRefused => new CustodyRefused({ code: 'HOLDINGS_OUTSTANDING', article: 'AR-06' });
