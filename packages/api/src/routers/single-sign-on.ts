import * as contract from '@miji/contract';
import { confirmSingleSignOn, getSingleSignOn, removeSingleSignOn, setSingleSignOn } from '@miji/services';
import { procedure, router } from '../trpc.ts';

export const singleSignOnRouter = router({
  get: procedure
    .input(contract.getSingleSignOn.input)
    .output(contract.getSingleSignOn.output)
    .query(({ ctx, input }) => getSingleSignOn(ctx, input)),
  set: procedure
    .input(contract.setSingleSignOn.input)
    .output(contract.setSingleSignOn.output)
    .mutation(({ ctx, input }) => setSingleSignOn(ctx, input)),
  confirm: procedure
    .input(contract.confirmSingleSignOn.input)
    .output(contract.confirmSingleSignOn.output)
    .mutation(({ ctx, input }) => confirmSingleSignOn(ctx, input)),
  remove: procedure
    .input(contract.removeSingleSignOn.input)
    .output(contract.removeSingleSignOn.output)
    .mutation(({ ctx, input }) => removeSingleSignOn(ctx, input)),
});
