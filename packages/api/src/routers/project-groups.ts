import * as contract from '@miji/contract';
import { joinProjectGroup, leaveProjectGroup, listProjectGroups, openProjectGroup } from '@miji/services';
import { procedure, router } from '../trpc.ts';

export const projectGroupsRouter = router({
  list: procedure
    .input(contract.listProjectGroups.input)
    .output(contract.listProjectGroups.output)
    .query(({ ctx, input }) => listProjectGroups(ctx, input)),
  open: procedure
    .input(contract.openProjectGroup.input)
    .output(contract.openProjectGroup.output)
    .mutation(({ ctx, input }) => openProjectGroup(ctx, input)),
  join: procedure
    .input(contract.joinProjectGroup.input)
    .output(contract.joinProjectGroup.output)
    .mutation(({ ctx, input }) => joinProjectGroup(ctx, input)),
  leave: procedure
    .input(contract.leaveProjectGroup.input)
    .output(contract.leaveProjectGroup.output)
    .mutation(({ ctx, input }) => leaveProjectGroup(ctx, input)),
});
