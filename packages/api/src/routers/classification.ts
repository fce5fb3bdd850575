import * as contract from '@miji/contract';
import {
  deriveItem,
  fileChange,
  gradeCustomer,
  importLedger,
  listCustomers,
  previewChange,
  previewLedger,
  registerCustomer,
  releasePart,
} from '@miji/services';
import { procedure, router } from '../trpc.ts';

export const classificationRouter = router({
  derive: procedure
    .input(contract.deriveItem.input)
    .output(contract.deriveItem.output)
    .query(({ ctx, input }) => deriveItem(ctx, input)),
  preview: procedure
    .input(contract.previewChange.input)
    .output(contract.previewChange.output)
    .query(({ ctx, input }) => previewChange(ctx, input)),
  file: procedure
    .input(contract.fileChange.input)
    .output(contract.fileChange.output)
    .mutation(({ ctx, input }) => fileChange(ctx, input)),
  releasePart: procedure
    .input(contract.releasePart.input)
    .output(contract.releasePart.output)
    .mutation(({ ctx, input }) => releasePart(ctx, input)),
});

export const customersRouter = router({
  register: procedure
    .input(contract.registerCustomer.input)
    .output(contract.registerCustomer.output)
    .mutation(({ ctx, input }) => registerCustomer(ctx, input)),
  list: procedure
    .input(contract.listCustomers.input)
    .output(contract.listCustomers.output)
    .query(({ ctx, input }) => listCustomers(ctx, input)),
  grade: procedure
    .input(contract.gradeCustomer.input)
    .output(contract.gradeCustomer.output)
    .mutation(({ ctx, input }) => gradeCustomer(ctx, input)),
});

export const ledgerRouter = router({
  /** Writes nothing, and is a mutation all the same: a ledger does not fit into an address. */
  preview: procedure
    .input(contract.previewLedger.input)
    .output(contract.previewLedger.output)
    .mutation(({ ctx, input }) => previewLedger(ctx, input)),
  import: procedure
    .input(contract.importLedger.input)
    .output(contract.importLedger.output)
    .mutation(({ ctx, input }) => importLedger(ctx, input)),
});
