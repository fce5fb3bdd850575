import type { AppointmentWire, endAppointment as contract } from '@miji/contract';
import { inOffice, isBefore, Temporal } from '@miji/core';
import type { ScopedTransaction } from '@miji/db';
import { appendEvents, appointmentsIn, endAppointmentAt, findAppointment, lockRegister } from '@miji/db';
import type { z } from 'zod';
import { hasHoldings } from '../handovers/outstanding.ts';
import { scopeOfCompany } from '../platform/acting.ts';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext, Platform } from '../platform/context.ts';
import { administrationOf, finding } from './administration.ts';
import { toAppointmentWire } from './directory.ts';

/**
 * Ends an appointment at this instant, or at a later one. Everything that followed from it ends with it; whoever holds none any more
 * is signed out.
 *
 * @throws Refusal `NOT_ENTITLED` to whoever is not the company's, or the head office's, system administrator; `NOT_FOUND`;
 *   `VALIDATION` for an instant that is over; `HOLDINGS_OUTSTANDING` where he would leave the company with something of it on his name
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

  const ended = await platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    await lockRegister(tx);
    const ending = await findAppointment(tx, input.appointmentId);
    if (ending !== undefined && (await leavesHoldings(tx, ending, to))) return 'outstanding';
    if (!(await endAppointmentAt(tx, input.appointmentId, to, input.reason ?? null))) return undefined;
    await appendEvents(tx, [done(ctx, { ...happening, effectiveAt: to })]);
    return findAppointment(tx, input.appointmentId);
  });
  if (ended === undefined) throw await refused(ctx, happening, NOT_FOUND);
  if (ended === 'outstanding') throw await refused(ctx, happening, { code: 'HOLDINGS_OUTSTANDING', article: 'AR-06' });
  await signOutLeavers(platform, [ended.person_id], at);
  return toAppointmentWire(ended, company);
};

/**
 * Whether somebody would leave the company by the end of one of his appointments while things of it stand on his name: he hands them
 * over first. Whoever keeps another post there goes on answering for them.
 *
 * @see AR-06
 */
const leavesHoldings = async (
  tx: ScopedTransaction,
  ending: { readonly id: string; readonly person_id: string },
  to: Temporal.Instant,
): Promise<boolean> => {
  const others = (await appointmentsIn(tx, [ending.person_id])).filter(
    ({ id, valid_from, valid_to }) =>
      id !== ending.id && !isBefore(to, valid_from) && (valid_to === null || isBefore(to, valid_to)),
  );
  return others.length === 0 && hasHoldings(tx, ending.person_id);
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
