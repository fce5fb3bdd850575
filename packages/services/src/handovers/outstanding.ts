import type { ScopedTransaction } from '@miji/db';
import { copiesOnNameOf, keepingsOf } from '@miji/db';

/**
 * Whether anything stands on a person's name in the company of the transaction: whoever leaves it or is moved hands that over first.
 *
 * @see AR-06
 */
export const hasHoldings = async (tx: ScopedTransaction, personId: string): Promise<boolean> =>
  (await copiesOnNameOf(tx, personId)).length > 0 || (await keepingsOf(tx, personId)).length > 0;
