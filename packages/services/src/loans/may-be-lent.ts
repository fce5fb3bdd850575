import { checkGrantUse, decide, effectiveLevel, inOffice } from '@miji/core';
import { CustodyRefused } from '../custody/custody-office.ts';
import { requireFit } from '../custody/store-takes.ts';
import { toGrant } from '../grants/to-grant.ts';
import { lawFor } from '../platform/acting.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import type { HandingOut, LoanParticulars } from './handing-out.ts';

/**
 * That the law gives it to the borrower now, out of this keeper’s hands and this store.
 *
 * @param supervisor who stays with a visitor: neither the borrower nor the keeper who lends it
 * @throws CustodyRefused
 * @see AR-30
 * @see AR-36
 * @see CF-29
 */
export const requireLendable = (
  ctx: CallContext,
  { company, keeper, store, borrower, held }: HandingOut,
  { visitor }: LoanParticulars,
  supervisor: ActingPerson | undefined,
): void => {
  const { at } = ctx;
  const { facts, row } = held.item;
  // Two count face to face, and one of them is not the other.
  if (borrower.personId === keeper.personId)
    throw new CustodyRefused({ code: 'SEPARATION_OF_DUTIES', article: 'AR-36' });
  const law = lawFor(ctx, company);
  const grant = toGrant(held.grant);
  const forVisitor = visitor !== null;
  const decision = decide({ law, operation: 'loan', item: facts, actor: borrower, at, grant, forVisitor });
  if (decision.outcome !== 'allowed') throw new CustodyRefused(decision);
  const use = { personId: borrower.personId, operation: 'loan', itemId: row.id, itemVersion: row.version } as const;
  const over = checkGrantUse(grant, { ...use, effectiveLevel: effectiveLevel(facts, at) }, at);
  if (over !== null) throw new CustodyRefused({ code: over, article: 'GS-23' });
  requireFit(ctx, store, facts);
  if (!forVisitor) return;
  const mayWatch =
    supervisor !== undefined &&
    // Whoever answers for the loan, on either side, is not the one who watches over it.
    ![borrower.personId, keeper.personId].includes(supervisor.personId) &&
    inOffice(supervisor, at).length > 0 &&
    decide({ law, operation: 'view', item: facts, actor: supervisor, at }).outcome === 'allowed';
  if (!mayWatch) {
    const fields = [{ field: 'supervisorId', code: 'UNSUPERVISED', article: 'AR-30' } as const];
    throw new CustodyRefused({ code: 'UNSUPERVISED', article: 'AR-30', fields });
  }
};
