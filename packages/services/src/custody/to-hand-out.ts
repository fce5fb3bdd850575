import { levelOfRank, storeTakes } from '@miji/core';
import type { SecretLevel } from '@miji/core';
import type { CopyRow, GrantRow, ScopedTransaction, StoreRow } from '@miji/db';
import { copiesReadyToLend, loansToHandOut } from '@miji/db';
import type { CallContext } from '../platform/context.ts';
import type { CustodyOffice } from './custody-office.ts';

/** A loan that is granted, and what of it lies ready. */
export interface ReadyLoan {
  readonly grant: GrantRow;
  readonly ready: readonly CopyRow[];
}

/** The loans that wait to be handed out at a desk, as many as are shown there: those of other desks take no place away. */
export const readyLoans = async (
  { at }: CallContext,
  tx: ScopedTransaction,
  office: CustodyOffice,
  atMost: number,
): Promise<readonly ReadyLoan[]> => {
  const found: ReadyLoan[] = [];
  let last: GrantRow | undefined;
  for (;;) {
    const grants = await loansToHandOut(tx, at, { after: last, limit: atMost });
    const lying = await copiesReadyToLend(
      tx,
      grants.map(({ item_id }) => item_id),
    );
    for (const grant of grants) {
      const ready = handsOut(office, grant, lying);
      if (ready !== null) found.push({ grant, ready });
    }
    last = grants.at(-1);
    if (grants.length < atMost || found.length >= atMost) return found.slice(0, atMost);
  }
};

/**
 * What of an item lies ready at a desk; null where it is none of the desk’s business: nothing of it lies there, and it lies elsewhere or
 * could not lie there.
 */
const handsOut = (
  { keeps, person }: CustodyOffice,
  grant: GrantRow,
  lying: readonly CopyRow[],
): readonly CopyRow[] | null => {
  const ofItem = lying.filter((copy) => copy.item_id === grant.item_id && copy.item_version === grant.item_version);
  if (keeps.length === 0) return ofItem;
  // Nobody hands out to himself.
  if (grant.person_id === person.personId) return null;
  const here = ofItem.filter(({ store_id }) => keeps.some(({ id }) => id === store_id));
  if (here.length > 0) return here;
  const level = levelOfRank(grant.level);
  return ofItem.length === 0 && keeps.some((store) => takes(store, level)) ? [] : null;
};

const takes = (store: StoreRow, level: SecretLevel): boolean =>
  storeTakes({ separate: store.separate, highestLevel: levelOfRank(store.highest_level) }, level) === null;
