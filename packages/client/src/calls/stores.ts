import type * as contract from '@miji/contract';
import type { ActOptions, CallOptions, Caller, In, Out } from '../caller.ts';

export const stores = ({ mutate, query }: Caller) => ({
  list: (input: In<typeof contract.listStores> = {}, options?: CallOptions): Out<typeof contract.listStores> =>
    query('stores.list', input, options),
  open: (input: In<typeof contract.openStore>, options?: ActOptions): Out<typeof contract.openStore> =>
    mutate('stores.open', input, options),
  close: (input: In<typeof contract.closeStore>, options?: ActOptions): Out<typeof contract.closeStore> =>
    mutate('stores.close', input, options),
  appointKeeper: (input: In<typeof contract.appointKeeper>, options?: ActOptions): Out<typeof contract.appointKeeper> =>
    mutate('stores.appointKeeper', input, options),
  endKeeper: (input: In<typeof contract.endKeeper>, options?: ActOptions): Out<typeof contract.endKeeper> =>
    mutate('stores.endKeeper', input, options),
});
