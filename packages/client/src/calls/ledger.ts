import type * as contract from '@miji/contract';
import type { ActOptions, Caller, In, Out } from '../caller.ts';

export const ledger = ({ mutate }: Caller) => ({
  /** What a register from elsewhere would become, row by row; nothing is written. */
  preview: (input: In<typeof contract.previewLedger>, options?: ActOptions): Out<typeof contract.previewLedger> =>
    mutate('ledger.preview', input, options),
  /** Takes in every good row that was previewed, and none by halves. */
  import: (input: In<typeof contract.importLedger>, options?: ActOptions): Out<typeof contract.importLedger> =>
    mutate('ledger.import', input, options),
});
