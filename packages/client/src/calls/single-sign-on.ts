import type * as contract from '@miji/contract';
import type { ActOptions, CallOptions, Caller, In, Out } from '../caller.ts';

export const singleSignOn = ({ mutate, query }: Caller) => ({
  get: (input: In<typeof contract.getSingleSignOn> = {}, options?: CallOptions): Out<typeof contract.getSingleSignOn> =>
    query('singleSignOn.get', input, options),
  /** Enters a provider; until somebody else has confirmed it, it signs nobody in. */
  set: (input: In<typeof contract.setSingleSignOn>, options?: ActOptions): Out<typeof contract.setSingleSignOn> =>
    mutate('singleSignOn.set', input, options),
  confirm: (
    input: In<typeof contract.confirmSingleSignOn>,
    options?: ActOptions,
  ): Out<typeof contract.confirmSingleSignOn> => mutate('singleSignOn.confirm', input, options),
  remove: (
    input: In<typeof contract.removeSingleSignOn> = {},
    options?: ActOptions,
  ): Out<typeof contract.removeSingleSignOn> => mutate('singleSignOn.remove', input, options),
});
