import type { Actor, Officers, SeatFormula, Temporal } from '@miji/core';
import { leavesOf } from '@miji/core';
import { officersOf } from '@miji/db';
import { actingPerson, systemScope } from '../platform/acting.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext, Platform } from '../platform/context.ts';

/**
 * The people among whom approvers are looked for, company by company, each company asked once in a call. Whoever acts stands among
 * them as the register of this call has him, and not otherwise: a service that speaks for him lends him nothing.
 */
export class OfficerDesk {
  readonly #ctx: CallContext;
  readonly #companies = new Map<string, Promise<Officers>>();
  readonly #people = new Map<string, Promise<Actor | undefined>>();

  constructor(ctx: CallContext) {
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
    const [officers, people] = await Promise.all([
      Promise.all([...places].map((companyId) => this.#company(companyId))),
      Promise.all(persons.map((personId) => this.#person(personId))),
    ]);
    const own = actingPerson(this.#ctx);
    const known = people.filter((person) => person !== undefined);
    return merged(officers.flat(), own === null ? known : [...known, own]);
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
