import type { LoanRow, ScopedTransaction } from '@miji/db';
import { appendEvents, endLoan, openLoanOf } from '@miji/db';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';

/** How the copy of a loan came off the loan register. */
export interface LoanClosing {
  readonly copyId: string;
  /** `not_taken` where the borrower had never counted it */
  readonly outcome: 'returned' | 'not_taken' | 'lost';
  /** the keeper who took it back; null where nobody did */
  readonly by: string | null;
  /** what was counted and found when it came back */
  readonly pages: number | null;
  readonly condition: string | null;
}

/**
 * Cancels the entry of the loan under which a copy is out, within the transaction that moves the copy: whoever calls this holds the copy,
 * and sets its state, holder, store and `due_at` himself.
 *
 * @returns the loan that has ended by this; null where the copy was not out on loan
 * @see CF-27
 * @see AR-35
 */
export const closeLoan = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  closing: LoanClosing,
): Promise<LoanRow | null> => {
  const open = await openLoanOf(tx, closing.copyId);
  if (open === undefined) return null;
  const { outcome, by, pages, condition } = closing;
  const ended = await endLoan(tx, open.id, { state: outcome, at: ctx.at, by, pages, condition });
  if (ended === undefined) return null;
  if (outcome !== 'lost')
    await appendEvents(tx, [
      done(ctx, {
        companyId: ended.company_id,
        action: outcome === 'returned' ? 'loan.returned' : 'loan.not_taken',
        subject: { kind: 'loan', id: ended.number },
        item: ended.item_number,
        details: pages === null ? {} : { pages },
      }),
    ]);
  return ended;
};
