import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Secrecy } from '../src/index.ts';
import { declassifiesAt, effectiveLevel, isBefore, Temporal } from '../src/index.ts';
import { days, instants, levels, periods } from './support/arbitraries.ts';
import { expected, replay } from './support/periods.ts';
import { runs } from './support/runs.ts';

const secrecies: fc.Arbitrary<Secrecy> = fc.record({
  level: levels,
  period: periods,
  issuedOn: days,
  declassifiedAt: fc.option(instants),
});

describe('the effective level (GS-14)', () => {
  it('is the level until the boundary of each fixture row, and declassified from that millisecond', () => {
    expect(replay()).toEqual(expected());
  });

  it('flips exactly at the boundary millisecond', () => {
    fc.assert(
      fc.property(secrecies, (item) => {
        const end = declassifiesAt(item);
        fc.pre(end !== null);
        expect(effectiveLevel(item, end.subtract({ nanoseconds: 1 }))).toBe(item.level);
        expect(effectiveLevel(item, end)).toBe('declassified');
      }),
      runs(),
    );
  });

  it('never flips back as time goes on, and never becomes another level', () => {
    fc.assert(
      fc.property(secrecies, fc.array(instants, { maxLength: 8 }), (item, instants) => {
        const levels = instants.toSorted(Temporal.Instant.compare).map((at) => effectiveLevel(item, at));
        const flip = levels.indexOf('declassified');
        const [before, after] = flip < 0 ? [levels, []] : [levels.slice(0, flip), levels.slice(flip)];
        expect(before.every((level) => level === item.level)).toBe(true);
        expect(after.every((level) => level === 'declassified')).toBe(true);
      }),
      runs(),
    );
  });

  it('is declassified by whichever comes first, the period or an act', () => {
    fc.assert(
      fc.property(secrecies, instants, (item, act) => {
        const byPeriod = declassifiesAt({ ...item, declassifiedAt: null });
        const end = declassifiesAt({ ...item, declassifiedAt: act });
        const earlier = byPeriod !== null && isBefore(byPeriod, act) ? byPeriod : act;
        expect(end?.toString()).toBe(earlier.toString());
      }),
      runs(),
    );
  });

  it.each(['event', 'indefinite'] as const)('stays for ever where the period is %s and nobody acts', (kind) => {
    fc.assert(
      fc.property(levels, days, instants, (level, issuedOn, at) => {
        const period = kind === 'event' ? { kind, event: '公布' } : { kind };
        expect(effectiveLevel({ level, period, issuedOn, declassifiedAt: null }, at)).toBe(level);
      }),
      runs(),
    );
  });
});
