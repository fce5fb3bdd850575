import type { Temporal } from '@miji/core';
import type { Insertable, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { RobotTable } from '../schema/notices.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

export type RobotRow = Selectable<RobotTable>;

const present = (tx: ScopedTransaction) =>
  tx.selectFrom('robot').where('company_id', '=', companyOf(tx)).where('removed_at', 'is', null);

/** The robots of the scoped company that speak of such a thing, by their ids. */
export const robotsFor = async (tx: ScopedTransaction, kind: string): Promise<readonly string[]> => {
  const rows = await present(tx).select('id').where(sql<boolean>`${kind} = any (kinds)`).execute();
  return rows.map(({ id }) => id);
};

/** The robots of the scoped company, by name. */
export const listRobotRows = (tx: ScopedTransaction): Promise<RobotRow[]> =>
  present(tx).selectAll().orderBy('name').orderBy('id').execute();

/** A robot of the scoped company that has not been removed. */
export const findRobot = (tx: ScopedTransaction, id: string): Promise<RobotRow | undefined> =>
  present(tx).selectAll().where('id', '=', id).executeTakeFirst();

/** Robots of the scoped company by their ids, removed ones too: what went out by them is still told apart. */
export const robotNames = async (
  tx: ScopedTransaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx
    .selectFrom('robot')
    .select(['id', 'name'])
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', (eb) => eb.fn.any(eb.val([...new Set(ids)])))
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
};

export const insertRobot = async (
  tx: ScopedTransaction,
  robot: Omit<Insertable<RobotTable>, 'company_id'>,
): Promise<void> => {
  await tx
    .insertInto('robot')
    .values({ company_id: companyOf(tx), ...robot })
    .execute();
};

/** Changes a robot of the scoped company; what is not named stays. */
export const updateRobot = async (
  tx: ScopedTransaction,
  id: string,
  changes: Partial<
    Pick<RobotRow, 'name' | 'kind' | 'host' | 'sealed_url' | 'sealed_secret' | 'kinds' | 'set_by' | 'set_at'>
  >,
): Promise<void> => {
  await tx.updateTable('robot').set(changes).where('company_id', '=', companyOf(tx)).where('id', '=', id).execute();
};

/** Removes a robot of the scoped company, and with it its address and secret; false where there is none. */
export const removeRobotRow = async (tx: ScopedTransaction, id: string, at: Temporal.Instant): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('robot')
    .set({ removed_at: at, sealed_url: null, sealed_secret: null })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

/** Notes when a robot of the scoped company took something last. */
export const noteRobotDelivery = async (tx: ScopedTransaction, id: string, at: Temporal.Instant): Promise<void> => {
  await tx
    .updateTable('robot')
    .set({ last_delivered_at: at })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .execute();
};
