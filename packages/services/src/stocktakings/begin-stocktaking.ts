import { randomUUID } from 'node:crypto';
import type { beginStocktaking as contract, StocktakingWire } from '@miji/contract';
import {
  appendEvents,
  copiesInStore,
  insertStocktaking,
  insertStocktakingLines,
  lockStore,
  openStocktakingOf,
} from '@miji/db';
import type { z } from 'zod';
import { copyIdOf } from '../copies/copy-summary.ts';
import { CustodyRefused, officeIn, orRefuse } from '../custody/custody-office.ts';
import { knownStore } from '../custody/known-store.ts';
import { runningNumber } from '../custody/running-number.ts';
import { requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { toStocktaking } from './stocktaking-desk.ts';

/**
 * Begins to count a store: what the register says lies there is what should be found. One at a time for each store.
 *
 * @throws Refusal `NOT_FOUND` for a store of another company; `NOT_KEEPER` to whoever neither keeps it nor keeps or watches the register;
 *   `DUPLICATE` while another is open; `NO_CHANGE` for a store that is closed
 * @see GS-26
 */
export const beginStocktaking = async (
  ctx: CallContext,
  { storeId }: z.output<typeof contract.input>,
): Promise<StocktakingWire> => {
  const { platform, at } = ctx;
  const { company } = await knownStore(ctx, storeId, 'stocktaking.begun');
  const person = requirePersonally(ctx);
  const office = await officeIn(ctx, company, person);
  const subject = { kind: 'store', id: storeId } as const;
  const happening = { companyId: company.id, action: 'stocktaking.begun', subject } as const;
  if (!office.watches && !office.keeps.some(({ id }) => id === storeId)) {
    throw await refused(ctx, happening, { code: 'NOT_KEEPER', article: 'GS-26' });
  }
  return orRefuse(ctx, happening, () =>
    platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
      const store = await lockStore(tx, storeId);
      if (store === undefined || store.closed_at !== null) throw new CustodyRefused({ code: 'NO_CHANGE' });
      if ((await openStocktakingOf(tx, storeId)) !== undefined) throw new CustodyRefused({ code: 'DUPLICATE' });
      const number = await runningNumber(tx, company, 'stocktaking', at);
      const row = await insertStocktaking(tx, {
        id: randomUUID(),
        number,
        store_id: storeId,
        begun_at: at,
        begun_by: person.personId,
      });
      const copies = await copiesInStore(tx, storeId);
      await insertStocktakingLines(
        tx,
        copies.map((copy) => ({
          stocktaking_id: row.id,
          label: copyIdOf(copy),
          copy_id: copy.id,
          expected: true,
        })),
      );
      await appendEvents(tx, [
        done(ctx, {
          ...happening,
          subject: { kind: 'stocktaking', id: number },
          details: { store: store.code, expected: copies.length },
        }),
      ]);
      return toStocktaking(tx, company, row);
    }),
  );
};
