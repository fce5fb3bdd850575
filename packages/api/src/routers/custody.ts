import * as contract from '@miji/contract';
import {
  appointKeeper,
  beginStocktaking,
  closeStocktaking,
  closeStore,
  countInStocktaking,
  endKeeper,
  enterOriginal,
  getCustodyDesk,
  getCustodySettings,
  getHoldings,
  getLoan,
  getStocktaking,
  handOut,
  listHandovers,
  listLoans,
  listStocktakings,
  listStores,
  openStore,
  orderCollection,
  printLabels,
  printRegister,
  proposeHandover,
  setCustodySettings,
  signHandover,
  withdrawHandover,
} from '@miji/services';
import { procedure, router } from '../trpc.ts';

export const storesRouter = router({
  list: procedure
    .input(contract.listStores.input)
    .output(contract.listStores.output)
    .query(({ ctx, input }) => listStores(ctx, input)),
  open: procedure
    .input(contract.openStore.input)
    .output(contract.openStore.output)
    .mutation(({ ctx, input }) => openStore(ctx, input)),
  close: procedure
    .input(contract.closeStore.input)
    .output(contract.closeStore.output)
    .mutation(({ ctx, input }) => closeStore(ctx, input)),
  appointKeeper: procedure
    .input(contract.appointKeeper.input)
    .output(contract.appointKeeper.output)
    .mutation(({ ctx, input }) => appointKeeper(ctx, input)),
  endKeeper: procedure
    .input(contract.endKeeper.input)
    .output(contract.endKeeper.output)
    .mutation(({ ctx, input }) => endKeeper(ctx, input)),
});

export const custodyRouter = router({
  desk: procedure
    .input(contract.custodyDesk.input)
    .output(contract.custodyDesk.output)
    .query(({ ctx, input }) => getCustodyDesk(ctx, input)),
  getSettings: procedure
    .input(contract.getCustodySettings.input)
    .output(contract.getCustodySettings.output)
    .query(({ ctx, input }) => getCustodySettings(ctx, input)),
  setSettings: procedure
    .input(contract.setCustodySettings.input)
    .output(contract.setCustodySettings.output)
    .mutation(({ ctx, input }) => setCustodySettings(ctx, input)),
  enterOriginal: procedure
    .input(contract.enterOriginal.input)
    .output(contract.enterOriginal.output)
    .mutation(({ ctx, input }) => enterOriginal(ctx, input)),
  printLabels: procedure
    .input(contract.printLabels.input)
    .output(contract.printLabels.output)
    .query(({ ctx, input }) => printLabels(ctx, input)),
  printRegister: procedure
    .input(contract.printRegister.input)
    .output(contract.printRegister.output)
    .query(({ ctx, input }) => printRegister(ctx, input)),
});

export const loansRouter = router({
  list: procedure
    .input(contract.listLoans.input)
    .output(contract.listLoans.output)
    .query(({ ctx, input }) => listLoans(ctx, input)),
  get: procedure
    .input(contract.getLoan.input)
    .output(contract.getLoan.output)
    .query(({ ctx, input }) => getLoan(ctx, input)),
  handOut: procedure
    .input(contract.handOut.input)
    .output(contract.handOut.output)
    .mutation(({ ctx, input }) => handOut(ctx, input)),
});

export const stocktakingsRouter = router({
  begin: procedure
    .input(contract.beginStocktaking.input)
    .output(contract.beginStocktaking.output)
    .mutation(({ ctx, input }) => beginStocktaking(ctx, input)),
  count: procedure
    .input(contract.countInStocktaking.input)
    .output(contract.countInStocktaking.output)
    .mutation(({ ctx, input }) => countInStocktaking(ctx, input)),
  close: procedure
    .input(contract.closeStocktaking.input)
    .output(contract.closeStocktaking.output)
    .mutation(({ ctx, input }) => closeStocktaking(ctx, input)),
  list: procedure
    .input(contract.listStocktakings.input)
    .output(contract.listStocktakings.output)
    .query(({ ctx, input }) => listStocktakings(ctx, input)),
  get: procedure
    .input(contract.getStocktaking.input)
    .output(contract.getStocktaking.output)
    .query(({ ctx, input }) => getStocktaking(ctx, input)),
});

export const handoversRouter = router({
  holdings: procedure
    .input(contract.holdingsOf.input)
    .output(contract.holdingsOf.output)
    .query(({ ctx, input }) => getHoldings(ctx, input)),
  propose: procedure
    .input(contract.proposeHandover.input)
    .output(contract.proposeHandover.output)
    .mutation(({ ctx, input }) => proposeHandover(ctx, input)),
  sign: procedure
    .input(contract.signHandover.input)
    .output(contract.signHandover.output)
    .mutation(({ ctx, input }) => signHandover(ctx, input)),
  orderCollection: procedure
    .input(contract.orderCollection.input)
    .output(contract.orderCollection.output)
    .mutation(({ ctx, input }) => orderCollection(ctx, input)),
  withdraw: procedure
    .input(contract.withdrawHandover.input)
    .output(contract.withdrawHandover.output)
    .mutation(({ ctx, input }) => withdrawHandover(ctx, input)),
  list: procedure
    .input(contract.listHandovers.input)
    .output(contract.listHandovers.output)
    .query(({ ctx, input }) => listHandovers(ctx, input)),
});
