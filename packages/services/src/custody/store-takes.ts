import type { ItemFacts } from '@miji/core';
import { effectiveLevel, levelOfRank, storeTakes } from '@miji/core';
import type { StoreRow } from '@miji/db';
import type { CallContext } from '../platform/context.ts';
import { CustodyRefused } from './custody-office.ts';

/**
 * That an item may lie in a store at the level that it has now: nothing is entered there, lent from there or made to be lent otherwise.
 *
 * @throws CustodyRefused `STORE_LEVEL`
 * @see CF-29
 */
export const requireFit = ({ at }: CallContext, store: StoreRow, item: ItemFacts): void => {
  const level = effectiveLevel(item, at);
  if (level === 'declassified') return;
  const code = storeTakes({ separate: store.separate, highestLevel: levelOfRank(store.highest_level) }, level);
  if (code !== null) throw new CustodyRefused({ code, article: 'CF-29' });
};
