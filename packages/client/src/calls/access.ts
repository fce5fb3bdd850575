import type * as contract from '@miji/contract';
import type { ActOptions, CallOptions, Caller, In, Out } from '../caller.ts';

export const access = ({ mutate, query }: Caller) => ({
  /** Asks the law one question, without doing anything. */
  check: (input: In<typeof contract.checkAccess>, options?: CallOptions): Out<typeof contract.checkAccess> =>
    query('access.check', input, options),
  checkMany: (
    input: In<typeof contract.checkManyAccess>,
    options?: CallOptions,
  ): Out<typeof contract.checkManyAccess> => query('access.checkMany', input, options),
  /** Why one person may or may not, for the office and auditors; itself a traced read. */
  explain: (input: In<typeof contract.explainAccess>, options?: CallOptions): Out<typeof contract.explainAccess> =>
    query('access.explain', input, options),
  /** Tells what was decided or read beside Miji; the same event told twice is kept once. */
  report: (input: In<typeof contract.reportAccess>, options?: ActOptions): Out<typeof contract.reportAccess> =>
    mutate('access.report', input, options),
});
