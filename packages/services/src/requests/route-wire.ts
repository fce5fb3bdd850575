import type { Agreement, CompanyRef, RouteWire, SeatWire } from '@miji/contract';
import type { Approver, Capacity, Office, Route, Seat } from '@miji/core';
import { anyOf, seatName } from '@miji/core';
import type { RequestDecisionRow } from '@miji/db';
import { isoMillisecond } from '@miji/db';
import type { Names } from '../platform/names.ts';
import { personRef } from '../platform/names.ts';

/** The people whom a route and its agreements name. */
export const peopleOnRoute = (
  route: Route | null,
  decisions: readonly RequestDecisionRow[] = [],
): readonly (string | null)[] => [
  ...(route?.kind === 'open' ? route.capacities.flatMap(({ personId, principalId }) => [personId, principalId]) : []),
  ...(route?.kind === 'locked' ? route.appoint.flatMap((seat) => (seat.kind === 'person' ? [seat.personId] : [])) : []),
  ...decisions.flatMap(({ person_id, principal_id }) => [person_id, principal_id]),
];

/** What a route is shown with. */
export interface RouteSetting {
  readonly rule: Approver;
  readonly names: Names;
  readonly companies: readonly CompanyRef[];
  readonly decisions?: readonly RequestDecisionRow[] | undefined;
}

/** A route with names. Where all have agreed it is open to nobody any more. */
export const toRoute = (route: Route | null, setting: RouteSetting): RouteWire => {
  const { rule, names, companies, decisions = [] } = setting;
  const asked = { rule, agreed: toAgreements(decisions, names) };
  if (route === null) return { kind: 'open', ...asked, escalated: false, approvers: [] };
  if (route.kind === 'locked') {
    return { kind: 'locked', ...asked, appoint: distinct(route.appoint).map((seat) => toSeat(seat, names, companies)) };
  }
  return {
    kind: 'open',
    ...asked,
    escalated: route.escalated,
    approvers: distinctPeople(route.capacities).map(({ personId, principalId, delegation }) => ({
      ...personRef(personId, names),
      onBehalfOf: principalId === null ? null : personRef(principalId, names),
      delegation,
    })),
  };
};

const toAgreements = (decisions: readonly RequestDecisionRow[], names: Names): Agreement[] => {
  const agreed = decisions
    .filter(({ decision }) => decision === 'approve')
    .map((row) => ({
      person: personRef(row.person_id, names),
      onBehalfOf: row.principal_id === null ? null : personRef(row.principal_id, names),
      delegation: row.delegation_number,
      at: isoMillisecond(row.decided_at),
    }));
  return [
    ...new Map(
      agreed.map((one) => [`${one.person.id} ${one.onBehalfOf?.id} ${one.delegation} ${one.at}`, one]),
    ).values(),
  ];
};

const distinct = (seats: readonly Seat[]): readonly Seat[] => [
  ...new Map(seats.map((seat) => [seatName(seat), seat])).values(),
];

/** Somebody who may decide for two seats in one capacity stands there once; whoever decides in his own right comes first. */
const distinctPeople = (capacities: readonly Capacity[]): readonly Capacity[] => [
  ...new Map(
    capacities
      .toSorted((one, other) => Number(one.principalId !== null) - Number(other.principalId !== null))
      .map((held) => [`${held.personId} ${held.principalId} ${held.delegation}`, held] as const),
  ).values(),
];

const HEADQUARTERS_NAME = '总公司';

/** A seat with names: what has to be filled. */
export const toSeat = (seat: Seat, names: Names, companies: readonly CompanyRef[]): SeatWire => {
  const company = (id: string): string => companies.find((one) => one.id === id)?.name ?? id;
  const headquarters = companies.find(({ kind }) => kind === 'headquarters')?.name ?? HEADQUARTERS_NAME;
  switch (seat.kind) {
    case 'post':
      return { kind: 'post', company: company(seat.companyId), post: seat.post };
    case 'headquarters_post':
      return { kind: 'post', company: headquarters, post: seat.post };
    case 'in_charge':
      return { kind: 'in_charge', company: company(seat.companyId), post: seat.post, line: seat.line };
    case 'headquarters_in_charge':
      return { kind: 'in_charge', company: headquarters, post: seat.post, line: seat.line };
    case 'person':
      return { kind: 'person', person: personRef(seat.personId, names) };
    case 'department_head':
      return { kind: 'department_head', department: names.get(seat.departmentId) ?? null };
    case 'nobody':
      return { kind: 'nobody' };
  }
};

/** What has to be filled, said as a rule says it: what a refusal at filing names. */
export const officesToFill = (seats: readonly Seat[], ownerCompanyId: string): Approver => {
  const offices = distinct(seats).map((seat) => officeOf(seat, ownerCompanyId));
  return anyOf(...new Map(offices.map((office) => [JSON.stringify(office), office])).values());
};

const officeOf = (seat: Seat, ownerCompanyId: string): Office => {
  switch (seat.kind) {
    case 'post':
      return { kind: 'post', company: seat.companyId === ownerCompanyId ? 'owner' : 'requester', post: seat.post };
    case 'headquarters_post':
      return { kind: 'post', company: 'headquarters', post: seat.post };
    case 'in_charge':
      return { kind: 'in_charge', company: 'owner', post: seat.post };
    case 'headquarters_in_charge':
      return { kind: 'in_charge', company: 'headquarters', post: seat.post };
    case 'person':
      return { kind: 'responsible_manager' };
    case 'department_head':
      return { kind: 'requester_department_head' };
    case 'nobody':
      return { kind: 'nobody' };
  }
};
