import * as contract from '@miji/contract';
import {
  getNoticeSettings,
  listDeadLetters,
  listNotices,
  listRobots,
  markNoticesRead,
  removeRobot,
  resendDeadLetters,
  setNoticeSettings,
  setRobot,
  tryRobot,
  unreadNotices,
} from '@miji/services';
import { streamOf } from '../stream-of.ts';
import { procedure, router } from '../trpc.ts';

export const noticesRouter = router({
  list: procedure
    .input(contract.listNotices.input)
    .output(contract.listNotices.output)
    .query(({ ctx, input }) => listNotices(ctx, input)),
  markRead: procedure
    .input(contract.markNoticesRead.input)
    .output(contract.markNoticesRead.output)
    .mutation(({ ctx, input }) => markNoticesRead(ctx, input)),
  unread: procedure
    .input(contract.unreadNotices.input)
    .output(streamOf(contract.unreadNotices.output))
    .subscription(({ ctx, signal }) => unreadNotices(ctx, { isStillOpen: ctx.isStillOpen, signal })),
  getSettings: procedure
    .input(contract.getNoticeSettings.input)
    .output(contract.getNoticeSettings.output)
    .query(({ ctx }) => getNoticeSettings(ctx)),
  setSettings: procedure
    .input(contract.setNoticeSettings.input)
    .output(contract.setNoticeSettings.output)
    .mutation(({ ctx, input }) => setNoticeSettings(ctx, input)),
  listRobots: procedure
    .input(contract.listRobots.input)
    .output(contract.listRobots.output)
    .query(({ ctx, input }) => listRobots(ctx, input)),
  setRobot: procedure
    .input(contract.setRobot.input)
    .output(contract.setRobot.output)
    .mutation(({ ctx, input }) => setRobot(ctx, input)),
  removeRobot: procedure
    .input(contract.removeRobot.input)
    .output(contract.removeRobot.output)
    .mutation(({ ctx, input }) => removeRobot(ctx, input)),
  tryRobot: procedure
    .input(contract.tryRobot.input)
    .output(contract.tryRobot.output)
    .mutation(({ ctx, input }) => tryRobot(ctx, input)),
  listDeadLetters: procedure
    .input(contract.listDeadLetters.input)
    .output(contract.listDeadLetters.output)
    .query(({ ctx, input }) => listDeadLetters(ctx, input)),
  resendDeadLetters: procedure
    .input(contract.resendDeadLetters.input)
    .output(contract.resendDeadLetters.output)
    .mutation(({ ctx, input }) => resendDeadLetters(ctx, input)),
});
