import type { ScopedTransaction } from '@miji/db';
import { copiesKeptBy, copiesOnNameOf, keepingsOf, lockCopies, lockStore } from '@miji/db';

/**
 * Holds everything on a person's name in the company of the transaction until that ends, in the order in which everybody does: the
 * stores, the items, the copies.
 */
export const holdStanding = async (tx: ScopedTransaction, personId: string): Promise<void> => {
  const stores = (await keepingsOf(tx, personId)).map(({ store_id }) => store_id).toSorted();
  for (const id of stores) await lockStore(tx, id);
  const copies = [...(await copiesOnNameOf(tx, personId))];
  for (const id of stores) copies.push(...(await copiesKeptBy(tx, id, personId)));
  await lockCopies(tx, copies);
};
