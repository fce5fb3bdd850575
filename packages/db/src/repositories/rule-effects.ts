import type { Actor, Appointment, Membership, Temporal } from '@miji/core';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import { currentAppointments, toAppointment } from './appointments.ts';
import type { CopyRow } from './copies.ts';
import type { ItemRow } from './items.ts';
import type { RangeRow } from './ranges.ts';
import type { RequestRow } from './requests.ts';

/** What a company has that rules bear upon at an instant. */
export interface RuledStock {
  /** items that are still secret */
  readonly items: readonly ItemRow[];
  /** the entries of their ranges that are in force, by item */
  readonly ranges: ReadonlyMap<string, readonly RangeRow[]>;
  /** requests that are open: they wait for a decision, or for an answer of the requester */
  readonly requests: readonly RequestRow[];
  /** copies that somebody has */
  readonly copies: readonly CopyRow[];
}

/** Everything of the scoped company that another law would bear upon, in four queries. */
export const ruledStockOf = async (tx: ScopedTransaction, at: Temporal.Instant): Promise<RuledStock> => {
  const company_id = companyOf(tx);
  const [items, ranges, requests, copies] = await Promise.all([
    tx
      .selectFrom('item')
      .selectAll()
      .where('company_id', '=', company_id)
      .where((eb) => eb.or([eb('secret_until', 'is', null), eb('secret_until', '>', at)]))
      .where((eb) => eb.or([eb('declassified_at', 'is', null), eb('declassified_at', '>', at)]))
      .orderBy('number')
      .execute(),
    tx
      .selectFrom('item_range')
      .selectAll()
      .where('company_id', '=', company_id)
      .where('valid_from', '<=', at)
      .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', at)]))
      .execute(),
    tx
      .selectFrom('request')
      .selectAll()
      .where('company_id', '=', company_id)
      .where('state', 'in', ['pending', 'returned'])
      .where('expires_at', '>', at)
      .orderBy('number')
      .execute(),
    tx
      .selectFrom('copy')
      .selectAll()
      .where('company_id', '=', company_id)
      .where('state', 'in', ['held', 'lent', 'carried_out', 'in_transit'])
      .orderBy('item_number')
      .orderBy('number')
      .execute(),
  ]);
  return { items, ranges: Map.groupBy(ranges, (row) => row.item_id), requests, copies };
};

/** Everybody who holds an appointment of the scoped company at an instant or belongs to one of its project groups: what he is there. */
export const peopleOfCompany = async (tx: ScopedTransaction, at: Temporal.Instant): Promise<readonly Actor[]> => {
  const [held, joined] = await Promise.all([
    tx
      .selectFrom('appointment')
      .innerJoin('company', 'company.id', 'appointment.company_id')
      .selectAll('appointment')
      .select('company.kind')
      .where('appointment.company_id', '=', companyOf(tx))
      .where(currentAppointments(at))
      .execute(),
    tx
      .selectFrom('project_group_member')
      .select(['person_id', 'group_id', 'valid_from', 'valid_to'])
      .where('company_id', '=', companyOf(tx))
      .execute(),
  ]);
  const appointments = Map.groupBy(held, (row) => row.person_id);
  const memberships = Map.groupBy(joined, (row) => row.person_id);
  return [...new Set([...appointments.keys(), ...memberships.keys()])].map((personId) => ({
    personId,
    appointments: (appointments.get(personId) ?? []).map((row): Appointment => toAppointment(row)),
    memberships: (memberships.get(personId) ?? []).map(
      (row): Membership => ({ groupId: row.group_id, validity: { from: row.valid_from, to: row.valid_to } }),
    ),
  }));
};
