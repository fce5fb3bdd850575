import type * as contract from '@miji/contract';
import type { ActOptions, CallOptions, Caller, In, Keyed, Out } from '../caller.ts';
import { keyed } from '../caller.ts';

export const custody = ({ mutate, query }: Caller) => ({
  desk: (input: In<typeof contract.custodyDesk> = {}, options?: CallOptions): Out<typeof contract.custodyDesk> =>
    query('custody.desk', input, options),
  getSettings: (
    input: In<typeof contract.getCustodySettings> = {},
    options?: CallOptions,
  ): Out<typeof contract.getCustodySettings> => query('custody.getSettings', input, options),
  setSettings: (
    input: In<typeof contract.setCustodySettings>,
    options?: ActOptions,
  ): Out<typeof contract.setCustodySettings> => mutate('custody.setSettings', input, options),
  enterOriginal: (
    input: Keyed<In<typeof contract.enterOriginal>>,
    options?: ActOptions,
  ): Out<typeof contract.enterOriginal> => mutate('custody.enterOriginal', keyed(input), options),
  printLabels: (input: In<typeof contract.printLabels>, options?: CallOptions): Out<typeof contract.printLabels> =>
    query('custody.printLabels', input, options),
  printRegister: (
    input: In<typeof contract.printRegister>,
    options?: CallOptions,
  ): Out<typeof contract.printRegister> => query('custody.printRegister', input, options),
});
