import * as contract from '@miji/contract';
import { decideRequest, fileRequest, getRequest, listRequests, withdrawRequest } from '@miji/services';
import { procedure, router } from '../trpc.ts';

export const requestsRouter = router({
  file: procedure
    .input(contract.fileRequest.input)
    .output(contract.fileRequest.output)
    .mutation(({ ctx, input }) => fileRequest(ctx, input)),
  get: procedure
    .input(contract.getRequest.input)
    .output(contract.getRequest.output)
    .query(({ ctx, input }) => getRequest(ctx, input)),
  list: procedure
    .input(contract.listRequests.input)
    .output(contract.listRequests.output)
    .query(({ ctx, input }) => listRequests(ctx, input)),
  decide: procedure
    .input(contract.decideRequest.input)
    .output(contract.decideRequest.output)
    .mutation(({ ctx, input }) => decideRequest(ctx, input)),
  withdraw: procedure
    .input(contract.withdrawRequest.input)
    .output(contract.withdrawRequest.output)
    .mutation(({ ctx, input }) => withdrawRequest(ctx, input)),
});
