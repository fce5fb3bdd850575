import * as contract from '@miji/contract';
import {
  confirmServiceKey,
  issueServiceKey,
  listServiceCalls,
  listServiceDenials,
  listServiceKeys,
  revokeServiceKey,
} from '@miji/services';
import { procedure, router } from '../trpc.ts';

export const serviceKeysRouter = router({
  issue: procedure
    .input(contract.issueServiceKey.input)
    .output(contract.issueServiceKey.output)
    .mutation(({ ctx, input }) => issueServiceKey(ctx, input)),
  confirm: procedure
    .input(contract.confirmServiceKey.input)
    .output(contract.confirmServiceKey.output)
    .mutation(({ ctx, input }) => confirmServiceKey(ctx, input)),
  list: procedure
    .input(contract.listServiceKeys.input)
    .output(contract.listServiceKeys.output)
    .query(({ ctx, input }) => listServiceKeys(ctx, input)),
  revoke: procedure
    .input(contract.revokeServiceKey.input)
    .output(contract.revokeServiceKey.output)
    .mutation(({ ctx, input }) => revokeServiceKey(ctx, input)),
  calls: procedure
    .input(contract.listServiceCalls.input)
    .output(contract.listServiceCalls.output)
    .query(({ ctx, input }) => listServiceCalls(ctx, input)),
  denials: procedure
    .input(contract.listServiceDenials.input)
    .output(contract.listServiceDenials.output)
    .query(({ ctx, input }) => listServiceDenials(ctx, input)),
});
