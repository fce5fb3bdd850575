import type { Insertable, Selectable } from 'kysely';
import type { CopyMovementTable } from '../schema/custody.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

export type MovementRow = Selectable<CopyMovementTable>;
export type NewMovement = Omit<Insertable<CopyMovementTable>, 'company_id'>;

export const insertMovement = (tx: ScopedTransaction, movement: NewMovement): Promise<MovementRow> =>
  tx
    .insertInto('copy_movement')
    .values({ company_id: companyOf(tx), ...movement })
    .returningAll()
    .executeTakeFirstOrThrow();

/** A movement by its id: of the scoped company, or the scoped person’s own. */
export const findMovement = (tx: ScopedTransaction, id: string): Promise<MovementRow | undefined> =>
  tx.selectFrom('copy_movement').selectAll().where('id', '=', id).executeTakeFirst();

/** The same within a company, held until the transaction ends. Whoever asks holds its copy already. */
export const lockMovement = (tx: ScopedTransaction, id: string): Promise<MovementRow | undefined> =>
  tx
    .selectFrom('copy_movement')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

/** The movement of a copy that an earlier call with this key made. */
export const findMovementByKey = (
  tx: ScopedTransaction,
  copyId: string,
  key: string,
): Promise<MovementRow | undefined> =>
  tx
    .selectFrom('copy_movement')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('copy_id', '=', copyId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();

/** The movement of a copy that the other side has not confirmed yet. */
export const openMovementOf = (tx: ScopedTransaction, copyId: string): Promise<MovementRow | undefined> =>
  tx
    .selectFrom('copy_movement')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('copy_id', '=', copyId)
    .where('outcome', '=', 'pending')
    .executeTakeFirst();

/** What is under way with some copies of the scoped company. */
export const openMovementsOf = async (tx: ScopedTransaction, copyIds: readonly string[]): Promise<MovementRow[]> =>
  copyIds.length === 0
    ? []
    : tx
        .selectFrom('copy_movement')
        .selectAll()
        .where('company_id', '=', companyOf(tx))
        .where('copy_id', 'in', [...copyIds])
        .where('outcome', '=', 'pending')
        .execute();

/** Everything that happened to a copy, the oldest first. */
export const movementsOfCopy = (tx: ScopedTransaction, copyId: string): Promise<MovementRow[]> =>
  tx
    .selectFrom('copy_movement')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('copy_id', '=', copyId)
    .orderBy('position')
    .execute();

/** Which of some copies are on the move. */
export const movingAmong = async (tx: ScopedTransaction, copyIds: readonly string[]): Promise<ReadonlySet<string>> => {
  if (copyIds.length === 0) return new Set();
  const rows = await tx
    .selectFrom('copy_movement')
    .select('copy_id')
    .where('copy_id', 'in', [...copyIds])
    .where('outcome', '=', 'pending')
    .execute();
  return new Set(rows.map(({ copy_id }) => copy_id));
};
