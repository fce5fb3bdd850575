import type { Temporal } from '@miji/core';
import type { Insertable, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { OutboxTable } from '../schema/notices.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import type { Page } from './keyset.ts';
import { readCursor, toPage, writeCursor } from './keyset.ts';

export type OutboxRow = Selectable<OutboxTable>;

/** Puts messages into the outbox; what the same recipient has been sent under the same key already is left as it is. */
export const insertOutbox = async (
  tx: ScopedTransaction,
  messages: readonly Omit<Insertable<OutboxTable>, 'company_id'>[],
): Promise<void> => {
  if (messages.length === 0) return;
  const company_id = companyOf(tx);
  await tx
    .insertInto('outbox')
    .values(messages.map((message) => ({ company_id, ...message })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

/**
 * Takes messages of the scoped company that are due, for whoever holds the lease and for so long: what one server has taken no other
 * takes, and what a server took and never settled is taken again once its lease is over. Each taking counts as an attempt.
 *
 * @param at the time that the house shows, for quiet hours; everything else goes by real time
 */
export const takeFromOutbox = async (
  tx: ScopedTransaction,
  taking: {
    readonly lease: string;
    readonly leaseMs: number;
    readonly limit: number;
    readonly at: Temporal.Instant;
  },
): Promise<readonly OutboxRow[]> => {
  const due = tx
    .selectFrom('outbox')
    .select('id')
    .where('company_id', '=', companyOf(tx))
    .where('state', '=', 'waiting')
    .where(sql<boolean>`next_at <= now()`)
    .where(sql<boolean>`(leased_until is null or leased_until < now())`)
    .where((eb) => eb.or([eb('not_before', 'is', null), eb('not_before', '<=', taking.at)]))
    .orderBy('next_at')
    .limit(taking.limit)
    .forUpdate()
    .skipLocked();
  return tx
    .with('due', () => due)
    .updateTable('outbox')
    .set({
      lease: taking.lease,
      leased_until: sql<Temporal.Instant>`now() + make_interval(secs => ${taking.leaseMs / 1_000}::float8)`,
      attempts: sql<number>`attempts + 1`,
    })
    .where('company_id', '=', companyOf(tx))
    .where('id', 'in', (eb) => eb.selectFrom('due').select('due.id'))
    .returningAll()
    .execute();
};

/** What came of a message that somebody had taken. */
export type Settlement =
  | { readonly kind: 'delivered' | 'not_wanted' }
  /** it waits for the end of quiet hours; looking at it was no attempt */
  | { readonly kind: 'later'; readonly notBefore: Temporal.Instant }
  /** it is tried again after so long */
  | { readonly kind: 'again'; readonly inMs: number; readonly error: string }
  | { readonly kind: 'dead'; readonly error: string };

/** Writes down what came of a message; false where the lease was over and somebody else has it. */
export const settleOutbox = async (
  tx: ScopedTransaction,
  id: string,
  lease: string,
  settlement: Settlement,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('outbox')
    .set({ lease: null, leased_until: null, ...valuesOf(settlement) })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .where('lease', '=', lease)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

const realNow = sql<Temporal.Instant>`now()`;

const valuesOf = (settlement: Settlement) => {
  switch (settlement.kind) {
    case 'delivered':
    case 'not_wanted':
      return { state: settlement.kind, last_error: null, settled_at: realNow };
    case 'later':
      return { not_before: settlement.notBefore, attempts: sql<number>`attempts - 1` };
    case 'again':
      return {
        last_error: settlement.error,
        next_at: sql<Temporal.Instant>`now() + make_interval(secs => ${settlement.inMs / 1_000}::float8)`,
      };
    case 'dead':
      return { state: 'dead' as const, last_error: settlement.error, settled_at: realNow };
  }
};

/** What could not be delivered from the scoped company, newest first. */
export const pageDeadLetters = async (
  tx: ScopedTransaction,
  paging: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<OutboxRow & { readonly settled_at: Temporal.Instant }>> => {
  const after = paging.cursor === undefined ? null : readCursor(paging.cursor);
  let query = tx
    .selectFrom('outbox')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('state', '=', 'dead')
    .where('settled_at', 'is not', null);
  if (after !== null)
    query = query.where((eb) => eb(eb.refTuple('settled_at', 'id'), '<', eb.tuple(after.at, after.id)));
  const rows = await query
    .$narrowType<{ settled_at: Temporal.Instant }>()
    .orderBy('settled_at', 'desc')
    .orderBy('id', 'desc')
    .limit(paging.limit + 1)
    .execute();
  return toPage(rows, paging.limit, (row) => writeCursor({ at: row.settled_at, id: row.id }));
};

/** Lets dead letters of the scoped company be tried anew, from the first attempt on; gives the ids of those that are. */
export const reviveDeadLetters = async (tx: ScopedTransaction, ids: readonly string[]): Promise<readonly string[]> => {
  const rows = await tx
    .updateTable('outbox')
    .set({ state: 'waiting', attempts: 0, next_at: realNow, lease: null, leased_until: null, settled_at: null })
    .where('company_id', '=', companyOf(tx))
    .where('state', '=', 'dead')
    .where('id', '=', (eb) => eb.fn.any(eb.val([...ids])))
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
};
