import * as contract from '@miji/contract';
import { getSession } from '@miji/services';
import { procedure, router } from '../trpc.ts';

export const sessionRouter = router({
  get: procedure
    .input(contract.getSession.input)
    .output(contract.getSession.output)
    .query(({ ctx }) => getSession(ctx)),
});
