import { decide, inOffice, isEmployedBy } from '@miji/core';
import type { ScopedTransaction } from '@miji/db';
import { findItem, rangeOfNumber } from '@miji/db';
import type { HeldCopy } from '../copies/copy-desk.ts';
import { toFacts } from '../items/item-facts.ts';
import { lawFor } from '../platform/acting.ts';
import type { Reason } from '../platform/audit.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import { invalid } from '../requests/check-terms.ts';

/** Who hands something to whom; `giver` null where a keeper gives it out of his store, by his office and not by what he may know. */
export interface Sides {
  readonly giver: ActingPerson | null;
  readonly taker: ActingPerson;
}

/** Whether two work in one house. */
export const areColleagues = (one: ActingPerson, other: ActingPerson, { at }: Pick<CallContext, 'at'>): boolean =>
  inOffice(other, at).some(({ companyId }) => isEmployedBy(one, companyId, at));

/**
 * Why a copy may not go from one to the other as the law is now; null where both may know its item, and nothing holds that.
 *
 * @see GS-18
 * @see GS-23
 */
export const mayNotReach = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  { copy, company }: Pick<HeldCopy, 'copy' | 'company'>,
  { giver, taker }: Sides,
): Promise<Reason | null> => {
  const [row, range] = await Promise.all([findItem(tx, copy.item_number), rangeOfNumber(tx, copy.item_number)]);
  if (row === undefined) return invalid('copy', 'GS-24');
  const asked = { law: lawFor(ctx, company), operation: 'view', item: toFacts(row, range), at: ctx.at } as const;
  const giving = giver === null ? null : decide({ ...asked, actor: giver });
  if (giving !== null && giving.outcome !== 'allowed') return giving;
  const { outcome, rule, article } = decide({ ...asked, actor: taker });
  if (outcome !== 'allowed') {
    const fields = [{ field: 'to', code: 'NOT_IN_RANGE', article } as const];
    return { code: 'NOT_IN_RANGE', rule, article, fields };
  }
  return row.on_hold ? { code: 'ON_HOLD', rule: 'hold.placed', article: 'GS-23' } : null;
};
