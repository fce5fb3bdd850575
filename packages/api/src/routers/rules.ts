import * as contract from '@miji/contract';
import { currentRules } from '@miji/services';
import { procedure, router } from '../trpc.ts';

export const rulesRouter = router({
  current: procedure
    .input(contract.currentRules.input)
    .output(contract.currentRules.output)
    .query(({ ctx }) => currentRules(ctx)),
});
