import * as contract from '@miji/contract';
import { listRegister, requestFigures, requestForm } from '@miji/services';
import { procedure, router } from '../trpc.ts';

export const registerRouter = router({
  list: procedure
    .input(contract.requestRegister.input)
    .output(contract.requestRegister.output)
    .query(({ ctx, input }) => listRegister(ctx, input)),
  figures: procedure
    .input(contract.requestFigures.input)
    .output(contract.requestFigures.output)
    .query(({ ctx, input }) => requestFigures(ctx, input)),
  form: procedure
    .input(contract.requestForm.input)
    .output(contract.requestForm.output)
    .query(({ ctx, input }) => requestForm(ctx, input)),
});
