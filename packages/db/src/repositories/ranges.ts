import type { Principal, RangeMember, Temporal } from '@miji/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { ItemRangeTable } from '../schema/items.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import { END_OF_TIME } from './end-of-time.ts';

export type RangeRow = Selectable<ItemRangeTable>;

/** A name to be entered into a range. */
export interface NewRangeEntry {
  readonly id: string;
  readonly itemId: string;
  readonly member: RangeMember;
  readonly namedBy: string | null;
  readonly reason: string;
  readonly from: Temporal.Instant;
}

const columnsOf = (member: RangeMember) => ({
  member_kind: member.kind,
  member_person_id: member.kind === 'person' ? member.personId : null,
  member_company_id: member.kind === 'post' ? member.companyId : null,
  member_post: member.kind === 'post' ? member.post : null,
  member_department_id: member.kind === 'department' ? member.departmentId : null,
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
        valid_from: entry.from,
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

/** The member that a row names. */
export const memberOf = (row: RangeRow): RangeMember => {
  if (row.member_kind === 'person' && row.member_person_id !== null) {
    return { kind: 'person', personId: row.member_person_id };
  }
  if (row.member_kind === 'department' && row.member_department_id !== null) {
    return { kind: 'department', departmentId: row.member_department_id };
  }
  if (row.member_company_id !== null && row.member_post !== null) {
    return { kind: 'post', companyId: row.member_company_id, post: row.member_post };
  }
  throw new Error(`range entry ${row.id} names nobody`);
};

/** Who may read an item now, and once it is declassified. */
export interface Readers {
  readonly now: readonly Principal[];
  readonly onceDeclassified: readonly Principal[];
  readonly secretUntil: Temporal.Instant | null;
}

/**
 * Writes down who may read an item, for the list and for the content, so that the database enforces the same as core. Always
 * together with the change that it follows from.
 */
export const replaceReaders = async (tx: ScopedTransaction, itemId: string, readers: Readers): Promise<void> => {
  const company_id = companyOf(tx);
  await Promise.all([
    tx
      .deleteFrom('item_reader')
      .where('company_id', '=', company_id)
      .where('item_id', '=', itemId)
      .where('principal', '!=', (eb) => eb.fn('all', [eb.val([...readers.now])]))
      .execute(),
    sql`insert into item_reader (company_id, principal, item_id, registered_at, ends_at)
      select item.company_id, principal, item.id, item.registered_at, ${readers.secretUntil ?? END_OF_TIME}
        from item, (select distinct unnest(${[...readers.now]}::text[]) as principal) as reader
       where item.company_id = ${company_id} and item.id = ${itemId}
      on conflict (company_id, principal, item_id) do update set ends_at = excluded.ends_at`.execute(tx),
    sql`select replace_readers(${company_id}, ${itemId}, ${[...readers.now]}, ${[...readers.onceDeclassified]}, ${readers.secretUntil})`.execute(
      tx,
    ),
  ]);
};
