import type { Insertable, Selectable } from 'kysely';
import type { RequestRoundTable } from '../schema/requests.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

export type RequestRoundRow = Selectable<RequestRoundTable>;

/** Writes down what is asked for in a round, for ever. */
export const insertRequestRound = async (
  tx: ScopedTransaction,
  round: Omit<Insertable<RequestRoundTable>, 'company_id'>,
): Promise<void> => {
  await tx
    .insertInto('request_round')
    .values({ company_id: companyOf(tx), ...round })
    .execute();
};

/** The rounds of a request of the scoped company, in their order. */
export const roundsOfRequest = (tx: ScopedTransaction, requestId: string): Promise<RequestRoundRow[]> =>
  tx
    .selectFrom('request_round')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('request_id', '=', requestId)
    .orderBy('round')
    .execute();
