import type { ScopedTransaction } from '@miji/db';
import { findMovementByKey, lockCopy, openMovementOf } from '@miji/db';
import { idsOf, pagesOf } from '../copies/bundle.ts';
import { parts } from '../copies/known-copy.ts';
import { unprintableFor } from '../copies/print-face.ts';
import { CustodyRefused } from '../custody/custody-office.ts';
import type { HandingOut, LoanBundle } from './handing-out.ts';

/**
 * A copy that lies in the keeper’s store, held for this transaction: of what was granted, as a whole, with the pages that were counted.
 *
 * @throws CustodyRefused
 * @see AR-35
 * @see AR-36
 */
export const lyingCopy = async (
  tx: ScopedTransaction,
  { held, company, store, borrower, input }: HandingOut,
  id: string,
): Promise<LoanBundle> => {
  const { item, number } = parts(id);
  const bundle = await lockCopy(tx, item, number);
  if (bundle === undefined) throw new CustodyRefused({ code: 'NOT_FOUND' });
  const { copy } = bundle;
  if (copy.item_id !== held.grant.item_id || copy.item_version !== held.grant.item_version) {
    throw new CustodyRefused({ code: 'GRANT_SCOPE', article: 'GS-23' });
  }
  // A print is for whoever signed for it, and nobody else (PM-11).
  if (copy.state === 'lent' || copy.kind === 'print') {
    throw new CustodyRefused({ code: 'NO_RELENDING', article: copy.kind === 'print' ? 'PM-11' : 'AR-35' });
  }
  if (copy.state !== 'held') throw new CustodyRefused({ code: 'COPY_STATE', article: 'GS-24' });
  if (copy.store_id !== store.id) throw new CustodyRefused({ code: 'COPY_NOT_WITH_YOU', article: 'CF-29' });
  if (copy.bound_to !== null) throw new CustodyRefused({ code: 'COPY_BOUND', article: 'GS-24' });
  if ((await findMovementByKey(tx, copy.id, input.idempotencyKey)) !== undefined)
    throw new CustodyRefused({ code: 'VERSION_CONFLICT' });
  if ((await openMovementOf(tx, copy.id)) !== undefined) {
    throw new CustodyRefused({ code: 'MOVEMENT_OPEN', article: 'AR-36' });
  }
  const counted = pagesOf(bundle);
  if (input.pages === undefined) {
    const fields = [{ field: 'pages', code: 'VALIDATION', article: 'AR-36' } as const];
    throw new CustodyRefused({ code: 'VALIDATION', article: 'AR-36', fields });
  }
  if (counted !== null && counted !== input.pages)
    throw new CustodyRefused({ code: 'COUNT_DIFFERS', article: 'AR-36' });
  const unprintable = await unprintableFor([copy, ...bundle.bound], company, borrower.name);
  if (unprintable !== null) throw new CustodyRefused(unprintable);
  return { copy, ids: idsOf(bundle), pages: input.pages };
};
