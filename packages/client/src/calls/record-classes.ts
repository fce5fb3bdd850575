import type * as contract from '@miji/contract';
import type { ActOptions, CallOptions, Caller, In, Out } from '../caller.ts';

export const recordClasses = ({ mutate, query }: Caller) => ({
  /** The record classes that bind the caller's company. */
  list: (
    input: In<typeof contract.listRecordClasses> = {},
    options?: CallOptions,
  ): Out<typeof contract.listRecordClasses> => query('recordClasses.list', input, options),
  get: (input: In<typeof contract.getRecordClass>, options?: CallOptions): Out<typeof contract.getRecordClass> =>
    query('recordClasses.get', input, options),
  /** Declares a class; only ever by a security officer himself. @see K-15 */
  declare: (
    input: In<typeof contract.declareRecordClass>,
    options?: ActOptions,
  ): Out<typeof contract.declareRecordClass> => mutate('recordClasses.declare', input, options),
  retire: (
    input: In<typeof contract.retireRecordClass>,
    options?: ActOptions,
  ): Out<typeof contract.retireRecordClass> => mutate('recordClasses.retire', input, options),
});
