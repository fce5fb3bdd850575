import type { Temporal } from '@miji/core';
import { isBefore } from '@miji/core';
import type { ScopedTransaction, Within } from '@miji/db';
import { appointmentsIn } from '@miji/db';
import { hasHoldings } from '../handovers/outstanding.ts';
import type { CallContext } from '../platform/context.ts';

/** Appointments of one person in one company that are to end by an instant. */
export interface Ending {
  readonly companyId: string;
  readonly personId: string;
  readonly appointmentIds: ReadonlySet<string>;
  readonly to: Temporal.Instant;
}

/**
 * Whether somebody would leave a company by the end of some of his appointments while things of it stand on his name, or with his last one
 * the group while things of any company do: he hands them over first. Whoever keeps another post goes on answering for them. His name is
 * held already, so that nothing comes to it meanwhile.
 *
 * @see AR-06
 */
export const leavesHoldings = async (ctx: CallContext, within: Within, ending: Ending): Promise<boolean> => {
  const here = await within(ending.companyId, (tx) => standingIn(tx, ending));
  if (here.stays) return false;
  if (here.holds) return true;
  let holdsElsewhere = false;
  for (const { id } of await ctx.platform.companies.all()) {
    if (id === ending.companyId) continue;
    const there = await within(id, (tx) => standingIn(tx, ending));
    if (there.stays) return false;
    holdsElsewhere ||= there.holds;
  }
  return holdsElsewhere;
};

/** Whether he still holds an office in a company by then, and whether anything of it stands on his name. */
const standingIn = async (
  tx: ScopedTransaction,
  { personId, appointmentIds, to }: Ending,
): Promise<{ readonly stays: boolean; readonly holds: boolean }> => {
  const stays = (await appointmentsIn(tx, [personId])).some(
    ({ id, valid_from, valid_to }) =>
      !appointmentIds.has(id) && !isBefore(to, valid_from) && (valid_to === null || isBefore(to, valid_to)),
  );
  return { stays, holds: await hasHoldings(tx, personId) };
};
