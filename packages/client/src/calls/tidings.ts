import type * as contract from '@miji/contract';
import type { ActOptions, CallOptions, Caller, In, Out } from '../caller.ts';

export const tidings = ({ mutate, query }: Caller) => ({
  list: (input: In<typeof contract.listTidings> = {}, options?: CallOptions): Out<typeof contract.listTidings> =>
    query('tidings.list', input, options),
  confirm: (input: In<typeof contract.confirmTidings>, options?: ActOptions): Out<typeof contract.confirmTidings> =>
    mutate('tidings.confirm', input, options),
});
