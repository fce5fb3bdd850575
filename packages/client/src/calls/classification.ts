import type * as contract from '@miji/contract';
import type { ActOptions, CallOptions, Caller, In, Keyed, Out } from '../caller.ts';
import { keyed } from '../caller.ts';

export const classification = ({ mutate, query }: Caller) => ({
  /** What an item made from others must at least be. @see GS-24 */
  derive: (input: In<typeof contract.deriveItem>, options?: CallOptions): Out<typeof contract.deriveItem> =>
    query('classification.derive', input, options),
  /** What a change of classification would do, and who would decide it. */
  preview: (input: In<typeof contract.previewChange>, options?: CallOptions): Out<typeof contract.previewChange> =>
    query('classification.preview', input, options),
  /** Asks for a change of classification. @see GS-13 @see GS-15 */
  file: (input: Keyed<In<typeof contract.fileChange>>, options?: ActOptions): Out<typeof contract.fileChange> =>
    mutate('classification.file', keyed(input), options),
  /** Uses the grant of an approved partial declassification. */
  releasePart: (
    input: Keyed<In<typeof contract.releasePart>>,
    options?: ActOptions,
  ): Out<typeof contract.releasePart> => mutate('classification.releasePart', keyed(input), options),
});
