import type { Temporal } from '@miji/core';
import { sql } from 'kysely';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import type { MovementRow } from './copy-movements.ts';

/** Open movements of which half the time to confirm has passed and nobody has been reminded, or all of it and nobody alarmed; each held. */
export const lockUnconfirmed = (tx: ScopedTransaction, at: Temporal.Instant, limit: number): Promise<MovementRow[]> =>
  tx
    .selectFrom('copy_movement')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('outcome', '=', 'pending')
    .where('alarmed_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('confirm_by', '<=', at),
        eb.and([eb('reminded_at', 'is', null), sql<boolean>`given_at + (confirm_by - given_at) / 2 <= ${at}`]),
      ]),
    )
    .orderBy('confirm_by')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();

/** Writes down that the other side was reminded, or that it was said that nobody has confirmed in time. */
export const markMovement = async (
  tx: ScopedTransaction,
  id: string,
  mark: { readonly reminded_at: Temporal.Instant } | { readonly alarmed_at: Temporal.Instant },
): Promise<void> => {
  await tx
    .updateTable('copy_movement')
    .set(mark)
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .execute();
};
