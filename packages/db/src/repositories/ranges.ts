import type { Namer, RangeMember, Temporal } from '@miji/core';
import type { Selectable } from 'kysely';
import type { ItemRangeTable } from '../schema/items.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf, scopeOf } from '../scoped-database.ts';

export type RangeRow = Selectable<ItemRangeTable>;

/** A name to be entered into a range. */
export interface NewRangeEntry {
  readonly id: string;
  readonly itemId: string;
  readonly member: RangeMember;
  readonly namedBy: string | null;
  readonly reason: string;
  readonly from: Temporal.Instant;
  /** the first instant at which it no longer counts; without end where absent */
  readonly to?: Temporal.Instant | null | undefined;
  /** in what capacity it was named; absent for what was written down with the item */
  readonly namedAs?: Namer | undefined;
}

/** The columns that say whom an entry names. */
export const columnsOf = (member: RangeMember) => ({
  member_kind: member.kind,
  member_person_id: member.kind === 'person' ? member.personId : null,
  member_company_id: member.kind === 'post' ? member.companyId : null,
  member_post: member.kind === 'post' ? member.post : null,
  member_department_id: member.kind === 'department' ? member.departmentId : null,
  member_group_id: member.kind === 'group' ? member.groupId : null,
});

export const insertRangeEntries = async (tx: ScopedTransaction, entries: readonly NewRangeEntry[]): Promise<void> => {
  if (entries.length === 0) return;
  const company_id = companyOf(tx);
  await tx
    .insertInto('item_range')
    .values(
      entries.map((entry) => ({
        company_id,
        id: entry.id,
        item_id: entry.itemId,
        ...columnsOf(entry.member),
        named_by: entry.namedBy,
        reason: entry.reason,
        named_as: entry.namedAs ?? null,
        named_at: scopeOf(tx).at,
        valid_from: entry.from,
        valid_to: entry.to ?? null,
      })),
    )
    .execute();
};

/** Everybody who was ever named for an item, in that order. */
export const rangeOf = (tx: ScopedTransaction, itemId: string): Promise<RangeRow[]> =>
  tx
    .selectFrom('item_range')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('item_id', '=', itemId)
    .orderBy('valid_from')
    .orderBy('id')
    .execute();

/** The same by the number of the item, so that both can be asked for at once. */
export const rangeOfNumber = (tx: ScopedTransaction, number: string): Promise<RangeRow[]> =>
  tx
    .selectFrom('item_range')
    .innerJoin('item', (join) =>
      join.onRef('item.company_id', '=', 'item_range.company_id').onRef('item.id', '=', 'item_range.item_id'),
    )
    .selectAll('item_range')
    .where('item_range.company_id', '=', companyOf(tx))
    .where('item.number', '=', number)
    .orderBy('item_range.valid_from')
    .orderBy('item_range.id')
    .execute();

/** The ranges of several items in one query, by the number of the item, so that both can be asked for at once. */
export const rangesOfNumbers = async (
  tx: ScopedTransaction,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, readonly RangeRow[]>> => {
  const rows = await tx
    .selectFrom('item_range')
    .innerJoin('item', (join) =>
      join.onRef('item.company_id', '=', 'item_range.company_id').onRef('item.id', '=', 'item_range.item_id'),
    )
    .selectAll('item_range')
    .where('item_range.company_id', '=', companyOf(tx))
    .where('item.number', '=', (eb) => eb.fn.any(eb.val([...numbers])))
    .orderBy('item_range.valid_from')
    .orderBy('item_range.id')
    .execute();
  return Map.groupBy(rows, (row) => row.item_id);
};

/** The ranges of several items in one query, by the id of the item. */
export const rangesOf = async (
  tx: ScopedTransaction,
  itemIds: readonly string[],
): Promise<ReadonlyMap<string, readonly RangeRow[]>> => {
  const rows = await tx
    .selectFrom('item_range')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('item_id', '=', (eb) => eb.fn.any(eb.val([...itemIds])))
    .orderBy('valid_from')
    .orderBy('id')
    .execute();
  return Map.groupBy(rows, (row) => row.item_id);
};

/** Ends an entry of a range, with who did it and why: at once, or before it has begun. What was over already stays as it was. */
export const revokeRangeEntry = async (
  tx: ScopedTransaction,
  entryId: string,
  revocation: { readonly by: string; readonly at: Temporal.Instant; readonly reason: string },
): Promise<RangeRow | undefined> =>
  tx
    .updateTable('item_range')
    .set((eb) => ({
      valid_to: eb.fn<Temporal.Instant>('greatest', ['valid_from', eb.val(revocation.at)]),
      revoked_by: revocation.by,
      revoked_at: revocation.at,
      revoked_reason: revocation.reason,
    }))
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', entryId)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', revocation.at)]))
    .returningAll()
    .executeTakeFirst();

/** The member that a row names. */
export const memberOf = (row: RangeRow): RangeMember => {
  if (row.member_kind === 'person' && row.member_person_id !== null) {
    return { kind: 'person', personId: row.member_person_id };
  }
  if (row.member_kind === 'department' && row.member_department_id !== null) {
    return { kind: 'department', departmentId: row.member_department_id };
  }
  if (row.member_kind === 'group' && row.member_group_id !== null) {
    return { kind: 'group', groupId: row.member_group_id };
  }
  if (row.member_company_id !== null && row.member_post !== null) {
    return { kind: 'post', companyId: row.member_company_id, post: row.member_post };
  }
  throw new Error(`range entry ${row.id} names nobody`);
};
