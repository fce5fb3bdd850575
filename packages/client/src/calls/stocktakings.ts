import type * as contract from '@miji/contract';
import type { ActOptions, CallOptions, Caller, In, Out } from '../caller.ts';

export const stocktakings = ({ mutate, query }: Caller) => ({
  begin: (input: In<typeof contract.beginStocktaking>, options?: ActOptions): Out<typeof contract.beginStocktaking> =>
    mutate('stocktakings.begin', input, options),
  count: (
    input: In<typeof contract.countInStocktaking>,
    options?: ActOptions,
  ): Out<typeof contract.countInStocktaking> => mutate('stocktakings.count', input, options),
  close: (input: In<typeof contract.closeStocktaking>, options?: ActOptions): Out<typeof contract.closeStocktaking> =>
    mutate('stocktakings.close', input, options),
  list: (
    input: In<typeof contract.listStocktakings> = {},
    options?: CallOptions,
  ): Out<typeof contract.listStocktakings> => query('stocktakings.list', input, options),
  get: (input: In<typeof contract.getStocktaking>, options?: CallOptions): Out<typeof contract.getStocktaking> =>
    query('stocktakings.get', input, options),
});
