import { Refusal } from '@miji/contract';
import type { closeStore as contract } from '@miji/contract';
import {
  appendEvents,
  closeStoreRow,
  copiesInStores,
  endKeeperRow,
  isStoreAwaited,
  appointedKeepersOf,
  lockStore,
} from '@miji/db';
import type { z } from 'zod';
import { scopeOfCompany } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { CustodyRefused, custodyArranger, orRefuse } from './custody-office.ts';
import { knownStore } from './known-store.ts';
import { toStore } from './store-wire.ts';

/**
 * Closes a store in which nothing lies any more, to which nothing is on its way, and from which nothing is lent; its keepers keep it no
 * longer.
 *
 * @throws Refusal `NOT_ENTITLED` to everybody but the company's security officer, `STORE_IN_USE`, `NO_CHANGE`, `NOT_FOUND`
 */
export const closeStore = async (
  ctx: CallContext,
  { id }: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const known = await knownStore(ctx, id, 'store.closed');
  const subject = { kind: 'store', id } as const;
  const { company, person } = await custodyArranger(ctx, known.company, { action: 'store.closed', subject });
  const happening = { companyId: company.id, action: 'store.closed', subject } as const;
  const act = { by: person.personId, at: ctx.at };
  const row = await orRefuse(ctx, happening, () =>
    ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
      const store = await lockStore(tx, id);
      if (store === undefined) throw new Refusal('NOT_FOUND');
      if (store.closed_at !== null) throw new CustodyRefused({ code: 'NO_CHANGE' });
      const lying = (await copiesInStores(tx, [id])).get(id) ?? 0;
      if (lying > 0 || (await isStoreAwaited(tx, id))) throw new CustodyRefused({ code: 'STORE_IN_USE' });
      const keepers = await appointedKeepersOf(tx, [id]);
      for (const keeper of keepers) await endKeeperRow(tx, keeper.id, act);
      const closed = await closeStoreRow(tx, id, act);
      await appendEvents(tx, [
        done(ctx, { ...happening, details: { code: store.code } }),
        ...keepers.map(({ person_id }) =>
          done(ctx, { companyId: company.id, action: 'keeper.ended', subject, details: { keeper: person_id } }),
        ),
      ]);
      return closed;
    }),
  );
  return toStore({ row, keepers: [], copies: 0 }, { company, reader: person.personId, names: new Map() });
};
