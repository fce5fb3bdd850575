import type { AppointmentWire, endAppointment as contract } from '@miji/contract';
import { appendEvents, endAppointmentAt, findAppointment } from '@miji/db';
import type { z } from 'zod';
import { homeCompanyId, holdsOffice, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext } from '../platform/context.ts';
import { ADMINISTRATION_POSTS, inOffice } from '@miji/core';
import { toAppointment } from './directory.ts';

/**
 * Ends an appointment at this instant. Everything that followed from it ends with it; whoever holds none any more is signed out.
 *
 * @throws Refusal `NOT_ENTITLED` to whoever is not the company's, or the head office's, system administrator
 */
export const endAppointment = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<AppointmentWire> => {
  const { platform, at } = ctx;
  requirePersonally(ctx);
  const company = await platform.companies.byCode(input.company);
  const happening = {
    companyId: company?.id ?? homeCompanyId(ctx),
    action: 'appointment.ended',
    subject: { kind: 'appointment', id: input.appointmentId },
  } as const;
  if (company === undefined || !(await holdsOffice(ctx, company.id, ADMINISTRATION_POSTS))) {
    throw await refused(ctx, happening, { code: 'NOT_ENTITLED' });
  }
  const ended = await platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    if (!(await endAppointmentAt(tx, input.appointmentId, at))) return undefined;
    await appendEvents(tx, [done(ctx, happening)]);
    return findAppointment(tx, input.appointmentId);
  });
  if (ended === undefined) throw await refused(ctx, happening, NOT_FOUND);
  const person = await loadPerson(platform, ended.person_id, at);
  if (person === undefined || inOffice(person, at).length === 0) await platform.accounts.endSessions(ended.person_id);
  return toAppointment(ended, company);
};
