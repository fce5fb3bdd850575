import type * as contract from '@miji/contract';
import type { CallOptions, Caller, Out } from '../caller.ts';

export const desk = ({ query }: Caller) => ({
  get: (options?: CallOptions): Out<typeof contract.getDesk> => query('desk.get', undefined, options),
});
