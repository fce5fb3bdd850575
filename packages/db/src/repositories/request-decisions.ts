import type { Temporal } from '@miji/core';
import type { Insertable, Selectable, Updateable } from 'kysely';
import type { RequestDecisionTable, RequestTable } from '../schema/requests.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

export type RequestDecisionRow = Selectable<RequestDecisionTable>;

export const insertRequestDecisions = async (
  tx: ScopedTransaction,
  decisions: readonly Omit<Insertable<RequestDecisionTable>, 'company_id'>[],
): Promise<void> => {
  const company_id = companyOf(tx);
  await tx
    .insertInto('request_decision')
    .values(decisions.map((decision) => ({ company_id, ...decision })))
    .execute();
};

/** What has been decided on a request of the scoped company, by its number, in that order. */
export const decisionsOnRequest = (tx: ScopedTransaction, number: string): Promise<RequestDecisionRow[]> =>
  tx
    .selectFrom('request_decision')
    .innerJoin('request', (join) =>
      join
        .onRef('request.company_id', '=', 'request_decision.company_id')
        .onRef('request.id', '=', 'request_decision.request_id'),
    )
    .selectAll('request_decision')
    .where('request_decision.company_id', '=', companyOf(tx))
    .where('request.number', '=', number)
    .orderBy('sequence')
    .execute();

/** The same for some requests of the scoped company, by their ids. */
export const decisionsOnRequests = async (
  tx: ScopedTransaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly RequestDecisionRow[]>> => {
  const rows = await tx
    .selectFrom('request_decision')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('request_id', '=', (eb) => eb.fn.any(eb.val([...ids])))
    .orderBy('request_id')
    .orderBy('sequence')
    .execute();
  return Map.groupBy(rows, (row) => row.request_id);
};

/** What a decision leaves of a request that the transaction holds, beside ending it. */
type RequestChange = Pick<Updateable<RequestTable>, 'terms' | 'copies' | 'excerpt_from' | 'excerpt_to' | 'routed_to'>;

const change = (
  tx: ScopedTransaction,
  id: string,
  changed: Updateable<RequestTable>,
): Promise<Selectable<RequestTable>> =>
  tx
    .updateTable('request')
    .set(changed)
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();

/** Cuts a request down to less than was asked for, or notes whom it goes to next. */
export const changeRequest = (
  tx: ScopedTransaction,
  id: string,
  changed: RequestChange,
): Promise<Selectable<RequestTable>> => change(tx, id, changed);

/** Sends a request back to whoever asked: it waits for him now, for so long as those who decide would have had. */
export const returnRequest = (
  tx: ScopedTransaction,
  id: string,
  turn: { readonly at: Temporal.Instant; readonly expiresAt: Temporal.Instant },
): Promise<Selectable<RequestTable>> =>
  change(tx, id, { state: 'returned', turn_began_at: turn.at, expires_at: turn.expiresAt, stage: 'fresh' });
