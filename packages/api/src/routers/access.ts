import * as contract from '@miji/contract';
import { checkAccess, checkManyAccess, explainAccess, reportAccess } from '@miji/services';
import { procedure, router } from '../trpc.ts';

export const accessRouter = router({
  check: procedure
    .input(contract.checkAccess.input)
    .output(contract.checkAccess.output)
    .query(({ ctx, input }) => checkAccess(ctx, input)),
  checkMany: procedure
    .input(contract.checkManyAccess.input)
    .output(contract.checkManyAccess.output)
    .query(({ ctx, input }) => checkManyAccess(ctx, input)),
  explain: procedure
    .input(contract.explainAccess.input)
    .output(contract.explainAccess.output)
    .query(({ ctx, input }) => explainAccess(ctx, input)),
  report: procedure
    .input(contract.reportAccess.input)
    .output(contract.reportAccess.output)
    .mutation(({ ctx, input }) => reportAccess(ctx, input)),
});
