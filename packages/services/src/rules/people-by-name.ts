import type { Actor, Applicant, ItemFacts, Knowing, Principal, Temporal } from '@miji/core';
import {
  applicantOf,
  HEADQUARTERS_EXECUTIVES,
  isExcluded,
  memberPrincipal,
  personPrincipal,
  principalsOf,
  readersOf,
} from '@miji/core';

/** People by the names that may stand in a range: of most items only a few have to be looked at. */
export class PeopleByName {
  readonly #at: Temporal.Instant;
  readonly #named = new Map<Principal, Actor[]>();
  readonly #namesOf = new Map<string, readonly Principal[]>();
  readonly #people: ReadonlyMap<string, Actor>;

  constructor(people: ReadonlyMap<string, Actor>, at: Temporal.Instant) {
    this.#at = at;
    this.#people = people;
    for (const actor of people.values()) {
      const names = principalsOf(actor, at);
      this.#namesOf.set(actor.personId, names);
      for (const name of names) {
        const earlier = this.#named.get(name);
        if (earlier === undefined) this.#named.set(name, [actor]);
        else earlier.push(actor);
      }
    }
  }

  /** Somebody by id; a person without any office where the register knows him as nothing. */
  find(personId: string): Actor {
    return this.#people.get(personId) ?? { personId, appointments: [] };
  }

  /** Who he is to the owner of an item, where he asks for himself. */
  applicantFor(actor: Actor, ownerCompanyId: string): Applicant {
    return applicantOf(actor, ownerCompanyId, { at: this.#at });
  }

  /** Everybody whom any law could let know an item; all others are denied it under each. */
  whoMightKnow({ range }: ItemFacts): readonly Actor[] {
    const names = [
      HEADQUARTERS_EXECUTIVES,
      personPrincipal(range.responsibleManagerId),
      ...range.entries.map(({ member }) => memberPrincipal(member)),
    ];
    return [...new Set(names.flatMap((name) => this.#named.get(name) ?? []))];
  }

  /** Who may know an item under a law, as `decide` has it; the names are worked out once for all who are asked about. */
  knowersOf({ range }: ItemFacts, knowing: Knowing): (actor: Actor) => boolean {
    const readers = new Set(readersOf(range, knowing, this.#at));
    const shutOut = range.excludedIds.length > 0;
    return ({ personId }) => {
      const isShutOut = shutOut && isExcluded(range, personId);
      // The head office's right to know all is not touched by an exclusion.
      return (this.#namesOf.get(personId) ?? []).some(
        (name) => readers.has(name) && (!isShutOut || name === HEADQUARTERS_EXECUTIVES),
      );
    };
  }
}
