import type { MovementOutcome, Temporal } from '@miji/core';
import type { Insertable, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { CopyMovementTable } from '../schema/custody.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf, scopeOf } from '../scoped-database.ts';
import type { Page } from './keyset.ts';
import { readCursor, toPage, writeCursor } from './keyset.ts';

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

/** How a movement ended. */
export interface MovementEnd {
  readonly outcome: Exclude<MovementOutcome, 'pending'>;
  readonly at: Temporal.Instant;
  readonly taken?: {
    readonly by: string | null;
    readonly pages: number | null;
    readonly condition: string | null;
    readonly how: 'session' | 'signature' | null;
    /** JSON text */
    readonly signature: string | null;
  };
  readonly note?: string;
}

/** Ends a movement that is still open; undefined where it has ended already. */
export const endMovement = (tx: ScopedTransaction, id: string, end: MovementEnd): Promise<MovementRow | undefined> => {
  const { outcome, at, taken, note } = end;
  return tx
    .updateTable('copy_movement')
    .set({
      outcome,
      ended_at: at,
      ...(taken === undefined
        ? {}
        : {
            taken_at: at,
            taken_by: taken.by,
            pages_taken: taken.pages,
            condition_taken: taken.condition,
            confirmed_by: taken.how,
            ...(taken.signature === null ? {} : { signature: taken.signature }),
          }),
      ...(note === undefined ? {} : { note }),
    })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .where('outcome', '=', 'pending')
    .returningAll()
    .executeTakeFirst();
};

/** What the movements can be narrowed to. */
export interface MovementFilter {
  /** all of a company’s, or where null only those that the scoped person has a part in */
  readonly companyId: string | null;
  readonly box: 'to_confirm' | 'announced' | 'all';
  /** the stores that whoever asks keeps */
  readonly storeIds: readonly string[];
  /** the companies in which he keeps anything: what is brought back there he looks at */
  readonly keptCompanyIds: readonly string[];
  readonly copyId?: string | undefined;
}

/** Movements, newest first. */
export const pageMovements = async (
  tx: ScopedTransaction,
  filter: MovementFilter,
  paging: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<MovementRow>> => {
  const { personId } = scopeOf(tx);
  const { companyId, box, copyId } = filter;
  const stores = sql`any (${[...filter.storeIds]}::uuid[])`;
  const after = paging.cursor === undefined ? null : readCursor(paging.cursor);
  let query = tx.selectFrom('copy_movement').selectAll();
  if (companyId !== null) query = query.where('company_id', '=', companyId);
  if (copyId !== undefined) query = query.where('copy_id', '=', copyId);
  if (box !== 'all') query = query.where('outcome', '=', 'pending');
  if (box === 'to_confirm') {
    query = query.where(sql<boolean>`given_by is distinct from ${personId} and (
      (to_store_id is null and to_person_id = ${personId}) or to_store_id = ${stores}
      or (act = 'bring_back' and to_store_id is null and company_id = any (${[...filter.keptCompanyIds]}::uuid[])))`);
  } else if (box === 'announced') query = query.where('given_by', '=', personId);
  else if (companyId === null) {
    query = query.where(sql<boolean>`(${personId} in (given_by, from_person_id, to_person_id)
      or from_store_id = ${stores} or to_store_id = ${stores})`);
  }
  if (after !== null) {
    query = query.where((eb) => eb(eb.refTuple('given_at', 'id'), '<', eb.tuple(after.at, after.id)));
  }
  const rows = await query
    .orderBy('given_at', 'desc')
    .orderBy('id', 'desc')
    .limit(paging.limit + 1)
    .execute();
  return toPage(rows, paging.limit, (row) => writeCursor({ at: row.given_at, id: row.id }));
};

/** Open movements of which half the time to confirm has passed and nobody has been reminded, or all of it and nobody alarmed; each held. */
export const lockUnconfirmed = (tx: ScopedTransaction, at: Temporal.Instant, limit: number): Promise<MovementRow[]> =>
  tx
    .selectFrom('copy_movement')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('outcome', '=', 'pending')
    .where('alarmed_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('confirm_by', '<=', at),
        eb.and([eb('reminded_at', 'is', null), sql<boolean>`given_at + (confirm_by - given_at) / 2 <= ${at}`]),
      ]),
    )
    .orderBy('confirm_by')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();

/** Writes down that the other side was reminded, or that it was said that nobody has confirmed in time. */
export const markMovement = async (
  tx: ScopedTransaction,
  id: string,
  mark: { readonly reminded_at: Temporal.Instant } | { readonly alarmed_at: Temporal.Instant },
): Promise<void> => {
  await tx
    .updateTable('copy_movement')
    .set(mark)
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .execute();
};

/** The numbers of some loans of the scoped company, by their ids. */
export const loanNumbers = async (
  tx: ScopedTransaction,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> => {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await tx
    .selectFrom('loan')
    .select(['id', 'number'])
    .where('company_id', '=', companyOf(tx))
    .where('id', 'in', wanted)
    .execute();
  return new Map(rows.map(({ id, number }) => [id, number]));
};
