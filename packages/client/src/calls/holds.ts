import type * as contract from '@miji/contract';
import type { ActOptions, CallOptions, Caller, In, Out } from '../caller.ts';

export const holds = ({ mutate, query }: Caller) => ({
  /** Holds an item by its number: nothing is taken out of it, and its grants are void. */
  place: (input: In<typeof contract.placeHold>, options?: ActOptions): Out<typeof contract.placeHold> =>
    mutate('holds.place', input, options),
  lift: (input: In<typeof contract.liftHold>, options?: ActOptions): Out<typeof contract.liftHold> =>
    mutate('holds.lift', input, options),
  list: (input: In<typeof contract.listHolds> = {}, options?: CallOptions): Out<typeof contract.listHolds> =>
    query('holds.list', input, options),
});
