import * as contract from '@miji/contract';
import {
  confirmItem,
  excludeReader,
  getItem,
  listItems,
  nameReader,
  openReading,
  readItem,
  readPage,
  readmitReader,
  registerItem,
  reviseItem,
  revokeReader,
  searchItems,
} from '@miji/services';
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
  search: procedure
    .input(contract.searchItems.input)
    .output(contract.searchItems.output)
    .query(({ ctx, input }) => searchItems(ctx, input)),
  read: procedure
    .input(contract.readItem.input)
    .output(contract.readItem.output)
    .query(({ ctx, input }) => readItem(ctx, input)),
  openReading: procedure
    .input(contract.openReading.input)
    .output(contract.openReading.output)
    .query(({ ctx, input }) => openReading(ctx, input)),
  readPage: procedure
    .input(contract.readPage.input)
    .output(contract.readPage.output)
    .query(({ ctx, input }) => readPage(ctx, input)),
  revise: procedure
    .input(contract.reviseItem.input)
    .output(contract.reviseItem.output)
    .mutation(({ ctx, input }) => reviseItem(ctx, input)),
  name: procedure
    .input(contract.nameReader.input)
    .output(contract.nameReader.output)
    .mutation(({ ctx, input }) => nameReader(ctx, input)),
  revoke: procedure
    .input(contract.revokeReader.input)
    .output(contract.revokeReader.output)
    .mutation(({ ctx, input }) => revokeReader(ctx, input)),
  exclude: procedure
    .input(contract.excludeReader.input)
    .output(contract.excludeReader.output)
    .mutation(({ ctx, input }) => excludeReader(ctx, input)),
  readmit: procedure
    .input(contract.readmitReader.input)
    .output(contract.readmitReader.output)
    .mutation(({ ctx, input }) => readmitReader(ctx, input)),
  confirm: procedure
    .input(contract.confirmItem.input)
    .output(contract.confirmItem.output)
    .mutation(({ ctx, input }) => confirmItem(ctx, input)),
});
