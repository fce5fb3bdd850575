import * as contract from '@miji/contract';
import {
  decideManyRequests,
  decideRequest,
  fileRequest,
  getRequest,
  listRequests,
  previewRequest,
  resubmitRequest,
  withdrawRequest,
} from '@miji/services';
import { procedure, router } from '../trpc.ts';

export const requestsRouter = router({
  file: procedure
    .input(contract.fileRequest.input)
    .output(contract.fileRequest.output)
    .mutation(({ ctx, input }) => fileRequest(ctx, input)),
  preview: procedure
    .input(contract.previewRequest.input)
    .output(contract.previewRequest.output)
    .query(({ ctx, input }) => previewRequest(ctx, input)),
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
  decideMany: procedure
    .input(contract.decideManyRequests.input)
    .output(contract.decideManyRequests.output)
    .mutation(({ ctx, input }) => decideManyRequests(ctx, input)),
  resubmit: procedure
    .input(contract.resubmitRequest.input)
    .output(contract.resubmitRequest.output)
    .mutation(({ ctx, input }) => resubmitRequest(ctx, input)),
  withdraw: procedure
    .input(contract.withdrawRequest.input)
    .output(contract.withdrawRequest.output)
    .mutation(({ ctx, input }) => withdrawRequest(ctx, input)),
});
