import type { Temporal } from '@miji/core';
import type { Insertable, Selectable } from 'kysely';
import type { HandoverTable } from '../schema/custody.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf, scopeOf } from '../scoped-database.ts';
import type { Page } from './keyset.ts';
import { NOTHING, readCursor, toPage, writeCursor } from './keyset.ts';

export type HandoverRow = Selectable<HandoverTable>;

export const insertHandover = (
  tx: ScopedTransaction,
  handover: Omit<Insertable<HandoverTable>, 'company_id'>,
): Promise<HandoverRow> =>
  tx
    .insertInto('handover')
    .values({ company_id: companyOf(tx), ...handover })
    .returningAll()
    .executeTakeFirstOrThrow();

export const findHandover = (tx: ScopedTransaction, number: string): Promise<HandoverRow | undefined> =>
  tx
    .selectFrom('handover')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('number', '=', number)
    .executeTakeFirst();

/** The same, held until the transaction ends. */
export const lockHandover = (tx: ScopedTransaction, number: string): Promise<HandoverRow | undefined> =>
  tx
    .selectFrom('handover')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst();

/** The handover that an earlier call of the same person with this key proposed. */
export const findHandoverByKey = (
  tx: ScopedTransaction,
  proposedBy: string,
  key: string,
): Promise<HandoverRow | undefined> =>
  tx
    .selectFrom('handover')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('proposed_by', '=', proposedBy)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();

/** Writes down how far a handover has come. */
export const moveHandover = (
  tx: ScopedTransaction,
  id: string,
  to: {
    readonly state: 'given' | 'done' | 'withdrawn';
    readonly at: Temporal.Instant;
  },
): Promise<HandoverRow> => {
  const column = ({ given: 'given_at', done: 'taken_at', withdrawn: 'withdrawn_at' } as const)[to.state];
  return tx
    .updateTable('handover')
    .set({ state: to.state, [column]: to.at })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
};

/** The handovers of the scoped company, or where null those that the scope's person gives or takes, anywhere; newest first. */
export const pageHandovers = async (
  tx: ScopedTransaction,
  companyId: string | null,
  paging: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<HandoverRow>> => {
  const { personId } = scopeOf(tx);
  if (companyId === null && personId === null) return NOTHING;
  const after = paging.cursor === undefined ? null : readCursor(paging.cursor);
  let query = tx.selectFrom('handover').selectAll();
  query =
    companyId === null
      ? query.where((eb) => eb.or([eb('giver_id', '=', personId), eb('taker_id', '=', personId)]))
      : query.where('company_id', '=', companyId);
  if (after !== null)
    query = query.where((eb) => eb(eb.refTuple('proposed_at', 'id'), '<', eb.tuple(after.at, after.id)));
  const rows = await query
    .orderBy('proposed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(paging.limit + 1)
    .execute();
  return toPage(rows, paging.limit, (row) => writeCursor({ at: row.proposed_at, id: row.id }));
};
