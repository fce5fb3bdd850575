import type { Appointment } from '../organisation.ts';
import { Temporal } from '../time.ts';
import type { MemberRef } from './member-refs.ts';

/** From the first millisecond up to, not including, the second; open where that is infinite. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A post as a snapshot has it. */
export interface LocalPost extends Span {
  readonly held: Omit<Appointment, 'validity'>;
  readonly isOwner: boolean;
  readonly isExecutive: boolean;
  /** as whom it lets its holder stand in a range: the post and the department */
  readonly stands: readonly MemberRef[];
}

export interface LocalMembership extends Span {
  readonly group: MemberRef;
}

/** What somebody is from one instant to another. */
export interface Presence extends Span {
  readonly isInOffice: boolean;
  readonly isExecutive: boolean;
  readonly isEmployed: boolean;
  /** as whom he stands in ranges, besides himself; of whoever holds no office nothing */
  readonly stands: readonly MemberRef[];
}

const instantOf = (milliseconds: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(milliseconds);

const covers = ({ from, to }: Span, at: number): boolean => at >= from && at < to;

/** Somebody for whom a service may speak. What he is changes seldom, so it is worked out once for the time in which it stays. */
export class LocalPerson {
  /** his place among the names */
  readonly name: number;
  readonly #posts: readonly LocalPost[];
  readonly #memberships: readonly LocalMembership[];
  #presence: Presence;

  constructor(name: number, posts: readonly LocalPost[], memberships: readonly LocalMembership[]) {
    this.name = name;
    this.#posts = posts;
    this.#memberships = memberships;
    this.#presence = this.#presenceAt(0);
  }

  at(at: number): Presence {
    const presence = this.#presence;
    if (at >= presence.from && at < presence.to) return presence;
    this.#presence = this.#presenceAt(at);
    return this.#presence;
  }

  /** The posts that he holds at an instant, as the law sees them elsewhere. */
  appointmentsAt(at: number): readonly Appointment[] {
    return this.#posts
      .filter((post) => covers(post, at))
      .map(({ held, from, to }) => ({
        ...held,
        validity: { from: instantOf(from), to: to === Infinity ? null : instantOf(to) },
      }));
  }

  #presenceAt(at: number): Presence {
    const posts = this.#posts.filter((post) => covers(post, at));
    const groups = this.#memberships.filter((membership) => covers(membership, at));
    const isInOffice = posts.length > 0;
    const turns = [...this.#posts, ...this.#memberships].flatMap(({ from, to }) => [from, to]);
    return {
      from: Math.max(Number.NEGATIVE_INFINITY, ...turns.filter((turn) => turn <= at)),
      to: Math.min(Number.POSITIVE_INFINITY, ...turns.filter((turn) => turn > at)),
      isInOffice,
      isExecutive: posts.some((post) => post.isExecutive),
      isEmployed: posts.some((post) => post.isOwner),
      stands: isInOffice ? [...posts.flatMap(({ stands }) => stands), ...groups.map(({ group }) => group)] : [],
    };
  }
}
