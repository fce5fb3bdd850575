import * as contract from '@miji/contract';
import { listTrace } from '@miji/services';
import { procedure, router } from '../trpc.ts';

export const traceRouter = router({
  list: procedure
    .input(contract.listTrace.input)
    .output(contract.listTrace.output)
    .query(({ ctx, input }) => listTrace(ctx, input)),
});
