import * as contract from '@miji/contract';
import { getDesk } from '@miji/services';
import { procedure, router } from '../trpc.ts';

export const deskRouter = router({
  get: procedure
    .input(contract.getDesk.input)
    .output(contract.getDesk.output)
    .query(({ ctx }) => getDesk(ctx)),
});
