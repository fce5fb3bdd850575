import * as contract from '@miji/contract';
import { advanceClock, readClock, setClock } from '@miji/services';
import { procedure, router } from '../trpc.ts';

export const clockRouter = router({
  read: procedure
    .input(contract.readClock.input)
    .output(contract.readClock.output)
    .query(({ ctx }) => readClock(ctx)),
  set: procedure
    .input(contract.setClock.input)
    .output(contract.setClock.output)
    .mutation(({ ctx, input }) => setClock(ctx, input)),
  advance: procedure
    .input(contract.advanceClock.input)
    .output(contract.advanceClock.output)
    .mutation(({ ctx, input }) => advanceClock(ctx, input)),
});
