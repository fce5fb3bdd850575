import type { MovementOutcome, Temporal } from '@miji/core';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import type { MovementRow } from './copy-movements.ts';

/** How a movement ended. */
export interface MovementEnd {
  readonly outcome: Exclude<MovementOutcome, 'pending'>;
  readonly at: Temporal.Instant;
  readonly taken?: {
    readonly by: string | null;
    readonly pages: number | null;
    readonly condition: string | null;
    readonly how: 'session' | 'signature' | null;
    /** who stands for his signature beside him on whose screen it was */
    readonly countersignedBy?: string;
  };
  readonly note?: string;
}

/** Ends a movement that is still open; undefined where it has ended already. */
export const endMovement = (tx: ScopedTransaction, id: string, end: MovementEnd): Promise<MovementRow | undefined> => {
  const { outcome, at, taken, note } = end;
  return tx
    .updateTable('copy_movement')
    .set({
      outcome,
      ended_at: at,
      ...(taken === undefined
        ? {}
        : {
            taken_at: at,
            taken_by: taken.by,
            pages_taken: taken.pages,
            condition_taken: taken.condition,
            confirmed_by: taken.how,
            ...(taken.countersignedBy === undefined ? {} : { countersigned_by: taken.countersignedBy }),
          }),
      ...(note === undefined ? {} : { note }),
    })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .where('outcome', '=', 'pending')
    .returningAll()
    .executeTakeFirst();
};

/** What the taker signed for on a keeper's screen. */
export interface MovementSignature {
  readonly at: Temporal.Instant;
  /** whose screen it was */
  readonly before: string;
  /** JSON text: the name, and the line that was drawn */
  readonly signature: string;
  readonly pages: number;
  readonly condition: string | null;
}

/** Writes a signature beside a movement that stays open until somebody confirms it. */
export const signMovement = (tx: ScopedTransaction, id: string, signed: MovementSignature): Promise<MovementRow> =>
  tx
    .updateTable('copy_movement')
    .set({
      signature: signed.signature,
      signed_at: signed.at,
      signed_before: signed.before,
      pages_taken: signed.pages,
      condition_taken: signed.condition,
    })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .where('outcome', '=', 'pending')
    .returningAll()
    .executeTakeFirstOrThrow();
