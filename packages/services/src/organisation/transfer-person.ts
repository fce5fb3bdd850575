import type { transferPerson as contract } from '@miji/contract';
import { isBefore, mayAppoint, Temporal } from '@miji/core';
import {
  appendEvents,
  appointmentsIn,
  endAppointmentsAt,
  findAppointments,
  findEmployee,
  holdNames,
  insertEmployments,
  isoMillisecond,
  isUniqueViolation,
  lockRegister,
} from '@miji/db';
import type { z } from 'zod';
import { hasHoldings } from '../handovers/outstanding.ts';
import { actingPerson } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { Reason } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext } from '../platform/context.ts';
import { administrationOf, finding } from './administration.ts';
import { AppointmentRefused, beginAppointments } from './begin-appointments.ts';
import { toAppointmentWire } from './directory.ts';
import { signOutLeavers } from './end-appointment.ts';

type Output = z.output<typeof contract.output>;

/**
 * Moves a person from one company or department to another in one act: what he held there ends, and what he is to hold begins, at one
 * instant. Both companies' traces say so. Between two companies only the head office's system administrator moves anybody, as only he
 * administers both.
 *
 * @throws Refusal `NOT_ENTITLED`, `SEPARATION_OF_DUTIES`, `DUPLICATE`, `VALIDATION`; `NO_CHANGE` where nothing would end; `HOLDINGS_OUTSTANDING` while
 *   something of what he leaves stands on his name
 * @see AR-06
 */
export const transferPerson = async (ctx: CallContext, input: z.output<typeof contract.input>): Promise<Output> => {
  const { platform, at } = ctx;
  const { personId } = input;
  const subject = { kind: 'person', id: personId } as const;
  const action = 'person.transferred';
  const leaving = await administrationOf(ctx, input.from.company, { action, subject });
  const entering = await administrationOf(ctx, input.to.company, { action, subject });
  const { company, administrator, headquartersId } = entering;
  const refuse = (reason: Reason) => refused(ctx, { companyId: company.id, action, subject }, reason);

  const effective = input.effective === undefined ? at : Temporal.Instant.from(input.effective);
  for (const { post } of input.to.posts) {
    const notHis = mayAppoint(administrator, { personId, companyId: company.id, post }, headquartersId, at);
    if (notHis !== null) throw await refuse({ code: notHis });
  }
  const person = await loadPerson(platform, personId, at);
  if (person === undefined) throw await refuse({ code: 'VALIDATION', fields: [finding('personId')] });
  if (isBefore(effective, at)) throw await refuse({ code: 'VALIDATION', fields: [finding('effective')] });

  const scope = { personId: actingPerson(ctx)?.personId ?? null, principals: [], at };
  const transferred = (companyId: string, details: Readonly<Record<string, string | number>>) =>
    done(ctx, { companyId, action, subject, effectiveAt: effective, details });
  try {
    const moved = await platform.db.transactAcross(scope, async (within) => {
      const ended = await within(leaving.company.id, async (tx) => {
        await lockRegister(tx);
        const held = (await appointmentsIn(tx, [personId])).filter(
          (row) =>
            (row.valid_to === null || isBefore(effective, row.valid_to)) &&
            (input.from.departmentId === undefined || row.department_id === input.from.departmentId),
        );
        if (held.length === 0)
          throw new AppointmentRefused({ code: 'NO_CHANGE', fields: [finding('from', 'NO_CHANGE')] });
        await holdNames(tx, [personId]);
        if (await hasHoldings(tx, personId))
          throw new AppointmentRefused({
            code: 'HOLDINGS_OUTSTANDING',
            article: 'AR-06',
            fields: [finding('personId')],
          });
        await endAppointmentsAt(
          tx,
          held.map(({ id }) => ({ id, to: effective })),
          input.reason,
        );
        await appendEvents(tx, [
          transferred(leaving.company.id, { to: company.id, ended: held.length }),
          ...held.map(({ id }) =>
            done(ctx, {
              companyId: leaving.company.id,
              action: 'appointment.ended',
              subject: { kind: 'appointment', id },
              effectiveAt: effective,
            }),
          ),
        ]);
        const rows = await findAppointments(
          tx,
          held.map(({ id }) => id),
        );
        return rows.map((row) => toAppointmentWire(row, leaving.company));
      });
      const begun = await within(company.id, async (tx) => {
        const known = await findEmployee(tx, personId);
        const { employeeNumber } = input.to;
        if (known === undefined && employeeNumber !== undefined)
          await insertEmployments(tx, [{ personId, employeeNumber }], at);
        if (known !== undefined && employeeNumber !== undefined && known.employeeNumber !== employeeNumber)
          throw new AppointmentRefused({ code: 'VALIDATION', fields: [finding('to.employeeNumber')] });
        const term = { from: effective, to: null, reason: input.reason };
        const ids = await beginAppointments(ctx, tx, { personId, company }, input.to.posts, term);
        if (company.id !== leaving.company.id)
          await appendEvents(tx, [transferred(company.id, { from: leaving.company.id, begun: ids.length })]);
        return (await findAppointments(tx, ids)).map((row) => toAppointmentWire(row, company));
      });
      return { ended, begun, effective: isoMillisecond(effective) };
    });
    await signOutLeavers(platform, [personId], at);
    return moved;
  } catch (error) {
    if (error instanceof AppointmentRefused) throw await refuse(error.reason);
    if (isUniqueViolation(error))
      throw await refuse({ code: 'DUPLICATE', fields: [finding('to.employeeNumber', 'DUPLICATE')] });
    throw error;
  }
};
