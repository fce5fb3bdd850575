import type { Actor, Appointment, Temporal } from '@miji/core';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import { currentAppointments, toAppointment } from './appointments.ts';
import { toDelegation } from './delegations.ts';

/**
 * Everybody among whom an approver may be found in the scoped company at an instant: whoever holds a post there other than a mere
 * employee’s, and whoever has been delegated the decisions of one. Each with what he is in this company, and nothing else.
 */
export const officersOf = async (tx: ScopedTransaction, at: Temporal.Instant): Promise<readonly Actor[]> => {
  const inForce = tx
    .selectFrom('delegation')
    .where('delegation.company_id', '=', companyOf(tx))
    .where('delegation.valid_from', '<=', at)
    .where('delegation.valid_to', '>', at)
    .where((eb) => eb.or([eb('delegation.revoked_at', 'is', null), eb('delegation.revoked_at', '>', at)]));
  const [delegations, held] = await Promise.all([
    inForce.selectAll().execute(),
    tx
      .selectFrom('appointment')
      .innerJoin('company', 'company.id', 'appointment.company_id')
      .selectAll('appointment')
      .select('company.kind')
      .where('appointment.company_id', '=', companyOf(tx))
      .where(currentAppointments(at))
      .where((eb) =>
        eb.or([
          eb('appointment.post', '!=', 'staff'),
          eb('appointment.person_id', 'in', inForce.select('delegation.delegate_id')),
        ]),
      )
      .orderBy('appointment.valid_from')
      .orderBy('appointment.id')
      .execute(),
  ]);
  const appointments = new Map<string, Appointment[]>();
  for (const row of held) {
    const earlier = appointments.get(row.person_id) ?? [];
    appointments.set(row.person_id, [...earlier, toAppointment(row)]);
  }
  const received = Map.groupBy(delegations, (row) => row.delegate_id);
  return [...appointments].map(([personId, own]) => ({
    personId,
    appointments: own,
    delegations: (received.get(personId) ?? []).map((row) => ({
      ...toDelegation(row),
      principal: { personId: row.principal_id, appointments: appointments.get(row.principal_id) ?? [] },
    })),
  }));
};
