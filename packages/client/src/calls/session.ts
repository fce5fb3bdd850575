import type * as contract from '@miji/contract';
import type { CallOptions, Caller, Out } from '../caller.ts';

export const session = ({ query }: Caller) => ({
  /** Who is signed in, in which posts, and what time it is. */
  get: (options?: CallOptions): Out<typeof contract.getSession> => query('session.get', undefined, options),
});
