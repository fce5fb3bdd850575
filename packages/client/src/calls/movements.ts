import type * as contract from '@miji/contract';
import type { ActOptions, CallOptions, Caller, In, Keyed, Out } from '../caller.ts';
import { keyed } from '../caller.ts';

export const movements = ({ mutate, query }: Caller) => ({
  list: (input: In<typeof contract.listMovements> = {}, options?: CallOptions): Out<typeof contract.listMovements> =>
    query('movements.list', input, options),
  /** Says what one hands over, and how many pages it has; only ever by a person himself. @see AR-36 */
  announce: (
    input: Keyed<In<typeof contract.announceMovement>>,
    options?: ActOptions,
  ): Out<typeof contract.announceMovement> => mutate('movements.announce', keyed(input), options),
  confirm: (input: In<typeof contract.confirmMovement>, options?: ActOptions): Out<typeof contract.confirmMovement> =>
    mutate('movements.confirm', input, options),
  decline: (input: In<typeof contract.declineMovement>, options?: ActOptions): Out<typeof contract.declineMovement> =>
    mutate('movements.decline', input, options),
  withdraw: (
    input: In<typeof contract.withdrawMovement>,
    options?: ActOptions,
  ): Out<typeof contract.withdrawMovement> => mutate('movements.withdraw', input, options),
});
