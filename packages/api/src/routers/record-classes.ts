import * as contract from '@miji/contract';
import { declareRecordClass, getRecordClass, listRecordClasses, retireRecordClass } from '@miji/services';
import { procedure, router } from '../trpc.ts';

export const recordClassesRouter = router({
  declare: procedure
    .input(contract.declareRecordClass.input)
    .output(contract.declareRecordClass.output)
    .mutation(({ ctx, input }) => declareRecordClass(ctx, input)),
  list: procedure
    .input(contract.listRecordClasses.input)
    .output(contract.listRecordClasses.output)
    .query(({ ctx, input }) => listRecordClasses(ctx, input)),
  get: procedure
    .input(contract.getRecordClass.input)
    .output(contract.getRecordClass.output)
    .query(({ ctx, input }) => getRecordClass(ctx, input)),
  retire: procedure
    .input(contract.retireRecordClass.input)
    .output(contract.retireRecordClass.output)
    .mutation(({ ctx, input }) => retireRecordClass(ctx, input)),
});
