import { POSTS } from '../organisation.ts';
import type { Regime } from '../regime.ts';
import type { SnapshotChange, SnapshotColumns } from './body.ts';
import { ItemRecords } from './item-records.ts';
import { LocalGrants } from './local-grants.ts';
import type { LocalMembership, LocalPost, Span } from './local-person.ts';
import { LocalPerson } from './local-person.ts';
import { MemberRefs } from './member-refs.ts';
import { Places } from './places.ts';
import { TimeSpans } from './time-spans.ts';

const EXECUTIVES: ReadonlySet<string> = new Set(['general_manager', 'deputy_general_manager']);

const cellOf = <T>(column: readonly T[], row: number, otherwise: T): T => column[row] ?? otherwise;

/** Everything of a snapshot, laid out to be decided on. */
export class LocalStore {
  readonly items = new ItemRecords();
  readonly grants = new LocalGrants();
  readonly spans = new TimeSpans();
  readonly people = new Map<string, LocalPerson>();
  readonly regimes = new Places<readonly Regime[]>();
  readonly #refs = new MemberRefs();
  readonly #companyId: string;

  constructor(companyId: string) {
    this.#companyId = companyId;
  }

  remove({ items, actors, grants }: SnapshotChange['removed']): void {
    for (const numeral of items) this.items.remove(numeral);
    for (const id of actors) this.people.delete(id);
    for (const number of grants) this.#removeGrant(number);
  }

  /** Takes what stands in columns, in the place of what it has under the same numbers and ids. They fit together. */
  take(columns: SnapshotColumns): void {
    const names = columns.names.map((name) => this.#refs.name(name));
    const spans = this.#takeSpans(columns);
    this.#takeItems(columns, names, spans);
    this.#takePeople(columns, names);
    this.#takeGrants(columns, names);
  }

  #takeSpans({ spans }: SnapshotColumns): readonly number[] {
    const places: number[] = [];
    for (let start = 0; start < spans.length; start += 2) {
      places.push(this.spans.of(spans[start] ?? Number.POSITIVE_INFINITY, spans[start + 1] ?? null));
    }
    return places;
  }

  #takeItems(columns: SnapshotColumns, names: readonly number[], spans: readonly number[]): void {
    const { items } = columns;
    const members = this.#membersOf(columns);
    const regimes = columns.regimes.map((set) => this.regimes.of(set.join(), set));
    const inThese = (places: readonly number[], of: readonly number[]): readonly number[] =>
      places.map((place) => cellOf(of, place, -1));
    let entry = 0;
    let exclusion = 0;
    items.number.forEach((numeral, row) => {
      const entries = entry + cellOf(items.entries, row, 0);
      const exclusions = exclusion + cellOf(items.exclusions, row, 0);
      this.items.put({
        numeral,
        rank: cellOf(items.level, row, 3),
        regimes: cellOf(regimes, cellOf(items.regimes, row, 0), 0),
        isHeld: items.held[row] !== 0,
        isGranted: this.grants.of(numeral).length > 0,
        version: cellOf(items.version, row, 0),
        end: items.end[row] ?? Number.POSITIVE_INFINITY,
        manager: cellOf(names, cellOf(items.manager, row, -1), -1),
        members: inThese(items.member.slice(entry, entries), members),
        spans: inThese(items.span.slice(entry, entries), spans),
        excluded: inThese(items.excluded.slice(exclusion, exclusions), names),
      });
      entry = entries;
      exclusion = exclusions;
    });
  }

  #membersOf({ members, names }: SnapshotColumns): readonly number[] {
    const refs: number[] = [];
    for (let start = 0; start < members.length; start += 3) {
      const [kind = -1, id = -1, post = -1] = members.slice(start, start + 3);
      refs.push(this.#refs.member(kind, cellOf(names, id, ''), cellOf(names, post, '')));
    }
    return refs;
  }

  #takePeople({ actors, names, spans }: SnapshotColumns, places: readonly number[]): void {
    const spanAt = (place: number): Span => ({
      from: spans[2 * place] ?? Number.POSITIVE_INFINITY,
      to: spans[2 * place + 1] ?? Number.POSITIVE_INFINITY,
    });
    let held = 0;
    let belongs = 0;
    actors.person.forEach((person, row) => {
      const posts: LocalPost[] = [];
      for (const last = held + cellOf(actors.appointments, row, 0); held < last; held += 1) {
        const companyId = cellOf(names, cellOf(actors.company, held, -1), '');
        const post = cellOf(names, cellOf(actors.post, held, -1), '');
        const department = cellOf(actors.department, held, -1);
        const departmentId = department < 0 ? null : cellOf(names, department, '');
        posts.push({
          ...spanAt(cellOf(actors.span, held, -1)),
          held: {
            companyId,
            companyKind: actors.headquarters[held] === 1 ? 'headquarters' : 'subsidiary',
            // A post that is not known here gives no more than that its holder works there.
            post: POSTS.find((known) => known === post) ?? 'staff',
            departmentId,
          },
          isOwner: companyId === this.#companyId,
          isExecutive: actors.headquarters[held] === 1 && EXECUTIVES.has(post),
          stands: [
            this.#refs.post(companyId, post),
            ...(departmentId === null ? [] : [this.#refs.department(departmentId)]),
          ],
        });
      }
      const memberships: LocalMembership[] = [];
      for (const last = belongs + cellOf(actors.memberships, row, 0); belongs < last; belongs += 1) {
        memberships.push({
          ...spanAt(cellOf(actors.groupSpan, belongs, -1)),
          group: this.#refs.group(cellOf(names, cellOf(actors.group, belongs, -1), '')),
        });
      }
      const name = cellOf(places, person, -1);
      this.people.set(cellOf(names, person, ''), new LocalPerson(name, posts, memberships));
    });
  }

  #takeGrants({ grants, names }: SnapshotColumns, places: readonly number[]): void {
    grants.number.forEach((number, row) => {
      if (!(cellOf(grants.left, row, 0) > 0)) {
        this.#removeGrant(number);
        return;
      }
      const item = cellOf(grants.item, row, -1);
      this.#removeGrant(number);
      this.items.setGranted(item, true);
      this.grants.put({
        number,
        item,
        person: cellOf(places, cellOf(grants.person, row, -1), -1),
        operation: cellOf(names, cellOf(grants.operation, row, -1), ''),
        version: cellOf(grants.version, row, -1),
        rank: cellOf(grants.level, row, 0),
        end: cellOf(grants.end, row, Number.NEGATIVE_INFINITY),
      });
    });
  }

  #removeGrant(number: string): void {
    const item = this.grants.remove(number);
    if (item !== undefined) this.items.setGranted(item, this.grants.of(item).length > 0);
  }
}
