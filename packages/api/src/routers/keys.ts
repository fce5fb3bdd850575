import * as contract from '@miji/contract';
import { listKeys, rotateCompanyKey } from '@miji/services';
import { procedure, router } from '../trpc.ts';

export const keysRouter = router({
  list: procedure
    .input(contract.listKeys.input)
    .output(contract.listKeys.output)
    .query(({ ctx }) => listKeys(ctx)),
  rotate: procedure
    .input(contract.rotateCompanyKey.input)
    .output(contract.rotateCompanyKey.output)
    .mutation(({ ctx, input }) => rotateCompanyKey(ctx, input)),
});
