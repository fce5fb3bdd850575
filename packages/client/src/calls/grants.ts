import type * as contract from '@miji/contract';
import type { ActOptions, CallOptions, Caller, In, Keyed, Out } from '../caller.ts';
import { keyed } from '../caller.ts';

export const grants = ({ mutate, query }: Caller) => ({
  /** Takes the next copy of a grant; repeated with the same key it gives the same copy. @see GS-23 */
  use: (input: Keyed<In<typeof contract.useGrant>>, options?: ActOptions): Out<typeof contract.useGrant> =>
    mutate('grants.use', keyed(input), options),
  list: (input: In<typeof contract.listGrants> = {}, options?: CallOptions): Out<typeof contract.listGrants> =>
    query('grants.list', input, options),
  /** Takes back what is left of a grant that one has approved; only ever by a person himself. */
  revoke: (input: In<typeof contract.revokeGrant>, options?: ActOptions): Out<typeof contract.revokeGrant> =>
    mutate('grants.revoke', input, options),
});
