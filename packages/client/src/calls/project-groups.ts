import type * as contract from '@miji/contract';
import type { ActOptions, CallOptions, Caller, In, Out } from '../caller.ts';

export const projectGroups = ({ mutate, query }: Caller) => ({
  list: (
    input: In<typeof contract.listProjectGroups> = {},
    options?: CallOptions,
  ): Out<typeof contract.listProjectGroups> => query('projectGroups.list', input, options),
  open: (input: In<typeof contract.openProjectGroup>, options?: ActOptions): Out<typeof contract.openProjectGroup> =>
    mutate('projectGroups.open', input, options),
  join: (input: In<typeof contract.joinProjectGroup>, options?: ActOptions): Out<typeof contract.joinProjectGroup> =>
    mutate('projectGroups.join', input, options),
  leave: (input: In<typeof contract.leaveProjectGroup>, options?: ActOptions): Out<typeof contract.leaveProjectGroup> =>
    mutate('projectGroups.leave', input, options),
});
