import type { AppointmentWire, endAppointment as contract } from '@miji/contract';
import { inOffice, isBefore, Temporal } from '@miji/core';
import type { AppointmentRow, ScopedTransaction, Within } from '@miji/db';
import { appendEvents, appointmentsIn, endAppointmentAt, findAppointment, lockRegister } from '@miji/db';
import type { z } from 'zod';
import { hasHoldings } from '../handovers/outstanding.ts';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext, Platform } from '../platform/context.ts';
import { scopeAcross } from '../register/register-desk.ts';
import { administrationOf, finding } from './administration.ts';
import { toAppointmentWire } from './directory.ts';

/**
 * Ends an appointment at this instant, or at a later one. Everything that followed from it ends with it; whoever holds none any more
 * is signed out.
 *
 * @throws Refusal `NOT_ENTITLED` to whoever is not the company's, or the head office's, system administrator; `NOT_FOUND`;
 *   `VALIDATION` for an instant that is over; `HOLDINGS_OUTSTANDING` where he would leave the company with something of it on his name, or
 *   the group with something of any company
 */
export const endAppointment = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<AppointmentWire> => {
  const { platform, at } = ctx;
  const subject = { kind: 'appointment', id: input.appointmentId } as const;
  const { company } = await administrationOf(ctx, input.company, { action: 'appointment.ended', subject });
  const happening = { companyId: company.id, action: 'appointment.ended', subject } as const;
  const to = input.to === undefined ? at : Temporal.Instant.from(input.to);
  if (isBefore(to, at)) throw await refused(ctx, happening, { code: 'VALIDATION', fields: [finding('to')] });

  const ended = await platform.db.transactAcross(scopeAcross(ctx), async (within) => {
    const ending = await within(company.id, async (tx) => {
      await lockRegister(tx);
      return findAppointment(tx, input.appointmentId);
    });
    if (ending !== undefined && (await leavesHoldings(ctx, within, ending, to))) return 'outstanding';
    return within(company.id, async (tx) => {
      if (!(await endAppointmentAt(tx, input.appointmentId, to, input.reason ?? null))) return undefined;
      await appendEvents(tx, [done(ctx, { ...happening, effectiveAt: to })]);
      return findAppointment(tx, input.appointmentId);
    });
  });
  if (ended === undefined) throw await refused(ctx, happening, NOT_FOUND);
  if (ended === 'outstanding') throw await refused(ctx, happening, { code: 'HOLDINGS_OUTSTANDING', article: 'AR-06' });
  await signOutLeavers(platform, [ended.person_id], at);
  return toAppointmentWire(ended, company);
};

type Ending = Pick<AppointmentRow, 'id' | 'company_id' | 'person_id'>;

/**
 * Whether somebody would leave a company by the end of one of his appointments while things of it stand on his name, or with his last one
 * the group while things of any company do: he hands them over first. Whoever keeps another post goes on answering for them.
 *
 * @see AR-06
 */
const leavesHoldings = async (
  ctx: CallContext,
  within: Within,
  ending: Ending,
  to: Temporal.Instant,
): Promise<boolean> => {
  const here = await within(ending.company_id, (tx) => standingIn(tx, ending, to));
  if (here.stays) return false;
  if (here.holds) return true;
  let holdsElsewhere = false;
  for (const { id } of await ctx.platform.companies.all()) {
    if (id === ending.company_id) continue;
    const there = await within(id, (tx) => standingIn(tx, ending, to));
    if (there.stays) return false;
    holdsElsewhere ||= there.holds;
  }
  return holdsElsewhere;
};

/** Whether he still holds an office in a company by then, and whether anything of it stands on his name. */
const standingIn = async (
  tx: ScopedTransaction,
  { id: endingId, person_id }: Ending,
  to: Temporal.Instant,
): Promise<{ readonly stays: boolean; readonly holds: boolean }> => {
  const stays = (await appointmentsIn(tx, [person_id])).some(
    ({ id, valid_from, valid_to }) =>
      id !== endingId && !isBefore(to, valid_from) && (valid_to === null || isBefore(to, valid_to)),
  );
  return { stays, holds: await hasHoldings(tx, person_id) };
};

/** Ends the sessions of whoever of these people holds no office any more. */
export const signOutLeavers = async (
  platform: Platform,
  personIds: readonly string[],
  at: Temporal.Instant,
): Promise<void> => {
  for (const personId of new Set(personIds)) {
    const person = await loadPerson(platform, personId, at);
    if (person === undefined || inOffice(person, at).length === 0) await platform.accounts.endSessions(personId);
  }
};
