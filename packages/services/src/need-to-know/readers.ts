import type { Law, Temporal } from '@miji/core';
import { declassifiesAt, storedReaders, timedNames } from '@miji/core';
import type { ItemRow, RangeRow, ScopedTransaction } from '@miji/db';
import { replaceReaders } from '@miji/db';
import { toFacts } from '../items/item-facts.ts';

/**
 * Writes down who may know an item from now on, for the lists and for the content, as the law has it. Whatever changes a range, a
 * level, a period or an exclusion calls this in the same transaction, with the row and the range as they are after the change.
 *
 * @param row the item with its new level, period, regimes and `excluded_ids`
 * @param entries its whole range
 * @see GS-17
 * @see GS-18
 * @see GS-19
 */
export const storeReaders = async (
  tx: ScopedTransaction,
  law: Law,
  row: ItemRow,
  entries: readonly RangeRow[],
  at: Temporal.Instant,
): Promise<void> => {
  const facts = toFacts(row, entries);
  const knowing = law.knowing(facts.level, facts.regimes);
  await replaceReaders(tx, row.id, {
    content: storedReaders(facts, knowing, at),
    names: timedNames(facts.range, knowing, at),
    endsAt: declassifiesAt(facts),
    excludedIds: row.excluded_ids,
    version: law.version,
  });
};
