import type { Actor, Officers, SeatFormula, Temporal } from '@miji/core';
import { isInOffice, leavesOf } from '@miji/core';
import { appointmentsIn, officersOf, toAppointment } from '@miji/db';
import { actingPerson, systemScope } from '../platform/acting.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext, Platform } from '../platform/context.ts';

/** A call, or, without a caller, what is done by itself. */
type Asking = Pick<CallContext, 'platform' | 'at'> & Partial<Pick<CallContext, 'caller'>>;

/**
 * The people among whom approvers are looked for, company by company, each company asked once in a call. Whoever acts stands among
 * them as the register of this call has him, and not otherwise: a service that speaks for him lends him nothing.
 */
export class OfficerDesk {
  readonly #ctx: Asking;
  readonly #companies = new Map<string, Promise<Officers>>();
  readonly #people = new Map<string, Promise<Actor | undefined>>();
  readonly #staff = new Map<string, Actor>();
  readonly #together = new Map<string, Promise<Officers>>();

  constructor(ctx: Asking) {
    this.#ctx = ctx;
  }

  /**
   * The officers of some companies and of the head office.
   *
   * @param seats what has to be filled, where that is known: a person’s own seat is filled by him, whatever his post
   */
  async of(companyIds: readonly string[], seats: SeatFormula | null): Promise<Officers> {
    const headquarters = await this.#ctx.platform.companies.headquarters();
    const places = new Set([...companyIds, ...(headquarters === undefined ? [] : [headquarters.id])]);
    const persons =
      seats === null ? [] : leavesOf(seats).flatMap((seat) => (seat.kind === 'person' ? [seat.personId] : []));
    return remembered(this.#together, [...places, '', ...new Set(persons)].join(' '), () =>
      this.#bringTogether([...places], persons),
    );
  }

  async #bringTogether(places: readonly string[], persons: readonly string[]): Promise<Officers> {
    const staff = persons.flatMap((personId) => this.#staff.get(personId) ?? []);
    const strangers = persons.filter((personId) => !this.#staff.has(personId));
    const [officers, people] = await Promise.all([
      Promise.all(places.map((companyId) => this.#company(companyId))),
      Promise.all(strangers.map((personId) => this.#person(personId))),
    ]);
    const { caller } = this.#ctx;
    const own = caller === undefined ? null : actingPerson({ caller });
    const known = people.filter((person) => person !== undefined);
    return merged([...officers.flat(), ...staff], own === null ? known : [...known, own]);
  }

  /**
   * Looks up at once those of many people who hold any post in a company: enough to know whether they fill a seat of their own. Each of
   * the others is asked for by himself.
   */
  async knowStaff(companyId: string, personIds: readonly string[]): Promise<void> {
    const { platform, at } = this.#ctx;
    const company = personIds.length === 0 ? undefined : await platform.companies.byId(companyId);
    if (company === undefined) return;
    const rows = await platform.db.transact(systemScope(at, companyId), (tx) => appointmentsIn(tx, personIds));
    for (const [personId, own] of Map.groupBy(rows, (row) => row.person_id)) {
      const appointments = own.map((row) => toAppointment({ ...row, kind: company.kind }));
      if (isInOffice({ personId, appointments }, at)) this.#staff.set(personId, { personId, appointments });
    }
  }

  #company(companyId: string): Promise<Officers> {
    const { platform, at } = this.#ctx;
    return remembered(this.#companies, companyId, () => officersIn(platform, companyId, at));
  }

  #person(personId: string): Promise<Actor | undefined> {
    const { platform, at } = this.#ctx;
    return remembered(this.#people, personId, () => loadPerson(platform, personId, at));
  }
}

const officersIn = (platform: Platform, companyId: string, at: Temporal.Instant): Promise<Officers> =>
  platform.db.transact(systemScope(at, companyId), (tx) => officersOf(tx, at));

const remembered = <T>(values: Map<string, T>, key: string, make: () => T): T => {
  const earlier = values.get(key);
  if (earlier !== undefined) return earlier;
  const made = make();
  values.set(key, made);
  return made;
};

/** One person, several companies: what he is in each of them. Whoever is known in full stands as that. */
const merged = (officers: Officers, inFull: readonly Actor[]): Officers => {
  const people = new Map<string, Actor>();
  for (const officer of officers) {
    const earlier = people.get(officer.personId);
    people.set(officer.personId, {
      ...officer,
      appointments: [...(earlier?.appointments ?? []), ...officer.appointments],
      delegations: [...(earlier?.delegations ?? []), ...(officer.delegations ?? [])],
    });
  }
  for (const person of inFull) people.set(person.personId, person);
  return [...people.values()];
};
