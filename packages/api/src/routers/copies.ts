import * as contract from '@miji/contract';
import {
  bindCopies,
  carryOut,
  copyTree,
  destroyCopy,
  findCopyAgain,
  getCopy,
  listCopies,
  loseCopy,
  replacePage,
  takeOverCopy,
} from '@miji/services';
import { procedure, router } from '../trpc.ts';

export const copiesRouter = router({
  list: procedure
    .input(contract.listCopies.input)
    .output(contract.listCopies.output)
    .query(({ ctx, input }) => listCopies(ctx, input)),
  get: procedure
    .input(contract.getCopy.input)
    .output(contract.getCopy.output)
    .query(({ ctx, input }) => getCopy(ctx, input)),
  tree: procedure
    .input(contract.copyTree.input)
    .output(contract.copyTree.output)
    .query(({ ctx, input }) => copyTree(ctx, input)),
  carryOut: procedure
    .input(contract.carryOut.input)
    .output(contract.carryOut.output)
    .mutation(({ ctx, input }) => carryOut(ctx, input)),
  lose: procedure
    .input(contract.loseCopy.input)
    .output(contract.loseCopy.output)
    .mutation(({ ctx, input }) => loseCopy(ctx, input)),
  find: procedure
    .input(contract.findCopyAgain.input)
    .output(contract.findCopyAgain.output)
    .mutation(({ ctx, input }) => findCopyAgain(ctx, input)),
  destroy: procedure
    .input(contract.destroyCopy.input)
    .output(contract.destroyCopy.output)
    .mutation(({ ctx, input }) => destroyCopy(ctx, input)),
  bind: procedure
    .input(contract.bindCopies.input)
    .output(contract.bindCopies.output)
    .mutation(({ ctx, input }) => bindCopies(ctx, input)),
  replacePage: procedure
    .input(contract.replacePage.input)
    .output(contract.replacePage.output)
    .mutation(({ ctx, input }) => replacePage(ctx, input)),
  takeOver: procedure
    .input(contract.takeOverCopy.input)
    .output(contract.takeOverCopy.output)
    .mutation(({ ctx, input }) => takeOverCopy(ctx, input)),
});
