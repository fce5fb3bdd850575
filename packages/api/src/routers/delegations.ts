import * as contract from '@miji/contract';
import { giveDelegation, listDelegations, revokeDelegation } from '@miji/services';
import { procedure, router } from '../trpc.ts';

export const delegationsRouter = router({
  list: procedure
    .input(contract.listDelegations.input)
    .output(contract.listDelegations.output)
    .query(({ ctx, input }) => listDelegations(ctx, input)),
  give: procedure
    .input(contract.giveDelegation.input)
    .output(contract.giveDelegation.output)
    .mutation(({ ctx, input }) => giveDelegation(ctx, input)),
  revoke: procedure
    .input(contract.revokeDelegation.input)
    .output(contract.revokeDelegation.output)
    .mutation(({ ctx, input }) => revokeDelegation(ctx, input)),
});
