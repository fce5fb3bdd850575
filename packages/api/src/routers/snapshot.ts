import * as contract from '@miji/contract';
import { getSnapshot, snapshotChanges, snapshotKeys } from '@miji/services';
import { procedure, router } from '../trpc.ts';

export const snapshotRouter = router({
  get: procedure
    .input(contract.getSnapshot.input)
    .output(contract.getSnapshot.output)
    .query(({ ctx, input }) => getSnapshot(ctx, input)),
  changes: procedure
    .input(contract.snapshotChanges.input)
    .output(contract.snapshotChanges.output)
    .query(({ ctx, input }) => snapshotChanges(ctx, input)),
  keys: procedure
    .input(contract.snapshotKeys.input)
    .output(contract.snapshotKeys.output)
    .query(({ ctx }) => snapshotKeys(ctx)),
});
