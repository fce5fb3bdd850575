import type { Admitted, Ground } from '../ground.ts';
import type { EffectiveLevel, SecretLevel } from '../level.ts';
import type { Operation } from '../operation.ts';
import type { ItemRecords } from './item-records.ts';
import type { LocalGrants } from './local-grants.ts';
import type { LocalPerson, Presence } from './local-person.ts';
import { KIND_BITS, KIND_MASK } from './member-refs.ts';
import type { TimeSpans } from './time-spans.ts';

const levelOf = (rank: number): SecretLevel => {
  if (rank === 1) return 'confidential';
  return rank === 2 ? 'secret' : 'top_secret';
};

/** What a snapshot's columns are kept in. */
export interface LocalFacts {
  readonly items: ItemRecords;
  readonly spans: TimeSpans;
  readonly grants: LocalGrants;
}

/**
 * The facts of a question, read off records. There is one for all questions, and what it is asked about is put in before each: a
 * decision is over before the next one begins, and nothing is made for it.
 */
export class LocalGround implements Ground {
  person: LocalPerson;
  presence: Presence;
  /** the number of the item, and where its record begins */
  numeral = -1;
  record = -1;
  operation: Operation = 'view';
  at = 0;
  necessity: string | undefined;
  readonly #items: ItemRecords;
  readonly #spans: TimeSpans;
  readonly #grants: LocalGrants;

  constructor({ items, spans, grants }: LocalFacts, nobody: LocalPerson) {
    this.#items = items;
    this.#spans = spans;
    this.#grants = grants;
    this.person = nobody;
    this.presence = nobody.at(0);
  }

  level(): EffectiveLevel {
    return this.at < this.#items.end(this.record) ? this.markedLevel() : 'declassified';
  }

  markedLevel(): SecretLevel {
    return levelOf(this.#items.rank(this.record));
  }

  isInRange({ knowing, kinds }: Admitted): boolean {
    if (!this.presence.isInOffice) return false;
    const items = this.#items;
    const record = this.record;
    const { name } = this.person;
    if (knowing.managerKnows && items.manager(record) === name) return !this.isExcluded();
    const entries = items.entries(record);
    for (let entry = 0; entry < entries; entry += 1) {
      const member = items.member(record, entry);
      if (!this.#isHe(member, name) || ((kinds >> (member & KIND_MASK)) & 1) === 0) continue;
      if (this.#spans.covers(items.span(record, entry), this.at)) return !this.isExcluded();
    }
    return false;
  }

  isManager(): boolean {
    return this.presence.isInOffice && this.#items.manager(this.record) === this.person.name;
  }

  isExecutive(): boolean {
    return this.presence.isExecutive;
  }

  isEmployed(): boolean {
    return this.presence.isEmployed;
  }

  isExcluded(): boolean {
    return this.#items.isExcluded(this.record, this.person.name);
  }

  isHeld(): boolean {
    return this.#items.isHeld(this.record);
  }

  /** Visitors are asked for at the server. */
  isForVisitor(): boolean {
    return false;
  }

  isNecessityStated(): boolean {
    return this.necessity !== undefined && this.necessity.trim() !== '';
  }

  /**
   * Only a grant that covers the question counts here: why another one does not is told by the server, when it is used. What is no
   * longer secret needs none.
   */
  grantRefusal(): null | undefined {
    const items = this.#items;
    if (!items.isGranted(this.record)) return undefined;
    for (const grant of this.#grants.of(this.numeral)) {
      const covers =
        grant.person === this.person.name &&
        grant.operation === this.operation &&
        grant.version === items.version(this.record) &&
        grant.rank === items.rank(this.record) &&
        this.at < grant.end;
      if (covers) return null;
    }
    return undefined;
  }

  /** Whether a member is he himself, or something that he stands for; persons have kind 0. */
  #isHe(member: number, name: number): boolean {
    if ((member & KIND_MASK) === 0) return member >> KIND_BITS === name;
    const { stands } = this.presence;
    for (const stand of stands) if (stand === member) return true;
    return false;
  }
}
