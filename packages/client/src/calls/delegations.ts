import type * as contract from '@miji/contract';
import type { ActOptions, CallOptions, Caller, In, Out } from '../caller.ts';

export const delegations = ({ mutate, query }: Caller) => ({
  list: (input: In<typeof contract.listDelegations>, options?: CallOptions): Out<typeof contract.listDelegations> =>
    query('delegations.list', input, options),
  /** Lets somebody else decide in one's name, for one of one's own posts; only ever by a person himself. */
  give: (input: In<typeof contract.giveDelegation>, options?: ActOptions): Out<typeof contract.giveDelegation> =>
    mutate('delegations.give', input, options),
  revoke: (input: In<typeof contract.revokeDelegation>, options?: ActOptions): Out<typeof contract.revokeDelegation> =>
    mutate('delegations.revoke', input, options),
});
