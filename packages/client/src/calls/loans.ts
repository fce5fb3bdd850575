import type * as contract from '@miji/contract';
import type { ActOptions, CallOptions, Caller, In, Keyed, Out } from '../caller.ts';
import { keyed } from '../caller.ts';

export const loans = ({ mutate, query }: Caller) => ({
  list: (input: In<typeof contract.listLoans> = {}, options?: CallOptions): Out<typeof contract.listLoans> =>
    query('loans.list', input, options),
  get: (input: In<typeof contract.getLoan>, options?: CallOptions): Out<typeof contract.getLoan> =>
    query('loans.get', input, options),
  /** Hands out what a loan was granted for; repeated with the same key it is the same loan. @see CF-25 */
  handOut: (input: Keyed<In<typeof contract.handOut>>, options?: ActOptions): Out<typeof contract.handOut> =>
    mutate('loans.handOut', keyed(input), options),
});
