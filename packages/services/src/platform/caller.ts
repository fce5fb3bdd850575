import { Refusal } from '@miji/contract';
import type { Temporal } from '@miji/core';
import { inOffice, isEmployedBy, throughService } from '@miji/core';
import { appointmentsOf, findService, personNames } from '@miji/db';
import type { ActingPerson, Caller, Platform } from './context.ts';
import { systemScope } from './acting.ts';

/** What sign-in knows: an account's person, or a key's service. Rights are not part of it. */
export type SignedIn =
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'service'; readonly serviceId: string; readonly companyId: string };

/** A person with his appointments, as the register has them now. */
export const loadPerson = async (
  platform: Platform,
  personId: string,
  at: Temporal.Instant,
): Promise<ActingPerson | undefined> =>
  platform.db.transact({ companyId: null, personId, principals: [], at }, async (tx) => {
    const [appointments, names] = await Promise.all([appointmentsOf(tx, personId), personNames(tx, [personId])]);
    const name = names.get(personId);
    return name === undefined ? undefined : { personId, name, appointments };
  });

/**
 * Who calls, with the rights he has at this instant: read from the register at every call, so that an ended appointment bites at
 * the next one.
 *
 * @param onBehalfOf the person for whom a service calls; he must work for the service's company
 * @throws Refusal `NOT_EMPLOYED` where the person holds no appointment, however valid his session
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
  const { serviceId, companyId } = signedIn;
  const [service, person] = await Promise.all([
    platform.db.transact(systemScope(at, companyId), (tx) => findService(tx, serviceId)),
    onBehalfOf === null ? null : loadPerson(platform, onBehalfOf, at),
  ]);
  if (service === undefined) throw new Refusal('UNAUTHENTICATED');
  if (person !== null && (person === undefined || !isEmployedBy(person, companyId, at)))
    throw new Refusal('NOT_EMPLOYED');
  const onBehalf = person === null ? null : throughService(person, companyId);
  return { kind: 'service', serviceId, companyId, name: service.name, onBehalfOf: onBehalf };
};
