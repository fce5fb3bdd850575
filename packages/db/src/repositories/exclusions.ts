import type { Temporal } from '@miji/core';
import type { Selectable } from 'kysely';
import type { ItemExclusionTable } from '../schema/items.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

export type ExclusionRow = Selectable<ItemExclusionTable>;

/** Who did it, when and why. */
export interface ExclusionAct {
  readonly by: string;
  readonly at: Temporal.Instant;
  readonly reason: string;
}

/** Everybody who is or was shut out of an item, in that order. */
export const exclusionsOf = (tx: ScopedTransaction, itemId: string): Promise<ExclusionRow[]> =>
  tx
    .selectFrom('item_exclusion')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('item_id', '=', itemId)
    .orderBy('excluded_at')
    .orderBy('id')
    .execute();

export const insertExclusion = (
  tx: ScopedTransaction,
  exclusion: { readonly id: string; readonly itemId: string; readonly personId: string },
  { by, at, reason }: ExclusionAct,
): Promise<ExclusionRow> =>
  tx
    .insertInto('item_exclusion')
    .values({
      company_id: companyOf(tx),
      id: exclusion.id,
      item_id: exclusion.itemId,
      person_id: exclusion.personId,
      excluded_by: by,
      excluded_at: at,
      reason,
    })
    .returningAll()
    .executeTakeFirstOrThrow();

/** Lifts the exclusion of a person that is in force; undefined where there is none. */
export const liftExclusion = (
  tx: ScopedTransaction,
  itemId: string,
  personId: string,
  { by, at, reason }: ExclusionAct,
): Promise<ExclusionRow | undefined> =>
  tx
    .updateTable('item_exclusion')
    .set({ readmitted_by: by, readmitted_at: at, readmission_reason: reason })
    .where('company_id', '=', companyOf(tx))
    .where('item_id', '=', itemId)
    .where('person_id', '=', personId)
    .where('readmitted_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
