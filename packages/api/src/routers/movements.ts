import * as contract from '@miji/contract';
import {
  announceMovement,
  confirmMovement,
  confirmTidings,
  declineMovement,
  listIncidentDrafts,
  listMovements,
  listTidings,
  withdrawMovement,
} from '@miji/services';
import { procedure, router } from '../trpc.ts';

export const movementsRouter = router({
  list: procedure
    .input(contract.listMovements.input)
    .output(contract.listMovements.output)
    .query(({ ctx, input }) => listMovements(ctx, input)),
  announce: procedure
    .input(contract.announceMovement.input)
    .output(contract.announceMovement.output)
    .mutation(({ ctx, input }) => announceMovement(ctx, input)),
  confirm: procedure
    .input(contract.confirmMovement.input)
    .output(contract.confirmMovement.output)
    .mutation(({ ctx, input }) => confirmMovement(ctx, input)),
  decline: procedure
    .input(contract.declineMovement.input)
    .output(contract.declineMovement.output)
    .mutation(({ ctx, input }) => declineMovement(ctx, input)),
  withdraw: procedure
    .input(contract.withdrawMovement.input)
    .output(contract.withdrawMovement.output)
    .mutation(({ ctx, input }) => withdrawMovement(ctx, input)),
});

export const tidingsRouter = router({
  list: procedure
    .input(contract.listTidings.input)
    .output(contract.listTidings.output)
    .query(({ ctx, input }) => listTidings(ctx, input)),
  confirm: procedure
    .input(contract.confirmTidings.input)
    .output(contract.confirmTidings.output)
    .mutation(({ ctx, input }) => confirmTidings(ctx, input)),
});

export const incidentsRouter = router({
  list: procedure
    .input(contract.listIncidentDrafts.input)
    .output(contract.listIncidentDrafts.output)
    .query(({ ctx, input }) => listIncidentDrafts(ctx, input)),
});
