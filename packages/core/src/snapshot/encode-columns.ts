import { declassifiesAt } from '../effective-level.ts';
import { levelRank } from '../level.ts';
import type { Actor } from '../organisation.ts';
import type { RangeMember } from '../range.ts';
import { memberPrincipal, RANGE_MEMBER_KINDS } from '../range.ts';
import type { Regime } from '../regime.ts';
import { bindingRegimes } from '../regime.ts';
import type { Validity } from '../time.ts';
import type { SnapshotColumns } from './body.ts';
import type { NumberedGrant, NumberedItem, SnapshotCompany, SnapshotPieces } from './facts.ts';
import { numeralOf } from './item-numeral.ts';
import { Places } from './places.ts';
import { endMillisecond, startMillisecond } from './whole-milliseconds.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer Cell)[] ? Cell[] : T[K] };

const itemColumns = (): Writable<SnapshotColumns['items']> => ({
  number: [],
  level: [],
  regimes: [],
  version: [],
  held: [],
  end: [],
  manager: [],
  entries: [],
  member: [],
  span: [],
  exclusions: [],
  excluded: [],
});

const actorColumns = (): Writable<SnapshotColumns['actors']> => ({
  person: [],
  appointments: [],
  company: [],
  headquarters: [],
  post: [],
  department: [],
  span: [],
  memberships: [],
  group: [],
  groupSpan: [],
});

const grantColumns = (): Writable<SnapshotColumns['grants']> => ({
  number: [],
  item: [],
  person: [],
  operation: [],
  version: [],
  level: [],
  left: [],
  end: [],
});

/** Writes things down in columns, each id, stretch of time and member once. */
class ColumnWriter {
  readonly #company: Pick<SnapshotCompany, 'id' | 'code'>;
  readonly #names = new Places<string>();
  readonly #spans = new Places<readonly [number, number | null]>();
  readonly #members = new Places<readonly [number, number, number]>();
  readonly #regimes = new Places<readonly Regime[]>();
  readonly #items = itemColumns();
  readonly #actors = actorColumns();
  readonly #grants = grantColumns();

  constructor(company: Pick<SnapshotCompany, 'id' | 'code'>) {
    this.#company = company;
  }

  item({ number, facts }: NumberedItem): void {
    const { range } = facts;
    if (range.ownerCompanyId !== this.#company.id) throw new TypeError(`${number} belongs to another company`);
    const end = declassifiesAt(facts);
    const regimes = bindingRegimes(facts.regimes).filter((regime) => regime !== 'group');
    const items = this.#items;
    items.number.push(this.#numeral(number));
    items.level.push(levelRank(facts.level));
    items.regimes.push(this.#regimes.of(regimes.join(), regimes));
    items.version.push(facts.version);
    items.held.push(facts.onHold === true ? 1 : 0);
    items.end.push(end === null ? null : startMillisecond(end));
    items.manager.push(this.#name(range.responsibleManagerId));
    items.entries.push(range.entries.length);
    for (const { member, validity } of range.entries) {
      items.member.push(this.#member(member));
      items.span.push(this.#span(validity));
    }
    items.exclusions.push(range.excludedIds.length);
    for (const personId of range.excludedIds) items.excluded.push(this.#name(personId));
  }

  actor({ personId, appointments, memberships = [] }: Actor): void {
    const actors = this.#actors;
    actors.person.push(this.#name(personId));
    actors.appointments.push(appointments.length);
    for (const { companyId, companyKind, post, departmentId, validity } of appointments) {
      actors.company.push(this.#name(companyId));
      actors.headquarters.push(companyKind === 'headquarters' ? 1 : 0);
      actors.post.push(this.#name(post));
      actors.department.push(departmentId === null ? -1 : this.#name(departmentId));
      actors.span.push(this.#span(validity));
    }
    actors.memberships.push(memberships.length);
    for (const { groupId, validity } of memberships) {
      actors.group.push(this.#name(groupId));
      actors.groupSpan.push(this.#span(validity));
    }
  }

  grant({ number, item, grant }: NumberedGrant): void {
    const grants = this.#grants;
    grants.number.push(number);
    grants.item.push(this.#numeral(item));
    grants.person.push(this.#name(grant.personId));
    grants.operation.push(this.#name(grant.operation));
    grants.version.push(grant.itemVersion);
    grants.level.push(levelRank(grant.level));
    grants.left.push(grant.voided === null ? Math.max(0, grant.copies - grant.used) : 0);
    grants.end.push(endMillisecond(grant.expiresAt));
  }

  #numeral(number: string): number {
    const numeral = numeralOf(this.#company.code, number);
    if (numeral < 0) throw new TypeError(`${number} is no number of ${this.#company.code}`);
    return numeral;
  }

  columns(): SnapshotColumns {
    return {
      names: this.#names.values,
      spans: this.#spans.values.flat(),
      members: this.#members.values.flat(),
      regimes: this.#regimes.values,
      items: this.#items,
      actors: this.#actors,
      grants: this.#grants,
    };
  }

  #name(name: string): number {
    return this.#names.of(name, name);
  }

  #span({ from, to }: Validity): number {
    const span = [startMillisecond(from), to === null ? null : endMillisecond(to)] as const;
    return this.#spans.of(span.join(), span);
  }

  #member(member: RangeMember): number {
    const kind = RANGE_MEMBER_KINDS.indexOf(member.kind);
    return this.#members.of(memberPrincipal(member), [kind, ...this.#namesOf(member)]);
  }

  #namesOf(member: RangeMember): readonly [number, number] {
    switch (member.kind) {
      case 'person':
        return [this.#name(member.personId), -1];
      case 'post':
        return [this.#name(member.companyId), this.#name(member.post)];
      case 'department':
        return [this.#name(member.departmentId), -1];
      case 'group':
        return [this.#name(member.groupId), -1];
    }
  }
}

/**
 * Pieces in columns.
 *
 * @throws TypeError for an item of another company
 */
export const encodeColumns = (
  company: Pick<SnapshotCompany, 'id' | 'code'>,
  { items, actors, grants }: SnapshotPieces,
): SnapshotColumns => {
  const writer = new ColumnWriter(company);
  for (const item of items) writer.item(item);
  for (const actor of actors) writer.actor(actor);
  for (const grant of grants) writer.grant(grant);
  return writer.columns();
};
