import type * as contract from '@miji/contract';
import type { CallOptions, Caller, In, Out } from '../caller.ts';

export const reports = ({ query }: Caller) => ({
  expiring: (
    input: In<typeof contract.expiringItems> = {},
    options?: CallOptions,
  ): Out<typeof contract.expiringItems> => query('reports.expiring', input, options),
  /** What head-office executives have read, by month. @see GS-16 */
  headquartersReads: (
    input: In<typeof contract.headquartersReads>,
    options?: CallOptions,
  ): Out<typeof contract.headquartersReads> => query('reports.headquartersReads', input, options),
});
