import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemFacts, StoredReaders, Temporal } from '../src/index.ts';
import {
  covers,
  declassifiesAt,
  isBefore,
  rangeChangesAfter,
  readersOf,
  readersOnceDeclassified,
  storedReaders,
  timedNames,
} from '../src/index.ts';
import { hours, items } from './support/arbitraries.ts';
import { LAW } from './support/cast.ts';
import { runs } from './support/runs.ts';

const knowingOf = (item: ItemFacts) => LAW.knowing(item.level, item.regimes);
const sorted = (names: readonly string[]) => [...new Set(names)].toSorted();

const isOver = (item: ItemFacts, at: Temporal.Instant): boolean => {
  const end = declassifiesAt(item);
  return end !== null && !isBefore(at, end);
};

/** Who may read by the law, and who may by what was written down: the same case by case as the row policy. */
const byLaw = (item: ItemFacts, at: Temporal.Instant) =>
  sorted((isOver(item, at) ? readersOnceDeclassified : readersOf)(item.range, knowingOf(item), at));
const asStored = (stored: StoredReaders, at: Temporal.Instant) => {
  const { now, next, later, onceDeclassified, secretUntil } = stored;
  if (secretUntil !== null && !isBefore(at, secretUntil)) return sorted(onceDeclassified);
  if (later !== null && !isBefore(at, later.from)) return sorted(later.readers);
  return sorted(next !== null && !isBefore(at, next.from) ? next.readers : now);
};

const moments = fc.tuple(items, hours, hours).filter(([, written, asked]) => !isBefore(asked, written));

describe('the readers that are written down', () => {
  it('never name at any later time whom the law does not', () => {
    fc.assert(
      fc.property(moments, ([item, written, asked]) => {
        expect(byLaw(item, asked)).toEqual(
          expect.arrayContaining(asStored(storedReaders(item, knowingOf(item), written), asked)),
        );
      }),
      runs(),
    );
  });

  it('name exactly whom the law does until they are due, and over the next two changes while it is secret', () => {
    fc.assert(
      fc.property(moments, ([item, written, asked]) => {
        const stored = storedReaders(item, knowingOf(item), written);
        const changes = rangeChangesAfter(item.range, written).filter((change) => !isBefore(asked, change));
        const distinct = new Set(changes.map((change) => change.epochMilliseconds)).size;
        const isEarly = stored.dueAt === null || isBefore(asked, stored.dueAt);
        fc.pre(isEarly || (distinct < 2 && isOver(item, asked) === isOver(item, written)));
        expect(asStored(stored, asked)).toEqual(byLaw(item, asked));
      }),
      runs(),
    );
  });

  it('have every name of a list in its time, each once for any instant', () => {
    fc.assert(
      fc.property(moments, ([item, written, asked]) => {
        const current = timedNames(item.range, knowingOf(item), written)
          .filter(({ validity }) => covers(validity, asked))
          .map(({ principal }) => principal);
        expect(current.toSorted()).toEqual(sorted(readersOf(item.range, knowingOf(item), asked)));
      }),
      runs(),
    );
  });
});
