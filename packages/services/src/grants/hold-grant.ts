import { Refusal } from '@miji/contract';
import type { GrantRow, ScopedTransaction } from '@miji/db';
import { findGrant, lockGrant } from '@miji/db';
import { lockItemFacts } from '../items/known-item.ts';

/** A grant that somebody is about to use, and its item. */
export interface HeldGrant {
  readonly grant: GrantRow;
  readonly item: NonNullable<Awaited<ReturnType<typeof lockItemFacts>>>;
}

/**
 * A grant of a person with its item, both held until the transaction ends; undefined where he has no such grant. The item is held
 * first: whatever voids grants does so with the item in its hands, and of the two neither may wait for the other.
 */
export const holdGrant = async (
  tx: ScopedTransaction,
  number: string,
  personId: string,
): Promise<HeldGrant | undefined> => {
  const found = await findGrant(tx, number);
  return found?.person_id === personId ? holdWithItem(tx, found) : undefined;
};

/** A grant that was found, and its item, both held; the item first. */
export const holdWithItem = async (
  tx: ScopedTransaction,
  found: Pick<GrantRow, 'number' | 'item_number'>,
): Promise<HeldGrant> => {
  const item = await lockItemFacts(tx, found.item_number);
  const grant = await lockGrant(tx, found.number);
  if (item === undefined || grant === undefined) throw new Refusal('NOT_FOUND');
  return { grant, item };
};
