import type { StoredReaders, Temporal, TimedName } from '@miji/core';
import { personPrincipal } from '@miji/core';
import { sql } from 'kysely';
import { toMillisecond } from '../postgres-types.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import { END_OF_TIME } from './end-of-time.ts';
import type { ItemRow } from './items.ts';

/** Who may know an item and when, as the database keeps it. */
export interface ItemReaders {
  /** for the content: who reads it now and after the next changes */
  readonly content: StoredReaders;
  /** for the lists: every name with its time */
  readonly names: readonly TimedName[];
  /** the end of its secrecy; null where nobody knows */
  readonly endsAt: Temporal.Instant | null;
  /** who is shut out, whatever names him */
  readonly excludedIds: readonly string[];
  /** the version of the rules that all this was worked out under */
  readonly version: number;
}

const contentNames = ({ content, excludedIds }: ItemReaders) => ({
  readers: content.now,
  next_from: content.next === null ? null : toMillisecond(content.next.from),
  readers_next: content.next?.readers ?? [],
  later_from: content.later === null ? null : toMillisecond(content.later.from),
  readers_later: content.later?.readers ?? [],
  readers_once_declassified: content.onceDeclassified,
  secret_until: content.secretUntil === null ? null : toMillisecond(content.secretUntil),
  excluded: excludedIds.map(personPrincipal),
});

/**
 * Writes down who may read an item and when, for the list and for the content, so that the database enforces the same as core.
 * Always together with the change that it follows from.
 */
export const replaceReaders = async (tx: ScopedTransaction, itemId: string, readers: ItemReaders): Promise<void> => {
  const company_id = companyOf(tx);
  const names = JSON.stringify(
    readers.names.map(({ principal, validity }) => ({
      principal,
      valid_from: toMillisecond(validity.from),
      valid_to: toMillisecond(validity.to ?? END_OF_TIME),
    })),
  );
  const wanted = sql`jsonb_to_recordset(${names}::jsonb) as named (principal text, valid_from timestamptz, valid_to timestamptz)`;
  await Promise.all([
    sql`delete from item_reader where company_id = ${company_id} and item_id = ${itemId}
      and not exists (select from ${wanted} where named.principal = item_reader.principal and named.valid_from = item_reader.valid_from)`.execute(
      tx,
    ),
    sql`insert into item_reader (company_id, principal, item_id, registered_at, ends_at, valid_from, valid_to)
      select item.company_id, principal, item.id, item.registered_at, ${readers.endsAt ?? END_OF_TIME}, valid_from, valid_to
        from item, ${wanted}
       where item.company_id = ${company_id} and item.id = ${itemId}
      on conflict (company_id, principal, item_id, valid_from) do update set ends_at = excluded.ends_at, valid_to = excluded.valid_to`.execute(
      tx,
    ),
    sql`select replace_readers(${company_id}, ${itemId}, ${JSON.stringify(contentNames(readers))}::jsonb)`.execute(tx),
    tx
      .updateTable('item')
      .set({
        excluded_ids: [...readers.excludedIds],
        readers_version: readers.version,
        readers_due: readers.content.dueAt,
      })
      .where('company_id', '=', company_id)
      .where('id', '=', itemId)
      .execute(),
  ]);
};

/** Items whose readers have changed by themselves and have to be written down anew; each held, none waited for. */
export const lockReadersDue = (tx: ScopedTransaction, at: Temporal.Instant, limit: number): Promise<ItemRow[]> =>
  tx
    .selectFrom('item')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('readers_due', '<=', at)
    .orderBy('readers_due')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();

/** Items whose readers were worked out under another version of the rules, in the order of their ids; each held, none waited for. */
export const lockReadersBefore = (
  tx: ScopedTransaction,
  version: number,
  after: string | null,
  limit: number,
): Promise<ItemRow[]> =>
  tx
    .selectFrom('item')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('readers_version', '<', version)
    .$if(after !== null, (query) => query.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();

/** Whether an item of the scoped company still has readers of an earlier version of the rules. */
export const hasReadersBefore = async (tx: ScopedTransaction, version: number): Promise<boolean> =>
  (await tx
    .selectFrom('item')
    .select('id')
    .where('company_id', '=', companyOf(tx))
    .where('readers_version', '<', version)
    .limit(1)
    .executeTakeFirst()) !== undefined;
