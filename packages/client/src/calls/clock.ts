import type * as contract from '@miji/contract';
import type { ActOptions, CallOptions, Caller, In, Out } from '../caller.ts';

export const clock = ({ mutate, query }: Caller) => ({
  read: (options?: CallOptions): Out<typeof contract.readClock> => query('clock.read', undefined, options),
  set: (input: In<typeof contract.setClock>, options?: ActOptions): Out<typeof contract.setClock> =>
    mutate('clock.set', input, options),
  advance: (input: In<typeof contract.advanceClock>, options?: ActOptions): Out<typeof contract.advanceClock> =>
    mutate('clock.advance', input, options),
});
