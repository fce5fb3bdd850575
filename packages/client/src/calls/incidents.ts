import type * as contract from '@miji/contract';
import type { CallOptions, Caller, In, Out } from '../caller.ts';

export const incidents = ({ query }: Caller) => ({
  /** What has to be looked into, for whoever keeps or watches the register. @see AR-37 */
  list: (
    input: In<typeof contract.listIncidentDrafts> = {},
    options?: CallOptions,
  ): Out<typeof contract.listIncidentDrafts> => query('incidents.list', input, options),
});
