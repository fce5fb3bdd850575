import { Refusal } from '@miji/contract';
import type { ServiceScope } from '@miji/contract';
import type { Appointment, Delegation, Temporal } from '@miji/core';
import { inOffice, isBefore, isEmployedBy, throughService } from '@miji/core';
import type { PlacedMembership } from '@miji/db';
import {
  appointmentsIn,
  appointmentsOf,
  delegationsTo,
  findService,
  membershipsOf,
  personNames,
  toAppointment,
} from '@miji/db';
import type { ActingPerson, Caller, Platform } from './context.ts';
import { systemScope } from './acting.ts';

/** What sign-in knows: an account's person, or a key's service. Rights are not part of it. */
export type SignedIn =
  | { readonly kind: 'person'; readonly personId: string }
  | {
      readonly kind: 'service';
      readonly serviceId: string;
      readonly companyId: string;
      /** what the key was issued for */
      readonly scopes: readonly ServiceScope[];
      readonly expiresAt: Temporal.Instant | null;
    };

/** A person as the register has him: his memberships with the company of each group. */
interface LoadedPerson extends ActingPerson {
  readonly memberships: readonly PlacedMembership[];
}

/**
 * A person with his appointments, his project groups, and what has been delegated to him, as the register has them now.
 *
 * @param at what has ended by then is left out of the delegations, for good: only a new one could lend anything again
 */
export const loadPerson = async (
  platform: Platform,
  personId: string,
  at: Temporal.Instant,
): Promise<LoadedPerson | undefined> =>
  withPrincipals(
    platform,
    at,
    await platform.db.transact({ companyId: null, personId, principals: [], at }, async (tx) => {
      // Sent together, answered together: one round trip.
      const [appointments, names, memberships, received] = await Promise.all([
        appointmentsOf(tx, personId),
        personNames(tx, [personId]),
        membershipsOf(tx, personId),
        delegationsTo(tx, personId, at),
      ]);
      const name = names.get(personId);
      return name === undefined ? undefined : { personId, name, appointments, memberships, received };
    }),
  );

interface Loaded {
  readonly personId: string;
  readonly name: string;
  readonly appointments: readonly Appointment[];
  readonly memberships: readonly PlacedMembership[];
  readonly received: readonly Delegation[];
}

/**
 * A delegation lives from the posts of whoever gave it, as far as the company goes that it is about. They are looked up only where
 * there is one, which is rare.
 */
const withPrincipals = async (
  platform: Platform,
  at: Temporal.Instant,
  loaded: Loaded | undefined,
): Promise<LoadedPerson | undefined> => {
  if (loaded === undefined) return undefined;
  const { received, ...person } = loaded;
  if (received.length === 0) return { ...person, delegations: [] };
  const byCompany = Map.groupBy(received, ({ companyId }) => companyId);
  const principals = await Promise.all(
    [...byCompany].map(async ([companyId, lent]) => {
      const ids = lent.map(({ principalId }) => principalId);
      const company = await platform.companies.byId(companyId);
      const rows = await platform.db.transact(systemScope(at, companyId), (tx) => appointmentsIn(tx, ids));
      return company === undefined ? [] : rows.map((row) => ({ row, kind: company.kind }));
    }),
  );
  const held = Map.groupBy(principals.flat(), ({ row }) => row.person_id);
  const posts = ({ principalId, companyId }: Delegation): readonly Appointment[] =>
    (held.get(principalId) ?? [])
      .filter(({ row }) => row.company_id === companyId)
      .map(({ row, kind }) => toAppointment({ ...row, kind }));
  const delegations = received.map((delegation) => ({
    ...delegation,
    principal: { personId: delegation.principalId, appointments: posts(delegation) },
  }));
  return { ...person, delegations };
};

/**
 * Who calls, with the rights he has at this instant: read from the register at every call, so that an ended appointment bites at
 * the next one.
 *
 * @param onBehalfOf the person for whom a service calls; he must work for the service's company
 * @throws Refusal `NOT_EMPLOYED` where the person holds no appointment, however valid his session; `KEY_EXPIRED`
 */
export const resolveCaller = async (
  platform: Platform,
  signedIn: SignedIn,
  onBehalfOf: string | null,
  at: Temporal.Instant,
): Promise<Caller> => {
  if (signedIn.kind === 'person') {
    const person = await loadPerson(platform, signedIn.personId, at);
    if (person === undefined || inOffice(person, at).length === 0) throw new Refusal('NOT_EMPLOYED');
    return { kind: 'person', person };
  }
  const { serviceId, companyId, scopes, expiresAt } = signedIn;
  if (expiresAt !== null && !isBefore(at, expiresAt)) throw new Refusal('KEY_EXPIRED');
  const [service, person] = await Promise.all([
    platform.db.transact(systemScope(at, companyId), (tx) => findService(tx, serviceId)),
    onBehalfOf === null ? null : loadPerson(platform, onBehalfOf, at),
  ]);
  if (service === undefined) throw new Refusal('UNAUTHENTICATED');
  if (person !== null && (person === undefined || !isEmployedBy(person, companyId, at)))
    throw new Refusal('NOT_EMPLOYED');
  const onBehalf = person === null ? null : withinCompany(throughService(person, companyId), companyId);
  return { kind: 'service', serviceId, companyId, name: service.name, scopes, expiresAt, onBehalfOf: onBehalf };
};

/** The project groups of other companies are no more lent to a program than a person’s posts there. */
const withinCompany = (person: LoadedPerson, companyId: string): ActingPerson => ({
  ...person,
  memberships: person.memberships.filter((membership) => membership.companyId === companyId),
});
