import * as contract from '@miji/contract';
import { confirmItem, getItem, listItems, nameReader, readItem, registerItem } from '@miji/services';
import { procedure, router } from '../trpc.ts';

export const itemsRouter = router({
  register: procedure
    .input(contract.registerItem.input)
    .output(contract.registerItem.output)
    .mutation(({ ctx, input }) => registerItem(ctx, input)),
  get: procedure
    .input(contract.getItem.input)
    .output(contract.getItem.output)
    .query(({ ctx, input }) => getItem(ctx, input)),
  list: procedure
    .input(contract.listItems.input)
    .output(contract.listItems.output)
    .query(({ ctx, input }) => listItems(ctx, input)),
  read: procedure
    .input(contract.readItem.input)
    .output(contract.readItem.output)
    .query(({ ctx, input }) => readItem(ctx, input)),
  name: procedure
    .input(contract.nameReader.input)
    .output(contract.nameReader.output)
    .mutation(({ ctx, input }) => nameReader(ctx, input)),
  confirm: procedure
    .input(contract.confirmItem.input)
    .output(contract.confirmItem.output)
    .mutation(({ ctx, input }) => confirmItem(ctx, input)),
});
