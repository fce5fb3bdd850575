import type * as contract from '@miji/contract';
import type { ActOptions, CallOptions, Caller, In, Out } from '../caller.ts';

export const keys = ({ mutate, query }: Caller) => ({
  /** The keys of the companies that the caller administers, without a byte of them. */
  list: (options?: CallOptions): Out<typeof contract.listKeys> => query('keys.list', undefined, options),
  /** A new key for a company; no content is touched. @see SG-03 */
  rotate: (input: In<typeof contract.rotateCompanyKey>, options?: ActOptions): Out<typeof contract.rotateCompanyKey> =>
    mutate('keys.rotate', input, options),
});
