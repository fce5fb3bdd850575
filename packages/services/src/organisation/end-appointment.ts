import type { AppointmentWire, endAppointment as contract } from '@miji/contract';
import { inOffice, isBefore, Temporal } from '@miji/core';
import {
  appendEvents,
  endAppointmentAt,
  findAppointment,
  holdNames,
  lockRegister,
  openCollectionOrder,
  spendCollectionOrder,
} from '@miji/db';
import type { z } from 'zod';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext, Platform } from '../platform/context.ts';
import { scopeAcross } from '../register/register-desk.ts';
import { administrationOf, finding } from './administration.ts';
import { toAppointmentWire } from './directory.ts';
import { leavesHoldings } from './leaves-holdings.ts';

/**
 * Ends an appointment at this instant, or at a later one. Everything that followed from it ends with it; whoever holds none any more
 * is signed out.
 *
 * @throws Refusal `NOT_ENTITLED` to whoever is not the company's, or the head office's, system administrator; `NOT_FOUND`;
 *   `VALIDATION` for an instant that is over; `HOLDINGS_OUTSTANDING` where he would leave the company with something of it on his name, or
 *   the group with something of any company, and the security officer has not ordered that to be collected
 * @see AR-06
 */
export const endAppointment = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<AppointmentWire> => {
  const { platform, at } = ctx;
  const subject = { kind: 'appointment', id: input.appointmentId } as const;
  const { company, administrator } = await administrationOf(ctx, input.company, {
    action: 'appointment.ended',
    subject,
  });
  const happening = { companyId: company.id, action: 'appointment.ended', subject } as const;
  const to = input.to === undefined ? at : Temporal.Instant.from(input.to);
  if (isBefore(to, at)) throw await refused(ctx, happening, { code: 'VALIDATION', fields: [finding('to')] });

  const ended = await platform.db.transactAcross(scopeAcross(ctx), async (within) => {
    const ending = await within(company.id, async (tx) => {
      await lockRegister(tx);
      const found = await findAppointment(tx, input.appointmentId);
      if (found !== undefined) await holdNames(tx, [found.person_id]);
      return found;
    });
    if (ending === undefined) return undefined;
    const { id, person_id: personId } = ending;
    const leaves = { companyId: company.id, personId, appointmentIds: new Set([id]), to };
    const isOutstanding = await leavesHoldings(ctx, within, leaves);
    return within(company.id, async (tx) => {
      const order = isOutstanding ? await openCollectionOrder(tx, personId, at) : undefined;
      if (isOutstanding && (order === undefined || order.ordered_by === administrator.personId)) return 'outstanding';
      if (!(await endAppointmentAt(tx, id, to, input.reason ?? null))) return undefined;
      if (order !== undefined) await spendCollectionOrder(tx, order.id, to);
      const details = order === undefined ? {} : { collected: order.id };
      await appendEvents(tx, [done(ctx, { ...happening, effectiveAt: to, details })]);
      return findAppointment(tx, input.appointmentId);
    });
  });
  if (ended === undefined) throw await refused(ctx, happening, NOT_FOUND);
  if (ended === 'outstanding') throw await refused(ctx, happening, { code: 'HOLDINGS_OUTSTANDING', article: 'AR-06' });
  await signOutLeavers(platform, [ended.person_id], at);
  return toAppointmentWire(ended, company);
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
