import * as contract from '@miji/contract';
import { cancelUpload, getUpload, uploadLimits } from '@miji/services';
import { procedure, router } from '../trpc.ts';

export const uploadsRouter = router({
  get: procedure
    .input(contract.getUpload.input)
    .output(contract.getUpload.output)
    .query(({ ctx, input }) => getUpload(ctx, input)),
  cancel: procedure
    .input(contract.cancelUpload.input)
    .output(contract.cancelUpload.output)
    .mutation(({ ctx, input }) => cancelUpload(ctx, input)),
  limits: procedure
    .input(contract.uploadLimits.input)
    .output(contract.uploadLimits.output)
    .query(({ ctx }) => uploadLimits(ctx)),
});
