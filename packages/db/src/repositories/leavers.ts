import type { Temporal } from '@miji/core';
import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { toMillisecond } from '../postgres-types.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import type { CopyRow } from './copies.ts';

/** Somebody whose end is written down while a call runs is gone by its end, whatever the clock said when it began. */
const A_CALL = { minutes: 1 } as const;

const keyOf = (personId: string) => sql`hashtextextended(${`miji.name ${personId}`}, 0)`;
const inOrder = (personIds: readonly string[]): readonly string[] => [...new Set(personIds)].sort();

/**
 * Something is about to come to the names of some people: until the transaction ends none of them leaves.
 *
 * @returns whether each of them holds a post in some company, and does so after this call too
 * @see AR-06
 */
export const stayInOffice = async (
  tx: ScopedTransaction,
  personIds: readonly string[],
  at: Temporal.Instant,
): Promise<boolean> => {
  for (const id of inOrder(personIds)) await sql`select pg_advisory_xact_lock_shared(${keyOf(id)})`.execute(tx);
  for (const id of inOrder(personIds)) {
    if ((await leftSince(tx, id, at.add(A_CALL))) !== null) return false;
  }
  return true;
};

/** Some people are about to leave: until the transaction ends nothing comes to their names. */
export const holdNames = async (tx: ScopedTransaction, personIds: readonly string[]): Promise<void> => {
  for (const id of inOrder(personIds)) await sql`select pg_advisory_xact_lock(${keyOf(id)})`.execute(tx);
};

/** Since when somebody holds no post in any company; null while he holds one. */
export const leftSince = async (
  tx: ScopedTransaction,
  personId: string,
  at: Temporal.Instant,
): Promise<Temporal.Instant | null> => {
  const { rows } = await sql<{ since: Temporal.Instant | null }>`
    select miji.left_since(${personId}::uuid, ${toMillisecond(at)}::timestamptz) as since`.execute(tx);
  return rows[0]?.since ?? null;
};

/**
 * Since when things of a company on somebody's name are to be fetched: he has left every company, or this one. As an expression, null
 * where neither is so.
 */
const goneSince = (holder: RawBuilder<unknown>, company: string, at: string) => sql<Temporal.Instant | null>`
  coalesce(miji.left_since(${holder}, ${at}::timestamptz), (
    select max(held.valid_to) filter (where held.valid_to <= ${at}::timestamptz) from miji.appointment held
     where held.company_id = ${company}::uuid and held.person_id = ${holder}
    having not coalesce(bool_or(held.valid_from <= ${at}::timestamptz
      and (held.valid_to is null or held.valid_to > ${at}::timestamptz)), false)))`;

/** Everything of a company that came to people before they went and is with them still, and since when they have gone. As a table. */
export const leftBehind = (company: string, at: Temporal.Instant, copyId: string | null = null) => sql<{
  id: string;
  since: Temporal.Instant;
}>`
  select copy.id, gone.since from miji.copy
    join (select holder_id, ${goneSince(sql`holder_id`, company, toMillisecond(at))} as since from (
        select distinct holder_id from miji.copy
         where company_id = ${company}::uuid and state in ('held', 'lent', 'carried_out')
           and (${copyId}::uuid is null or id = ${copyId}::uuid)) as holders) as gone
      on gone.holder_id = copy.holder_id
   where copy.company_id = ${company}::uuid and gone.since is not null and copy.bound_to is null
     and (copy.state in ('lent', 'carried_out') or copy.state = 'held' and copy.store_id is null)
     and (${copyId}::uuid is null or copy.id = ${copyId}::uuid)
     and not exists (select from miji.copy_movement came
       where came.company_id = copy.company_id and came.copy_id = copy.id and came.to_person_id = copy.holder_id
         and came.given_at > gone.since)`;

/** Whether whoever has a copy has gone and left it behind. @see AR-06 */
export const isLeftBehind = async (tx: ScopedTransaction, copyId: string, at: Temporal.Instant): Promise<boolean> =>
  (await leftBehind(companyOf(tx), at, copyId).execute(tx)).rows.length > 0;

/** What those who have gone have left on their names, of some stores or of all. @see AR-06 */
export const heldByLeavers = async (
  tx: ScopedTransaction,
  storeIds: readonly string[] | null,
  at: Temporal.Instant,
  limit: number,
): Promise<CopyRow[]> => {
  const { rows } = await sql<CopyRow>`
    select copy.* from miji.copy join (${leftBehind(companyOf(tx), at)}) as due on due.id = copy.id
     where copy.company_id = ${companyOf(tx)}::uuid and ${cameFrom(storeIds)}
     order by due.since, copy.item_number, copy.number limit ${limit}`.execute(tx);
  return rows;
};

/** Whether a copy belongs to one of some stores, or is lent from there; of all of them where none are named. */
export const cameFrom = (storeIds: readonly string[] | null) =>
  storeIds === null
    ? sql<boolean>`true`
    : sql<boolean>`(copy.store_id = any(${[...storeIds]}::uuid[]) or exists (select from miji.loan
        where loan.company_id = copy.company_id and loan.copy_id = copy.id and loan.state = 'out'
          and loan.store_id = any(${[...storeIds]}::uuid[])))`;
