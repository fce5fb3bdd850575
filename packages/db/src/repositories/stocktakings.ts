import type { Temporal } from '@miji/core';
import type { Insertable, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { LabelMeans, StocktakingLineTable, StocktakingTable } from '../schema/custody.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import type { Page } from './keyset.ts';
import { readCursor, toPage, writeCursor } from './keyset.ts';

export type StocktakingRow = Selectable<StocktakingTable>;
export type StocktakingLineRow = Selectable<StocktakingLineTable>;
export type NewStocktakingLine = Omit<Insertable<StocktakingLineTable>, 'company_id'>;

export const insertStocktaking = (
  tx: ScopedTransaction,
  stocktaking: Omit<Insertable<StocktakingTable>, 'company_id'>,
): Promise<StocktakingRow> =>
  tx
    .insertInto('stocktaking')
    .values({ company_id: companyOf(tx), ...stocktaking })
    .returningAll()
    .executeTakeFirstOrThrow();

export const findStocktaking = (tx: ScopedTransaction, number: string): Promise<StocktakingRow | undefined> =>
  tx
    .selectFrom('stocktaking')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('number', '=', number)
    .executeTakeFirst();

/** The same, held until the transaction ends: counting and closing come one after the other. */
export const lockStocktaking = (tx: ScopedTransaction, number: string): Promise<StocktakingRow | undefined> =>
  tx
    .selectFrom('stocktaking')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst();

/** The stocktaking of a store that is not closed yet. */
export const openStocktakingOf = (tx: ScopedTransaction, storeId: string): Promise<StocktakingRow | undefined> =>
  tx
    .selectFrom('stocktaking')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('store_id', '=', storeId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();

export const closeStocktakingRow = (
  tx: ScopedTransaction,
  id: string,
  act: { readonly by: string; readonly at: Temporal.Instant; readonly note: string | null },
): Promise<StocktakingRow> =>
  tx
    .updateTable('stocktaking')
    .set({ closed_at: act.at, closed_by: act.by, note: act.note })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();

/** Enters lines; a label that stands there already stays as it is. */
export const insertStocktakingLines = async (
  tx: ScopedTransaction,
  lines: readonly NewStocktakingLine[],
): Promise<void> => {
  const company_id = companyOf(tx);
  // Each value is a parameter of the statement, and there may be no more than 65,535.
  for (let from = 0; from < lines.length; from += 5_000) {
    await tx
      .insertInto('stocktaking_line')
      .values(lines.slice(from, from + 5_000).map((line) => ({ company_id, ...line })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
};

/** The lines of a stocktaking by label; only some of them where labels are given. */
export const stocktakingLines = (
  tx: ScopedTransaction,
  stocktakingId: string,
  labels?: readonly string[],
): Promise<StocktakingLineRow[]> => {
  let query = tx
    .selectFrom('stocktaking_line')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('stocktaking_id', '=', stocktakingId)
    // What went out by the register while it was counted, and was not found, is no line of it any more.
    .where((eb) => eb.or([eb('expected', '=', true), eb('counted_at', 'is not', null)]));
  if (labels !== undefined) query = query.where('label', '=', (eb) => eb.fn.any(eb.val([...labels])));
  return query.orderBy('label').execute();
};

/** Writes down that labels were seen. One that was seen before keeps who saw it first, but what was typed gives way to what is scanned. */
export const markCounted = async (
  tx: ScopedTransaction,
  stocktakingId: string,
  labels: readonly string[],
  act: { readonly by: string; readonly at: Temporal.Instant; readonly means: LabelMeans },
): Promise<void> => {
  await tx
    .updateTable('stocktaking_line')
    .set({ counted_at: act.at, counted_by: act.by, means: act.means })
    .where('company_id', '=', companyOf(tx))
    .where('stocktaking_id', '=', stocktakingId)
    .where('label', '=', (eb) => eb.fn.any(eb.val([...labels])))
    .where((eb) =>
      eb.or([eb('counted_at', 'is', null), ...(act.means === 'scanned' ? [eb('means', '=', 'typed' as const)] : [])]),
    )
    .execute();
};

/** Writes down what a line is after all: expected or not, and where the register has it otherwise. */
export const correctLines = async (
  tx: ScopedTransaction,
  stocktakingId: string,
  labels: readonly string[],
  expected: boolean,
): Promise<void> => {
  if (labels.length === 0) return;
  await tx
    .updateTable('stocktaking_line')
    .set({ expected, ...(expected ? { elsewhere: null } : {}) })
    .where('company_id', '=', companyOf(tx))
    .where('stocktaking_id', '=', stocktakingId)
    .where('label', '=', (eb) => eb.fn.any(eb.val([...labels])))
    .execute();
};

/** How many lines of a stocktaking are what. */
export interface StocktakingTally {
  readonly expected: number;
  readonly counted: number;
  readonly missing: number;
  readonly surplus: number;
}

export const stocktakingTallies = async (
  tx: ScopedTransaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StocktakingTally>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('stocktaking_line')
    .select([
      'stocktaking_id',
      sql<number>`count(*) filter (where expected)`.as('expected'),
      sql<number>`count(*) filter (where counted_at is not null)`.as('counted'),
      sql<number>`count(*) filter (where expected and counted_at is null)`.as('missing'),
      sql<number>`count(*) filter (where not expected and counted_at is not null)`.as('surplus'),
    ])
    .where('company_id', '=', companyOf(tx))
    .where('stocktaking_id', '=', (eb) => eb.fn.any(eb.val([...ids])))
    .groupBy('stocktaking_id')
    .execute();
  return new Map(
    rows.map(({ stocktaking_id, expected, counted, missing, surplus }) => [
      stocktaking_id,
      {
        expected,
        counted,
        missing,
        surplus,
      },
    ]),
  );
};

/** The stocktakings of the scoped company, newest first. */
export const pageStocktakings = async (
  tx: ScopedTransaction,
  filter: { readonly storeId?: string | undefined; readonly storeIds: readonly string[] | null },
  paging: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<StocktakingRow>> => {
  const after = paging.cursor === undefined ? null : readCursor(paging.cursor);
  let query = tx.selectFrom('stocktaking').selectAll().where('company_id', '=', companyOf(tx));
  if (filter.storeId !== undefined) query = query.where('store_id', '=', filter.storeId);
  if (filter.storeIds !== null) {
    const ids = [...filter.storeIds];
    query = query.where('store_id', '=', (eb) => eb.fn.any(eb.val(ids)));
  }
  if (after !== null) query = query.where((eb) => eb(eb.refTuple('begun_at', 'id'), '<', eb.tuple(after.at, after.id)));
  const rows = await query
    .orderBy('begun_at', 'desc')
    .orderBy('id', 'desc')
    .limit(paging.limit + 1)
    .execute();
  return toPage(rows, paging.limit, (row) => writeCursor({ at: row.begun_at, id: row.id }));
};
