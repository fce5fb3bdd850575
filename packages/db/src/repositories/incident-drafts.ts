import type { Insertable, Selectable } from 'kysely';
import type { IncidentDraftTable } from '../schema/custody.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import type { Page } from './keyset.ts';
import { readCursor, toPage, writeCursor } from './keyset.ts';

export type IncidentDraftRow = Selectable<IncidentDraftTable>;

/** The draft that was made of the same thing before. */
export const findIncidentByKey = (tx: ScopedTransaction, key: string): Promise<IncidentDraftRow | undefined> =>
  tx
    .selectFrom('incident_draft')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('key', '=', key)
    .executeTakeFirst();

export const insertIncident = (
  tx: ScopedTransaction,
  draft: Omit<Insertable<IncidentDraftTable>, 'company_id'>,
): Promise<IncidentDraftRow> =>
  tx
    .insertInto('incident_draft')
    .values({ company_id: companyOf(tx), ...draft })
    .returningAll()
    .executeTakeFirstOrThrow();

/** The drafts of a company, newest first. */
export const pageIncidents = async (
  tx: ScopedTransaction,
  paging: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<IncidentDraftRow>> => {
  const after = paging.cursor === undefined ? null : readCursor(paging.cursor);
  let query = tx.selectFrom('incident_draft').selectAll().where('company_id', '=', companyOf(tx));
  if (after !== null) {
    query = query.where((eb) => eb(eb.refTuple('drafted_at', 'id'), '<', eb.tuple(after.at, after.id)));
  }
  const rows = await query
    .orderBy('drafted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(paging.limit + 1)
    .execute();
  return toPage(rows, paging.limit, (row) => writeCursor({ at: row.drafted_at, id: row.id }));
};
