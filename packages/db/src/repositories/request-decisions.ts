import type { Insertable, Selectable } from 'kysely';
import type { RequestDecisionTable } from '../schema/requests.ts';
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
