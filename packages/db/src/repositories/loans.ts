import type { Temporal } from '@miji/core';
import type { Insertable, Selectable } from 'kysely';
import type { LoanStage, LoanTable } from '../schema/custody.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf, scopeOf } from '../scoped-database.ts';
import type { MovementRow } from './copy-movements.ts';
import type { Page } from './keyset.ts';
import { NOTHING, readCursor, toPage, writeCursor } from './keyset.ts';

export type LoanRow = Selectable<LoanTable>;
export type NewLoan = Omit<Insertable<LoanTable>, 'company_id'>;

export const insertLoan = (tx: ScopedTransaction, loan: NewLoan): Promise<LoanRow> =>
  tx
    .insertInto('loan')
    .values({ company_id: companyOf(tx), ...loan })
    .returningAll()
    .executeTakeFirstOrThrow();

export const findLoan = (tx: ScopedTransaction, number: string): Promise<LoanRow | undefined> =>
  tx
    .selectFrom('loan')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('number', '=', number)
    .executeTakeFirst();

/** The loan under which a copy is out now; a copy is lent once at a time. */
export const openLoanOf = (tx: ScopedTransaction, copyId: string): Promise<LoanRow | undefined> =>
  tx
    .selectFrom('loan')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('copy_id', '=', copyId)
    .where('state', '=', 'out')
    .executeTakeFirst();

/** How a loan ended. */
export interface LoanEnd {
  readonly state: 'returned' | 'not_taken' | 'lost';
  readonly at: Temporal.Instant;
  /** who counted what came back; null where nobody did */
  readonly by: string | null;
  readonly pages: number | null;
  readonly condition: string | null;
}

/** Cancels an entry of the loan register; undefined where it was no longer open. @see CF-27 */
export const endLoan = (tx: ScopedTransaction, id: string, end: LoanEnd): Promise<LoanRow | undefined> =>
  tx
    .updateTable('loan')
    .set({
      state: end.state,
      returned_at: end.at,
      taken_back_by: end.by,
      pages_returned: end.pages,
      condition_back: end.condition,
    })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .where('state', '=', 'out')
    .returningAll()
    .executeTakeFirst();

/** Remembers what the clock has had done to a loan. */
export const setLoanStage = async (tx: ScopedTransaction, id: string, stage: LoanStage): Promise<void> => {
  await tx.updateTable('loan').set({ stage }).where('company_id', '=', companyOf(tx)).where('id', '=', id).execute();
};

/** The loan that an earlier handing out under a grant with this key made. */
export const findLoanByKey = (tx: ScopedTransaction, grantId: string, key: string): Promise<LoanRow | undefined> =>
  tx
    .selectFrom('loan')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('grant_id', '=', grantId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();

/** What the loan register can be narrowed to. */
export interface LoanFilter {
  /** the register of a company, or where null only what the scope's person has borrowed, anywhere */
  readonly companyId: string | null;
  /** of a company's register only what is out of these stores, and what the scope's person has borrowed */
  readonly storeIds?: readonly string[] | undefined;
  readonly box: 'out' | 'overdue' | 'due_soon' | 'all';
  readonly item?: string | undefined;
  readonly borrowerId?: string | undefined;
  readonly from?: Temporal.Instant | undefined;
  readonly to?: Temporal.Instant | undefined;
  /** what lies between these is due soon */
  readonly now: Temporal.Instant;
  readonly soon: Temporal.Instant;
}

/** The loan register, newest first. @see AR-32 */
export const pageLoans = async (
  tx: ScopedTransaction,
  filter: LoanFilter,
  paging: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<LoanRow>> => {
  const { personId } = scopeOf(tx);
  if (filter.companyId === null && personId === null) return NOTHING;
  const after = paging.cursor === undefined ? null : readCursor(paging.cursor);
  let query = tx.selectFrom('loan').selectAll();
  if (filter.companyId !== null) query = query.where('company_id', '=', filter.companyId);
  else query = query.where('borrower_id', '=', personId);
  if (filter.storeIds !== undefined) {
    const ids = [...filter.storeIds];
    query = query.where((eb) => eb.or([eb('store_id', '=', eb.fn.any(eb.val(ids))), eb('borrower_id', '=', personId)]));
  }
  if (filter.box !== 'all') query = query.where('state', '=', 'out');
  if (filter.box === 'overdue') query = query.where('overdue_from', '<=', filter.now);
  if (filter.box === 'due_soon')
    query = query.where('overdue_from', '>', filter.now).where('overdue_from', '<=', filter.soon);
  if (filter.item !== undefined) query = query.where('item_number', '=', filter.item);
  if (filter.borrowerId !== undefined) query = query.where('borrower_id', '=', filter.borrowerId);
  if (filter.from !== undefined) query = query.where('lent_at', '>=', filter.from);
  if (filter.to !== undefined) query = query.where('lent_at', '<', filter.to);
  if (after !== null) query = query.where((eb) => eb(eb.refTuple('lent_at', 'id'), '<', eb.tuple(after.at, after.id)));
  const rows = await query
    .orderBy('lent_at', 'desc')
    .orderBy('id', 'desc')
    .limit(paging.limit + 1)
    .execute();
  return toPage(rows, paging.limit, (row) => writeCursor({ at: row.lent_at, id: row.id }));
};

/** What is out from some stores, the earliest due first. */
export const loansOutOf = (
  tx: ScopedTransaction,
  storeIds: readonly string[] | null,
  limit: number,
): Promise<LoanRow[]> => {
  let query = tx.selectFrom('loan').selectAll().where('company_id', '=', companyOf(tx)).where('state', '=', 'out');
  if (storeIds !== null) {
    const ids = [...storeIds];
    query = query.where('store_id', '=', (eb) => eb.fn.any(eb.val(ids)));
  }
  return query.orderBy('overdue_from').orderBy('id').limit(limit).execute();
};

/** The loans whose clock has gone on since it was last looked at, held for this transaction alone, the longest due first. */
export const lockLoansToTend = (
  tx: ScopedTransaction,
  edges: {
    readonly soon: Temporal.Instant;
    readonly today: Temporal.Instant;
    readonly now: Temporal.Instant;
    readonly draft: Temporal.Instant;
  },
  limit: number,
): Promise<LoanRow[]> =>
  tx
    .selectFrom('loan')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('state', '=', 'out')
    .where((eb) =>
      eb.or([
        eb.and([eb('overdue_from', '<=', edges.soon), eb('stage', '=', 'fresh')]),
        eb.and([eb('overdue_from', '<=', edges.today), eb('stage', '=', 'due_soon')]),
        eb.and([eb('overdue_from', '<=', edges.now), eb('stage', '=', 'due')]),
        eb.and([eb('overdue_from', '<=', edges.draft), eb('stage', '=', 'overdue')]),
      ]),
    )
    .orderBy('overdue_from')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();

/** What has been lent of the copies under these ids, newest first, for the copy's own page and for registers on paper. */
export const loansOfCopies = (tx: ScopedTransaction, copyIds: readonly string[]): Promise<LoanRow[]> =>
  tx
    .selectFrom('loan')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('copy_id', '=', (eb) => eb.fn.any(eb.val([...copyIds])))
    .orderBy('lent_at', 'desc')
    .execute();

/** Which of some loans their borrowers have confirmed to have. */
export const receivedLoans = async (tx: ScopedTransaction, ids: readonly string[]): Promise<ReadonlySet<string>> => {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .selectFrom('copy_movement')
    .select('loan_id')
    .where('loan_id', '=', (eb) => eb.fn.any(eb.val([...ids])))
    .where('act', '=', 'lend')
    .where('outcome', '=', 'confirmed')
    .execute();
  return new Set(rows.flatMap(({ loan_id }) => (loan_id === null ? [] : [loan_id])));
};

/** The movement by which a loan was handed out. */
export const movementOfLoan = (tx: ScopedTransaction, loanId: string): Promise<MovementRow | undefined> =>
  tx
    .selectFrom('copy_movement')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('loan_id', '=', loanId)
    .where('act', '=', 'lend')
    .executeTakeFirst();
