import { sql } from 'kysely';
import type { ScopedTransaction } from '../scoped-database.ts';
import { scopeOf } from '../scoped-database.ts';
import type { MovementRow } from './copy-movements.ts';
import type { Page } from './keyset.ts';
import { readCursor, toPage, writeCursor } from './keyset.ts';

/** What the movements can be narrowed to. */
export interface MovementFilter {
  /** all of a company’s, or where null only those that the scoped person has a part in */
  readonly companyId: string | null;
  readonly box: 'to_confirm' | 'announced' | 'all';
  /** the stores that whoever asks keeps */
  readonly storeIds: readonly string[];
  /** the companies in which he keeps anything: what is brought back there he looks at */
  readonly keptCompanyIds: readonly string[];
  /** the companies whose security officer he is: for a signature there he may stand as the second person */
  readonly guardedCompanyIds: readonly string[];
  readonly copyId?: string | undefined;
}

/** Movements, newest first. */
export const pageMovements = async (
  tx: ScopedTransaction,
  filter: MovementFilter,
  paging: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<MovementRow>> => {
  const { personId } = scopeOf(tx);
  const { companyId, box, copyId } = filter;
  const stores = sql`any (${[...filter.storeIds]}::uuid[])`;
  const after = paging.cursor === undefined ? null : readCursor(paging.cursor);
  let query = tx.selectFrom('copy_movement').selectAll();
  if (companyId !== null) query = query.where('company_id', '=', companyId);
  if (copyId !== undefined) query = query.where('copy_id', '=', copyId);
  if (box !== 'all') query = query.where('outcome', '=', 'pending');
  if (box === 'to_confirm') {
    query = query.where(sql<boolean>`given_by is distinct from ${personId} and (
      (to_store_id is null and to_person_id = ${personId}) or to_store_id = ${stores}
      or (act = 'bring_back' and to_store_id is null and company_id = any (${[...filter.keptCompanyIds]}::uuid[]))
      or (signed_before <> ${personId}
        and (from_store_id = ${stores} or company_id = any (${[...filter.guardedCompanyIds]}::uuid[]))))`);
  } else if (box === 'announced') query = query.where('given_by', '=', personId);
  else if (companyId === null) {
    query = query.where(sql<boolean>`(${personId} in (given_by, from_person_id, to_person_id)
      or from_store_id = ${stores} or to_store_id = ${stores})`);
  }
  if (after !== null) {
    query = query.where((eb) => eb(eb.refTuple('given_at', 'id'), '<', eb.tuple(after.at, after.id)));
  }
  const rows = await query
    .orderBy('given_at', 'desc')
    .orderBy('id', 'desc')
    .limit(paging.limit + 1)
    .execute();
  return toPage(rows, paging.limit, (row) => writeCursor({ at: row.given_at, id: row.id }));
};
