import type { LevelRank, Regime, Temporal } from '@miji/core';
import type { Insertable, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { ItemChangeTable, StoredClassification } from '../schema/classification.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import { isoMillisecond } from './audit-events.ts';
import type { CopyRow } from './copies.ts';
import type { ItemRow } from './items.ts';
import type { RequestRow } from './requests.ts';

export type ItemChangeRow = Selectable<ItemChangeTable>;
export type NewItemChange = Omit<Insertable<ItemChangeTable>, 'company_id' | 'before' | 'after'> & {
  readonly before: StoredClassification;
  readonly after: StoredClassification;
};

/** Writes down what an item was before a change and after it. */
export const insertItemChange = async (tx: ScopedTransaction, change: NewItemChange): Promise<void> => {
  await tx
    .insertInto('item_change')
    .values({
      company_id: companyOf(tx),
      ...change,
      before: JSON.stringify(change.before),
      after: JSON.stringify(change.after),
    })
    .execute();
};

/** Every change of an item, the oldest first. */
export const changesOf = (tx: ScopedTransaction, itemId: string): Promise<ItemChangeRow[]> =>
  tx
    .selectFrom('item_change')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('item_id', '=', itemId)
    .orderBy('at')
    .orderBy('revision')
    .execute();

/** What a change sets of an item. */
export interface NewClassification {
  readonly level?: LevelRank;
  readonly catalogue_code?: string;
  readonly regimes?: Regime[];
  readonly period_kind?: ItemRow['period_kind'];
  readonly period_value?: string | null;
  readonly secret_until?: Temporal.Instant | null;
  readonly declassified_at?: Temporal.Instant;
  readonly declassification_recorded_at?: Temporal.Instant;
}

/** Changes the classification of an item that the transaction holds; its revision counts one further. */
export const changeItem = (tx: ScopedTransaction, itemId: string, to: NewClassification): Promise<ItemRow> =>
  tx
    .updateTable('item')
    .set((eb) => ({ ...to, revision: eb('revision', '+', 1) }))
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', itemId)
    .returningAll()
    .executeTakeFirstOrThrow();

/** Takes names out of the range of an item: the level that it has now does not allow them. */
export const lapseEntries = async (
  tx: ScopedTransaction,
  itemId: string,
  kinds: readonly string[],
  lapse: { readonly at: Temporal.Instant; readonly by: string; readonly reason: string },
): Promise<void> => {
  await sql`update item_range
      set valid_to = greatest(${lapse.at}, valid_from), revoked_by = ${lapse.by}, revoked_at = ${lapse.at}, revoked_reason = ${lapse.reason}
    where company_id = ${companyOf(tx)} and item_id = ${itemId} and member_kind = any (${[...kinds]}::text[])
      and (valid_to is null or valid_to > ${lapse.at})`.execute(tx);
};

/** What a copy takes over from its item. */
export interface CopiesFollow {
  readonly level: LevelRank;
  readonly mark: string;
  readonly secretUntil: Temporal.Instant | null;
  readonly at: Temporal.Instant;
}

/**
 * The copies of an item that the transaction holds follow it, all but those that are destroyed; a mark that counts no longer stays
 * written beside the new one, with when it ended.
 *
 * @returns them as they are now
 * @see GS-24
 */
export const copiesFollow = (
  tx: ScopedTransaction,
  itemId: string,
  { level, mark, secretUntil, at }: CopiesFollow,
): Promise<CopyRow[]> =>
  tx
    .updateTable('copy')
    .set({
      level,
      mark,
      secret_until: secretUntil,
      earlier_marks: sql<string>`case when copy.mark = ${mark} then copy.earlier_marks
        else copy.earlier_marks || jsonb_build_object('mark', copy.mark, 'until', ${isoMillisecond(at)}::text) end`,
    })
    .where('company_id', '=', companyOf(tx))
    .where('item_id', '=', itemId)
    .where('state', '!=', 'destroyed')
    .returningAll()
    .execute();

/**
 * Makes the requests under way about an item void whose classification has changed; each was about what it no longer is. One that
 * somebody is just deciding is passed over: he finds the item changed.
 */
export const endRequestsAbout = (
  tx: ScopedTransaction,
  itemId: string,
  end: {
    readonly at: Temporal.Instant;
    readonly reason: string;
    readonly onlyChanges: boolean;
    /** the request that the change follows from */
    readonly except: string | null;
  },
): Promise<RequestRow[]> =>
  tx
    .updateTable('request')
    .set({ state: 'void', decided_at: end.at, decided_by: null, decision_reason: end.reason })
    .where('company_id', '=', companyOf(tx))
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('request')
        .select('id')
        .where('company_id', '=', companyOf(tx))
        .where('item_id', '=', itemId)
        .where('state', 'in', ['pending', 'returned'])
        .$if(end.onlyChanges, (query) => query.where('change', 'is not', null))
        .$if(end.except !== null, (query) => query.where('id', '!=', end.except ?? ''))
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .execute();

/** The files of a customer that are still secret, held until the transaction ends, always in the one order. */
export const lockFilesOf = (tx: ScopedTransaction, customerId: string, at: Temporal.Instant): Promise<ItemRow[]> =>
  tx
    .selectFrom('item')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('customer_id', '=', customerId)
    .where((eb) => eb.or([eb('secret_until', 'is', null), eb('secret_until', '>', at)]))
    .orderBy('number')
    .forUpdate()
    .execute();

/** All files of a customer. */
export const filesOf = (tx: ScopedTransaction, customerId: string): Promise<ItemRow[]> =>
  tx
    .selectFrom('item')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('customer_id', '=', customerId)
    .execute();

/** Which of some items were made from others. */
export const derivedAmong = async (tx: ScopedTransaction, itemIds: readonly string[]): Promise<ReadonlySet<string>> => {
  const rows = await tx
    .selectFrom('item_source')
    .select('item_id')
    .distinct()
    .where('company_id', '=', companyOf(tx))
    .where('item_id', '=', (eb) => eb.fn.any(eb.val([...itemIds])))
    .execute();
  return new Set(rows.map((row) => row.item_id));
};

/** Writes down what an item was made from. */
export const insertSources = async (
  tx: ScopedTransaction,
  itemId: string,
  sources: readonly { readonly number: string; readonly companyId: string }[],
): Promise<void> => {
  if (sources.length === 0) return;
  await tx
    .insertInto('item_source')
    .values(
      sources.map(({ number, companyId }) => ({
        company_id: companyOf(tx),
        item_id: itemId,
        source_number: number,
        source_company_id: companyId,
      })),
    )
    .execute();
};

/** The numbers of what an item was made from. */
export const sourcesOf = async (
  tx: ScopedTransaction,
  itemId: string,
): Promise<readonly { readonly number: string; readonly companyId: string }[]> => {
  const rows = await tx
    .selectFrom('item_source')
    .select(['source_number', 'source_company_id'])
    .where('company_id', '=', companyOf(tx))
    .where('item_id', '=', itemId)
    .orderBy('source_number')
    .execute();
  return rows.map((row) => ({ number: row.source_number, companyId: row.source_company_id }));
};
