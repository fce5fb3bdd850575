import type * as contract from '@miji/contract';
import type { CallOptions, Caller, In, Out } from '../caller.ts';

export const snapshot = ({ query }: Caller) => ({
  /** Everything that decides about the company's items, signed: what {@link MijiClient.local} keeps. */
  get: (input: In<typeof contract.getSnapshot> = {}, options?: CallOptions): Out<typeof contract.getSnapshot> =>
    query('snapshot.get', input, options),
  /** What has changed since a cursor, signed; the stream tells the same by itself. */
  changes: (input: In<typeof contract.snapshotChanges>, options?: CallOptions): Out<typeof contract.snapshotChanges> =>
    query('snapshot.changes', input, options),
  /** The keys by which snapshots are verified, for whoever pins them. */
  keys: (options?: CallOptions): Out<typeof contract.snapshotKeys> => query('snapshot.keys', undefined, options),
});
