import type { Secrecy } from './effective-level.ts';
import { declassifiesAt } from './effective-level.ts';
import type { Knowing } from './law.ts';
import type { Principal } from './principal.ts';
import { HEADQUARTERS_EXECUTIVES, personPrincipal } from './principal.ts';
import type { Range } from './range.ts';
import { memberPrincipal, rangeChangesAfter, readersOf, readersOnceDeclassified } from './range.ts';
import type { Validity } from './time.ts';
import { isBefore, Temporal } from './time.ts';

/** The names that may read from an instant on. */
export interface ReadersFrom {
  readonly from: Temporal.Instant;
  readonly readers: readonly Principal[];
}

/** A name that may know an item, and when. */
export interface TimedName {
  readonly principal: Principal;
  readonly validity: Validity;
}

/**
 * Who may read an item from now on, as far ahead as a row of the database can say it: now, from the next change on, and from the
 * change after that. Beyond that it says less than the law does and never more, until it is written down anew.
 */
export interface StoredReaders {
  readonly now: readonly Principal[];
  readonly next: ReadersFrom | null;
  /** only whoever may read at every later time too, however much changes yet */
  readonly later: ReadersFrom | null;
  /** from the end of its secrecy on; empty where that is over or unknown */
  readonly onceDeclassified: readonly Principal[];
  /** the end of its secrecy, where that still lies ahead */
  readonly secretUntil: Temporal.Instant | null;
  /** when all this should be written down anew; null where it stays true by itself */
  readonly dueAt: Temporal.Instant | null;
}

/** What the names of an item depend on. */
export interface Readable extends Secrecy {
  readonly range: Range;
}

/**
 * The readers of an item from an instant on.
 *
 * @param knowing what the law lets stand in its range, see `Law.knowing`
 */
export const storedReaders = (item: Readable, knowing: Knowing, at: Temporal.Instant): StoredReaders => {
  const end = declassifiesAt(item);
  const isOver = end !== null && !isBefore(at, end);
  const secretUntil = isOver ? null : end;
  const namesAt = (instant: Temporal.Instant): readonly Principal[] =>
    isOver ? readersOnceDeclassified(item.range, knowing, instant) : readersOf(item.range, knowing, instant);

  const changes = distinct(rangeChangesAfter(item.range, at));
  const [first, second] = secretUntil === null ? changes : changes.filter((change) => isBefore(change, secretUntil));
  const rest = changes.filter((change) => second !== undefined && !isBefore(change, second));
  const afterEnd = secretUntil === null ? [] : changes.filter((change) => isBefore(secretUntil, change));
  return {
    now: namesAt(at),
    next: first === undefined ? null : { from: first, readers: namesAt(first) },
    later: second === undefined ? null : { from: second, readers: inAll(rest.map(namesAt)) },
    onceDeclassified:
      secretUntil === null
        ? []
        : inAll([secretUntil, ...afterEnd].map((instant) => readersOnceDeclassified(item.range, knowing, instant))),
    secretUntil,
    dueAt: first ?? (afterEnd.length > 0 ? secretUntil : null),
  };
};

const distinct = (instants: readonly Temporal.Instant[]): readonly Temporal.Instant[] =>
  instants.filter((instant, index) => index === 0 || !instants[index - 1]?.equals(instant));

const inAll = (lists: readonly (readonly Principal[])[]): readonly Principal[] => {
  const [first = [], ...others] = lists;
  return first.filter((name) => others.every((list) => list.includes(name)));
};

/** Who knows by office knows from the beginning; the same whenever it is written down. */
const ALWAYS: Validity = { from: Temporal.Instant.fromEpochMilliseconds(0), to: null };

/**
 * Every name that may know an item while it is secret, from now on, each with the time in which it may: what lists are read off. A
 * name stands at most once for any instant.
 */
export const timedNames = (range: Range, knowing: Knowing, at: Temporal.Instant): readonly TimedName[] => {
  const offices: TimedName[] = [];
  if (knowing.executivesKnow) offices.push({ principal: HEADQUARTERS_EXECUTIVES, validity: ALWAYS });
  if (knowing.managerKnows) {
    offices.push({ principal: personPrincipal(range.responsibleManagerId), validity: ALWAYS });
  }
  const named = range.entries
    .filter(({ member, validity }) => knowing.members.includes(member.kind) && isAhead(validity, at))
    .map(({ member, validity }) => ({ principal: memberPrincipal(member), validity }));
  const byName = Map.groupBy([...offices, ...named], ({ principal }) => principal);
  return [...byName].flatMap(([principal, names]) =>
    joined(names.map(({ validity }) => validity)).map((validity) => ({ principal, validity })),
  );
};

/** Whether any of a stretch still lies ahead. */
const isAhead = ({ from, to }: Validity, at: Temporal.Instant): boolean =>
  to === null || (isBefore(at, to) && isBefore(from, to));

/** The same time in stretches that do not touch. */
const joined = (stretches: readonly Validity[]): readonly Validity[] => {
  const result: Validity[] = [];
  for (const stretch of stretches.toSorted((a, b) =>
    isBefore(a.from, b.from) ? -1 : isBefore(b.from, a.from) ? 1 : 0,
  )) {
    const last = result.at(-1);
    if (last === undefined || (last.to !== null && isBefore(last.to, stretch.from))) {
      result.push(stretch);
      continue;
    }
    const to = last.to === null || stretch.to === null ? null : isBefore(last.to, stretch.to) ? stretch.to : last.to;
    result[result.length - 1] = { from: last.from, to };
  }
  return result;
};
