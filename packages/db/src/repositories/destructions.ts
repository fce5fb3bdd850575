import type { Temporal } from '@miji/core';
import type { SelectQueryBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../schema/index.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf, scopeOf } from '../scoped-database.ts';
import type { MovementRow } from './copy-movements.ts';
import type { CopyRow } from './copies.ts';
import type { GrantRow } from './grants.ts';

type Grants = SelectQueryBuilder<Database, 'access_grant', GrantRow>;

const liveDestructions = (tx: ScopedTransaction, at: Temporal.Instant, limit: number): Grants =>
  tx
    .selectFrom('access_grant')
    .selectAll()
    .where('operation', '=', 'destroy')
    .where(sql<boolean>`voided_at is null and used < copies and expires_at > ${at}`)
    .orderBy('expires_at')
    .orderBy('id')
    .limit(limit);

/** The destructions of the scoped company, or of one of its items, of which something is left, the first to end first. */
export const destructionsLeft = (
  tx: ScopedTransaction,
  at: Temporal.Instant,
  { itemId, limit }: { readonly itemId?: string; readonly limit: number },
): Promise<GrantRow[]> => {
  const all = liveDestructions(tx, at, limit).where('company_id', '=', companyOf(tx));
  return (itemId === undefined ? all : all.where('item_id', '=', itemId)).execute();
};

/** Those that the scope’s person carries out, in all companies. */
export const destructionsBy = async (
  tx: ScopedTransaction,
  at: Temporal.Instant,
  limit: number,
): Promise<GrantRow[]> => {
  const { personId } = scopeOf(tx);
  if (personId === null) return [];
  return liveDestructions(tx, at, limit)
    .where(sql<boolean>`particulars ->> 'executorId' = ${personId}::text`)
    .execute();
};

/** Some grants of the scoped company, by their ids. */
export const grantsById = async (tx: ScopedTransaction, ids: readonly string[]): Promise<GrantRow[]> =>
  ids.length === 0
    ? []
    : tx
        .selectFrom('access_grant')
        .selectAll()
        .where('company_id', '=', companyOf(tx))
        .where('id', 'in', [...new Set(ids)])
        .execute();

/** A copy that was destroyed, the movement that it was destroyed by, and the grant under which. */
export interface Destroyed {
  readonly copy: CopyRow;
  readonly movement: MovementRow;
  readonly grant: GrantRow;
}

/**
 * What was destroyed in the scoped company, out of some stores or all, of one item or all, the earliest first. What was part of another
 * copy was destroyed with it. @see PM-27
 */
export const destroyedCopies = async (
  tx: ScopedTransaction,
  of: { readonly item: string | undefined; readonly storeIds: readonly string[] | undefined },
  limit: number,
): Promise<readonly Destroyed[]> => {
  let moved = tx
    .selectFrom('copy_movement')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('act', '=', 'destroy')
    .where('outcome', '=', 'confirmed');
  if (of.storeIds !== undefined) {
    const ids = [...of.storeIds];
    moved = moved.where('from_store_id', '=', (eb) => eb.fn.any(eb.val(ids)));
  }
  const movements = await moved.orderBy('position').limit(limit).execute();
  if (movements.length === 0) return [];
  const carriers = movements.map(({ copy_id }) => copy_id);
  let destroyed = tx
    .selectFrom('copy')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where((eb) => eb.or([eb('id', 'in', carriers), eb('bound_to', 'in', carriers)]));
  if (of.item !== undefined) destroyed = destroyed.where('item_number', '=', of.item);
  const [copies, grants] = await Promise.all([
    destroyed.orderBy('number').execute(),
    grantsById(
      tx,
      movements.flatMap(({ grant_id }) => grant_id ?? []),
    ),
  ]);
  const grantOf = new Map(grants.map((grant) => [grant.id, grant]));
  const copiesOf = Map.groupBy(copies, ({ id, bound_to }) => bound_to ?? id);
  return movements.flatMap((movement) => {
    const grant = grantOf.get(movement.grant_id ?? '');
    if (grant === undefined) return [];
    return (copiesOf.get(movement.copy_id) ?? []).map((copy) => ({ copy, movement, grant }));
  });
};
