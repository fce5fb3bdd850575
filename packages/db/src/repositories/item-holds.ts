import type { Temporal } from '@miji/core';
import type { Selectable } from 'kysely';
import type { ItemHoldTable } from '../schema/requests.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

export type HoldRow = Selectable<ItemHoldTable>;

/** Who placed or lifted a hold, and when. */
export interface HoldAct {
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** The hold that is on an item; undefined where there is none. */
export const holdOf = (tx: ScopedTransaction, itemId: string): Promise<HoldRow | undefined> =>
  tx
    .selectFrom('item_hold')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('item_id', '=', itemId)
    .where('lifted_at', 'is', null)
    .executeTakeFirst();

const mark = async (tx: ScopedTransaction, itemId: string, on_hold: boolean): Promise<void> => {
  await tx
    .updateTable('item')
    .set({ on_hold })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', itemId)
    .execute();
};

/** Places a hold on an item that the transaction holds, and that has none. */
export const insertHold = async (
  tx: ScopedTransaction,
  hold: { readonly id: string; readonly itemId: string; readonly reason: string },
  { by, at }: HoldAct,
): Promise<HoldRow> => {
  const row = await tx
    .insertInto('item_hold')
    .values({
      company_id: companyOf(tx),
      id: hold.id,
      item_id: hold.itemId,
      reason: hold.reason,
      placed_at: at,
      placed_by: by,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await mark(tx, hold.itemId, true);
  return row;
};

/** Lifts a hold of an item that the transaction holds. */
export const liftHoldRow = async (
  tx: ScopedTransaction,
  hold: Pick<HoldRow, 'id' | 'item_id'>,
  { by, at, reason }: HoldAct & { readonly reason: string },
): Promise<void> => {
  await tx
    .updateTable('item_hold')
    .set({ lifted_at: at, lifted_by: by, lift_reason: reason })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', hold.id)
    .execute();
  await mark(tx, hold.item_id, false);
};

/** How many grants for an item died when the hold was placed on it. */
export const countGrantsOfHold = async (
  tx: ScopedTransaction,
  hold: Pick<HoldRow, 'item_id' | 'placed_at'>,
): Promise<number> => {
  const { count } = await tx
    .selectFrom('access_grant')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('company_id', '=', companyOf(tx))
    .where('item_id', '=', hold.item_id)
    .where('void_code', '=', 'GRANT_VOID_HOLD')
    .where('voided_at', '=', hold.placed_at)
    .executeTakeFirstOrThrow();
  return count;
};
