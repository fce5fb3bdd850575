import * as contract from '@miji/contract';
import { liftHold, listHolds, placeHold } from '@miji/services';
import { procedure, router } from '../trpc.ts';

export const holdsRouter = router({
  place: procedure
    .input(contract.placeHold.input)
    .output(contract.placeHold.output)
    .mutation(({ ctx, input }) => placeHold(ctx, input)),
  lift: procedure
    .input(contract.liftHold.input)
    .output(contract.liftHold.output)
    .mutation(({ ctx, input }) => liftHold(ctx, input)),
  list: procedure
    .input(contract.listHolds.input)
    .output(contract.listHolds.output)
    .query(({ ctx, input }) => listHolds(ctx, input)),
});
