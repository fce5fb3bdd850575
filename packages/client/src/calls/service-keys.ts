import type * as contract from '@miji/contract';
import type { ActOptions, CallOptions, Caller, In, Out } from '../caller.ts';

export const serviceKeys = ({ mutate, query }: Caller) => ({
  issue: (input: In<typeof contract.issueServiceKey>, options?: ActOptions): Out<typeof contract.issueServiceKey> =>
    mutate('serviceKeys.issue', input, options),
  /** Confirms a key that somebody else has issued; until then it opens nothing. */
  confirm: (
    input: In<typeof contract.confirmServiceKey>,
    options?: ActOptions,
  ): Out<typeof contract.confirmServiceKey> => mutate('serviceKeys.confirm', input, options),
  list: (
    input: In<typeof contract.listServiceKeys> = {},
    options?: CallOptions,
  ): Out<typeof contract.listServiceKeys> => query('serviceKeys.list', input, options),
  revoke: (input: In<typeof contract.revokeServiceKey>, options?: ActOptions): Out<typeof contract.revokeServiceKey> =>
    mutate('serviceKeys.revoke', input, options),
  /** What the services of a company called in the last day or week, and how much of it was refused. */
  calls: (
    input: In<typeof contract.listServiceCalls> = {},
    options?: CallOptions,
  ): Out<typeof contract.listServiceCalls> => query('serviceKeys.calls', input, options),
  /** What they were refused, newest first. */
  denials: (
    input: In<typeof contract.listServiceDenials> = {},
    options?: CallOptions,
  ): Out<typeof contract.listServiceDenials> => query('serviceKeys.denials', input, options),
});
