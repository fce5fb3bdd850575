import type * as contract from '@miji/contract';
import type { CallOptions, Caller, In, Out } from '../caller.ts';

export const trace = ({ file, query }: Caller) => ({
  list: (input: In<typeof contract.listTrace> = {}, options?: CallOptions): Out<typeof contract.listTrace> =>
    query('trace.list', input, options),
  /** The sealed trace of some days as JSON lines, to be kept and verified anywhere. @see CD-24 */
  export: (input: In<typeof contract.exportTrace>, options?: CallOptions): Promise<string> =>
    file('/api/v1/trace/export', { query: { ...input } }, (response) => response.text(), options),
});
