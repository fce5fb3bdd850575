import type * as contract from '@miji/contract';
import type { ActOptions, CallOptions, Caller, In, Keyed, Out } from '../caller.ts';
import { keyed } from '../caller.ts';

export const requests = ({ mutate, query }: Caller) => ({
  /** Asks for something to be taken out of an item, lent, or destroyed. @see GS-22 @see CF-18 */
  file: (input: Keyed<In<typeof contract.fileRequest>>, options?: ActOptions): Out<typeof contract.fileRequest> =>
    mutate('requests.file', keyed(input), options),
  /** Who would decide a request that is not filed yet, how long that usually takes, and what is missing. */
  preview: (input: In<typeof contract.previewRequest>, options?: CallOptions): Out<typeof contract.previewRequest> =>
    query('requests.preview', input, options),
  get: (input: In<typeof contract.getRequest>, options?: CallOptions): Out<typeof contract.getRequest> =>
    query('requests.get', input, options),
  list: (input: In<typeof contract.listRequests>, options?: CallOptions): Out<typeof contract.listRequests> =>
    query('requests.list', input, options),
  /** Approves or refuses; only ever by a person himself. @see GS-21 */
  decide: (input: In<typeof contract.decideRequest>, options?: ActOptions): Out<typeof contract.decideRequest> =>
    mutate('requests.decide', input, options),
  /** Decides several alike at once, none of them 绝密; each has its own outcome. */
  decideMany: (
    input: In<typeof contract.decideManyRequests>,
    options?: ActOptions,
  ): Out<typeof contract.decideManyRequests> => mutate('requests.decideMany', input, options),
  /** Answers what was asked back, for the requester alone, and hands it in again as a new round. */
  resubmit: (input: In<typeof contract.resubmitRequest>, options?: ActOptions): Out<typeof contract.resubmitRequest> =>
    mutate('requests.resubmit', input, options),
  withdraw: (input: In<typeof contract.withdrawRequest>, options?: ActOptions): Out<typeof contract.withdrawRequest> =>
    mutate('requests.withdraw', input, options),
});
