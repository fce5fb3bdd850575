import * as contract from '@miji/contract';
import { getCopy, listCopies } from '@miji/services';
import { procedure, router } from '../trpc.ts';

export const copiesRouter = router({
  list: procedure
    .input(contract.listCopies.input)
    .output(contract.listCopies.output)
    .query(({ ctx, input }) => listCopies(ctx, input)),
  get: procedure
    .input(contract.getCopy.input)
    .output(contract.getCopy.output)
    .query(({ ctx, input }) => getCopy(ctx, input)),
});
