import type { Temporal } from '@miji/core';
import type { Insertable, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { KeyRotationTable } from '../schema/vault.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

export type KeyRotationRow = Selectable<KeyRotationTable>;

/** Begins a change of keys. A unique violation tells that one is under way. */
export const insertKeyRotation = async (
  tx: ScopedTransaction,
  rotation: Omit<Insertable<KeyRotationTable>, 'company_id'>,
): Promise<void> => {
  await tx
    .insertInto('key_rotation')
    .values({ company_id: companyOf(tx), ...rotation })
    .execute();
};

/** The last change of keys of the scoped company, of either kind. */
export const lastKeyRotation = (tx: ScopedTransaction): Promise<KeyRotationRow | undefined> =>
  tx
    .selectFrom('key_rotation')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .orderBy('started_at', 'desc')
    .orderBy('to_version', 'desc')
    .limit(1)
    .executeTakeFirst();

/** A change of keys that is under way, held until the transaction ends; nothing where somebody else is at it. */
export const lockKeyRotation = (
  tx: ScopedTransaction,
  scope: KeyRotationRow['scope'],
): Promise<KeyRotationRow | undefined> =>
  tx
    .selectFrom('key_rotation')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('scope', '=', scope)
    .where('state', '=', 'running')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();

/** Counts how far a change of keys has come; what was written meanwhile makes it longer than it was thought to be. */
export const countRotated = async (tx: ScopedTransaction, id: string, more: number): Promise<void> => {
  await tx
    .updateTable('key_rotation')
    .set((eb) => ({
      done: eb('done', '+', more),
      of: eb.fn<number>('greatest', ['of', eb('done', '+', more)]),
    }))
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .execute();
};

export const endKeyRotation = async (tx: ScopedTransaction, id: string, at: Temporal.Instant): Promise<void> => {
  await tx
    .updateTable('key_rotation')
    .set((eb) => ({ state: 'done', ended_at: at, of: eb.ref('done') }))
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .execute();
};

/** How many data keys stand under the keys of the scoped company, for a scope that sees every file. */
export const countKeys = async (tx: ScopedTransaction): Promise<number> => {
  const { rows } = await sql<{ count: string }>`
    select (select count(*) from miji.sealed_keys_before(${companyOf(tx)}, 2147483647, 2147483647))
         + (select count(*) from content_file where company_id = ${companyOf(tx)} and item_id is null and sealed_key is not null)
        as count`.execute(tx);
  return Number(rows[0]?.count ?? 0);
};
