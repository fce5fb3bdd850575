import type * as contract from '@miji/contract';
import type { ActOptions, CallOptions, Caller, In, Keyed, Out } from '../caller.ts';
import { keyed } from '../caller.ts';

export const copies = ({ file, mutate, query }: Caller) => ({
  list: (input: In<typeof contract.listCopies> = {}, options?: CallOptions): Out<typeof contract.listCopies> =>
    query('copies.list', input, options),
  get: (input: In<typeof contract.getCopy>, options?: CallOptions): Out<typeof contract.getCopy> =>
    query('copies.get', input, options),
  /** All copies of an item as they descend from each other. @see GS-24 */
  tree: (input: In<typeof contract.copyTree>, options?: CallOptions): Out<typeof contract.copyTree> =>
    query('copies.tree', input, options),
  /** Takes a copy out of the office, under a grant for that. @see CD-12 */
  carryOut: (input: Keyed<In<typeof contract.carryOut>>, options?: ActOptions): Out<typeof contract.carryOut> =>
    mutate('copies.carryOut', keyed(input), options),
  lose: (input: In<typeof contract.loseCopy>, options?: ActOptions): Out<typeof contract.loseCopy> =>
    mutate('copies.lose', input, options),
  find: (input: In<typeof contract.findCopyAgain>, options?: ActOptions): Out<typeof contract.findCopyAgain> =>
    mutate('copies.find', input, options),
  /** Destroys what has come back, under a grant that names the caller for it; its witness confirms it. @see K-12 */
  destroy: (input: Keyed<In<typeof contract.destroyCopy>>, options?: ActOptions): Out<typeof contract.destroyCopy> =>
    mutate('copies.destroy', keyed(input), options),
  bind: (input: In<typeof contract.bindCopies>, options?: ActOptions): Out<typeof contract.bindCopies> =>
    mutate('copies.bind', input, options),
  replacePage: (input: In<typeof contract.replacePage>, options?: ActOptions): Out<typeof contract.replacePage> =>
    mutate('copies.replacePage', input, options),
  /** Takes over a copy that its holder never confirmed to have; a keeper confirms it. @see AR-36 */
  takeOver: (input: Keyed<In<typeof contract.takeOverCopy>>, options?: ActOptions): Out<typeof contract.takeOverCopy> =>
    mutate('copies.takeOver', keyed(input), options),
  /** The copy as PDF, for its holder. @see GS-24 */
  file: ({ id }: In<typeof contract.getCopy>, options?: CallOptions): Promise<Uint8Array> =>
    file(`/api/v1/copies/${encodeURIComponent(id)}/file`, {}, (response) => response.bytes(), options),
});
