import type * as contract from '@miji/contract';
import type { ActOptions, CallOptions, Caller, In, Keyed, Out } from '../caller.ts';
import { keyed } from '../caller.ts';

export const handovers = ({ mutate, query }: Caller) => ({
  holdings: (input: In<typeof contract.holdingsOf> = {}, options?: CallOptions): Out<typeof contract.holdingsOf> =>
    query('handovers.holdings', input, options),
  propose: (
    input: Keyed<In<typeof contract.proposeHandover>>,
    options?: ActOptions,
  ): Out<typeof contract.proposeHandover> => mutate('handovers.propose', keyed(input), options),
  /** Signs as giver or taker; with the second signature everything changes hands at once. @see AR-06 */
  sign: (input: In<typeof contract.signHandover>, options?: ActOptions): Out<typeof contract.signHandover> =>
    mutate('handovers.sign', input, options),
  /** Orders what is on a name to be collected, so that its bearer’s post may be ended at once. @see AR-06 */
  orderCollection: (
    input: In<typeof contract.orderCollection>,
    options?: ActOptions,
  ): Out<typeof contract.orderCollection> => mutate('handovers.orderCollection', input, options),
  withdraw: (
    input: In<typeof contract.withdrawHandover>,
    options?: ActOptions,
  ): Out<typeof contract.withdrawHandover> => mutate('handovers.withdraw', input, options),
  list: (input: In<typeof contract.listHandovers> = {}, options?: CallOptions): Out<typeof contract.listHandovers> =>
    query('handovers.list', input, options),
});
