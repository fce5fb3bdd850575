import type { appoint as contract, AppointmentWire } from '@miji/contract';
import { isBefore, mayAppoint, Temporal } from '@miji/core';
import { findAppointment, lockRegister } from '@miji/db';
import type { z } from 'zod';
import { scopeOfCompany } from '../platform/acting.ts';
import { refused } from '../platform/audit.ts';
import type { Reason } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext } from '../platform/context.ts';
import { administrationOf, finding } from './administration.ts';
import { AppointmentRefused, beginAppointments } from './begin-appointments.ts';
import { toAppointmentWire } from './directory.ts';

/**
 * Appoints a person to a post of a company, from now or a later instant on.
 *
 * @throws Refusal `NOT_ENTITLED` to whoever may not fill this post; `SEPARATION_OF_DUTIES` for oneself, and for two offices of control
 *   in one hand; `DUPLICATE` where he has the post, or a company would have two general managers; `VALIDATION`
 * @see docs/adr/0020-who-appoints.md
 */
export const appointPerson = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<AppointmentWire> => {
  const { platform, at } = ctx;
  const subject = { kind: 'person', id: input.personId } as const;
  const office = await administrationOf(ctx, input.company, { action: 'person.appointed', subject });
  const { company, administrator, headquartersId } = office;
  const happening = {
    companyId: company.id,
    action: 'person.appointed',
    subject,
    details: { post: input.post },
  } as const;
  const refuse = (reason: Reason) => refused(ctx, happening, reason);

  const from = input.from === undefined ? at : Temporal.Instant.from(input.from);
  const to = input.to === undefined ? null : Temporal.Instant.from(input.to);
  const notHis = mayAppoint(administrator, { ...input, companyId: company.id }, headquartersId, at);
  if (notHis !== null) throw await refuse({ code: notHis });
  const person = await loadPerson(platform, input.personId, at);
  const fields = [
    ...(person === undefined ? [finding('personId')] : []),
    ...(isBefore(from, at) ? [finding('from')] : []),
    ...(to !== null && !isBefore(from, to) ? [finding('to')] : []),
  ];
  if (fields.length > 0) throw await refuse({ code: 'VALIDATION', fields });

  try {
    return await platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
      await lockRegister(tx);
      const term = { from, to, reason: input.reason ?? null };
      const [id = ''] = await beginAppointments(ctx, tx, { personId: input.personId, company }, [input], term);
      const row = await findAppointment(tx, id);
      if (row === undefined) throw new Error('the appointment just made is not there');
      return toAppointmentWire(row, company);
    });
  } catch (error) {
    throw error instanceof AppointmentRefused ? await refuse(error.reason) : error;
  }
};
