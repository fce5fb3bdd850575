import type { AppointmentWire, endAppointment as contract } from '@miji/contract';
import { inOffice, isBefore, Temporal } from '@miji/core';
import { appendEvents, endAppointmentAt, findAppointment, lockRegister } from '@miji/db';
import type { z } from 'zod';
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
 *   `VALIDATION` for an instant that is over
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
    if (!(await endAppointmentAt(tx, input.appointmentId, to, input.reason ?? null))) return undefined;
    await appendEvents(tx, [done(ctx, { ...happening, effectiveAt: to })]);
    return findAppointment(tx, input.appointmentId);
  });
  if (ended === undefined) throw await refused(ctx, happening, NOT_FOUND);
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
