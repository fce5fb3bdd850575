import * as contract from '@miji/contract';
import { listGrants, revokeGrant, useGrant } from '@miji/services';
import { procedure, router } from '../trpc.ts';

export const grantsRouter = router({
  use: procedure
    .input(contract.useGrant.input)
    .output(contract.useGrant.output)
    .mutation(({ ctx, input }) => useGrant(ctx, input)),
  list: procedure
    .input(contract.listGrants.input)
    .output(contract.listGrants.output)
    .query(({ ctx, input }) => listGrants(ctx, input)),
  revoke: procedure
    .input(contract.revokeGrant.input)
    .output(contract.revokeGrant.output)
    .mutation(({ ctx, input }) => revokeGrant(ctx, input)),
});
