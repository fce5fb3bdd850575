import type * as contract from '@miji/contract';
import type { ActOptions, CallOptions, Caller, In, Out } from '../caller.ts';

export const notices = ({ mutate, query }: Caller) => ({
  /** What one has been told, the newest first. */
  list: (input: In<typeof contract.listNotices> = {}, options?: CallOptions): Out<typeof contract.listNotices> =>
    query('notices.list', input, options),
  /** Marks some as read, or all of them. */
  markRead: (
    input: In<typeof contract.markNoticesRead> = {},
    options?: ActOptions,
  ): Out<typeof contract.markNoticesRead> => mutate('notices.markRead', input, options),
  getSettings: (options?: CallOptions): Out<typeof contract.getNoticeSettings> =>
    query('notices.getSettings', undefined, options),
  setSettings: (
    input: In<typeof contract.setNoticeSettings>,
    options?: ActOptions,
  ): Out<typeof contract.setNoticeSettings> => mutate('notices.setSettings', input, options),
  listRobots: (input: In<typeof contract.listRobots> = {}, options?: CallOptions): Out<typeof contract.listRobots> =>
    query('notices.listRobots', input, options),
  setRobot: (input: In<typeof contract.setRobot>, options?: ActOptions): Out<typeof contract.setRobot> =>
    mutate('notices.setRobot', input, options),
  removeRobot: (input: In<typeof contract.removeRobot>, options?: ActOptions): Out<typeof contract.removeRobot> =>
    mutate('notices.removeRobot', input, options),
  tryRobot: (input: In<typeof contract.tryRobot>, options?: ActOptions): Out<typeof contract.tryRobot> =>
    mutate('notices.tryRobot', input, options),
  listDeadLetters: (
    input: In<typeof contract.listDeadLetters> = {},
    options?: CallOptions,
  ): Out<typeof contract.listDeadLetters> => query('notices.listDeadLetters', input, options),
  resendDeadLetters: (
    input: In<typeof contract.resendDeadLetters>,
    options?: ActOptions,
  ): Out<typeof contract.resendDeadLetters> => mutate('notices.resendDeadLetters', input, options),
});
