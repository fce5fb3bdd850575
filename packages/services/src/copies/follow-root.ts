import { randomUUID } from 'node:crypto';
import type { TidingsKind } from '@miji/db';
import type { CopiesFollow, ItemRow, ScopedTransaction } from '@miji/db';
import { appendEvents, copiesFollow, copiesOfItem, insertTidings } from '@miji/db';
import type { Cause } from '../grants/void-grants.ts';
import { tell } from '../notices/tell.ts';
import { concerned } from './concerned.ts';

/** What has changed about an item. */
export interface RootChange {
  readonly item: Pick<ItemRow, 'id' | 'company_id' | 'number' | 'level'>;
  readonly kind: TidingsKind;
  /** what every copy takes over; null where level, mark and period stay as they are */
  readonly to: Omit<CopiesFollow, 'at'> | null;
}

/**
 * Has every copy of an item follow what has become of it, copies of copies too, in the transaction of the change and with the item held:
 * they take over level, mark and end, and everybody who has one of them, keeps the store that it lies in, or is about to take it over, is
 * written down as one to be told, told, and asked to confirm that he knows.
 *
 * @returns how many copies there are to follow
 * @see GS-24
 */
export const followRoot = async (cause: Cause, tx: ScopedTransaction, change: RootChange): Promise<number> => {
  const { platform, at, by, said } = cause;
  const { item, kind, to } = change;
  const before = (await copiesOfItem(tx, item.id)).filter(({ state }) => state !== 'destroyed');
  if (before.length === 0) return 0;
  const after = to === null ? before : await copiesFollow(tx, item.id, { ...to, at });
  const earlier = new Map(before.map(({ id, mark }) => [id, mark]));
  const people = await concerned(tx, after);
  const batch = randomUUID();
  await insertTidings(
    tx,
    [...people].flatMap(([personId, copies]) => {
      const [first] = copies;
      if (first === undefined) return [];
      const mark = earlier.get(first.id) ?? first.mark;
      return [
        {
          id: randomUUID(),
          item_id: item.id,
          item_number: item.number,
          kind,
          person_id: personId,
          copy_ids: copies.map(({ id }) => id),
          mark: first.mark,
          earlier_mark: mark === first.mark ? null : mark,
          told_at: at,
          key: batch,
        },
      ];
    }),
  );
  await tell(platform, tx, {
    kind: 'tidings',
    at,
    to: [...people.keys()],
    about: { item_number: item.number, level: item.level, subject: null, due_at: null },
    ...(by === null ? {} : { person: by }),
    key: `${batch} tidings`,
  });
  await appendEvents(tx, [
    said({
      companyId: item.company_id,
      action: 'copy.followed',
      subject: { kind: 'item', id: item.number },
      item: item.number,
      because: { code: 'ALLOWED_OFFICE', rule: 'copy.original', article: 'GS-24' },
      details: { kind, copies: after.length, told: people.size },
    }),
  ]);
  return after.length;
};
