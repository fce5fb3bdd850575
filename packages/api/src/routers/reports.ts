import * as contract from '@miji/contract';
import { expiringItems, headquartersReads } from '@miji/services';
import { procedure, router } from '../trpc.ts';

export const reportsRouter = router({
  expiring: procedure
    .input(contract.expiringItems.input)
    .output(contract.expiringItems.output)
    .query(({ ctx, input }) => expiringItems(ctx, input)),
  headquartersReads: procedure
    .input(contract.headquartersReads.input)
    .output(contract.headquartersReads.output)
    .query(({ ctx, input }) => headquartersReads(ctx, input)),
});
