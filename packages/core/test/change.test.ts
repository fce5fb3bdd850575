import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change, Changeable, SecrecyPeriod } from '../src/index.ts';
import {
  checkChange,
  compareLevels,
  decidingLevel,
  effectiveLevel,
  endsLater,
  isInRange,
  operationOf,
  planChange,
  SECRET_LEVELS,
  secretUntil,
  Temporal,
} from '../src/index.ts';
import { actors, hours, items, levels, periods } from './support/arbitraries.ts';
import { LAW } from './support/cast.ts';
import { runs } from './support/runs.ts';

const AT = Temporal.Instant.from('2026-01-01T00:00:00Z');
const until = (day: string): SecrecyPeriod => ({ kind: 'until', day: Temporal.PlainDate.from(day) });

const item: Changeable = {
  itemId: 'item',
  version: 1,
  level: 'confidential',
  period: until('2026-06-30'),
  issuedOn: Temporal.PlainDate.from('2020-01-01'),
  declassifiedAt: null,
  range: {
    ownerCompanyId: 'own',
    responsibleManagerId: 'p1',
    entries: [
      { member: { kind: 'person', personId: 'p2' }, validity: { from: AT, to: null } },
      { member: { kind: 'department', departmentId: 'd1' }, validity: { from: AT, to: null } },
      { member: { kind: 'post', companyId: 'own', post: 'staff' }, validity: { from: AT, to: AT.add({ hours: 1 }) } },
    ],
    excludedIds: [],
  },
  regimes: [],
  line: null,
  coOwnerIds: [],
  lines: 10,
};
const waiting: Changeable = { ...item, period: { kind: 'event', event: '公布' } };
const check = (of: Changeable, change: Change, at = AT) => checkChange(of, change, at);

describe('GS-15: an extension', () => {
  test('must really end later', () => {
    expect(check(item, { kind: 'extend', period: until('2026-07-01') })).toBeNull();
    expect(check(item, { kind: 'extend', period: until('2026-06-30') })).toBe('NO_CHANGE');
    expect(check(item, { kind: 'extend', period: until('2026-06-29') })).toBe('NO_CHANGE');
    expect(check(item, { kind: 'extend', period: { kind: 'indefinite' } })).toBeNull();
    expect(check(waiting, { kind: 'extend', period: { kind: 'indefinite' } })).toBeNull();
  });

  test('is not an event instead of a day, which might come earlier, nor a day instead of an event', () => {
    expect(check(item, { kind: 'extend', period: { kind: 'event', event: '公布' } })).toBe('NO_CHANGE');
    expect(check(waiting, { kind: 'extend', period: until('2099-01-01') })).toBe('NO_CHANGE');
  });

  test('is possible up to the last instant of the period, and at its end no more', () => {
    const end = secretUntil(item.period, item.issuedOn);
    if (end === null) throw new Error('the period has an end');
    const later: Change = { kind: 'extend', period: until('2030-01-01') };
    expect(check(item, later, end.subtract({ milliseconds: 1 }))).toBeNull();
    expect(check(item, later, end)).toBe('ALREADY_DECLASSIFIED');
  });

  test('names a period that is one', () => {
    const none: SecrecyPeriod = { kind: 'term', term: Temporal.Duration.from('PT1H') };
    expect(check(item, { kind: 'extend', period: none })).toBe('PERIOD_REQUIRED');
  });
});

describe('GS-13: regrading', () => {
  test('changes something, and is decided at the higher of the two levels', () => {
    expect(check(item, { kind: 'regrade', toLevel: 'confidential' })).toBe('NO_CHANGE');
    expect(check(item, { kind: 'regrade', toLevel: 'secret' })).toBeNull();
    expect(decidingLevel(item, { kind: 'regrade', toLevel: 'top_secret' })).toBe('top_secret');
    expect(decidingLevel({ level: 'top_secret' }, { kind: 'regrade', toLevel: 'confidential' })).toBe('top_secret');
    expect(decidingLevel({ level: 'secret' }, { kind: 'declassify', event: null })).toBe('secret');
  });

  test('upward lets the posts and departments lapse that the higher level does not allow, and says which', () => {
    const { before, after, lapsing } = planChange(LAW, item, { kind: 'regrade', toLevel: 'secret' }, AT);
    expect(before.range.entries).toHaveLength(3);
    expect(after.range.entries.map(({ member }) => member.kind)).toEqual(['person']);
    expect(lapsing.map(({ member }) => member.kind)).toEqual(['department', 'post']);
    const later = planChange(LAW, item, { kind: 'regrade', toLevel: 'secret' }, AT.add({ hours: 2 }));
    expect(later.lapsing.map(({ member }) => member.kind)).toEqual(['department']);
  });
});

describe('GS-14: declassification', () => {
  test('because its event has happened is only for a period that waits for one', () => {
    expect(check(waiting, { kind: 'declassify', event: '已公布' })).toBeNull();
    expect(check(item, { kind: 'declassify', event: '已公布' })).toBe('VALIDATION');
    expect(check(item, { kind: 'declassify', event: null })).toBeNull();
  });

  test('of a part takes lines that the text has, and leaves the item as it is', () => {
    expect(check(item, { kind: 'declassify_part', fromLine: 1, toLine: 10 })).toBeNull();
    expect(check(item, { kind: 'declassify_part', fromLine: 1, toLine: 11 })).toBe('VALIDATION');
    expect(check(item, { kind: 'declassify_part', fromLine: 0, toLine: 1 })).toBe('VALIDATION');
    expect(check({ ...item, lines: 0 }, { kind: 'declassify_part', fromLine: 1, toLine: 1 })).toBe('VALIDATION');
    const { before, after } = planChange(LAW, item, { kind: 'declassify_part', fromLine: 1, toLine: 2 }, AT);
    expect(after).toEqual(before);
  });

  test('of a part is decided where declassification is', () => {
    expect(operationOf({ kind: 'declassify_part', fromLine: 1, toLine: 1 })).toBe('declassify');
    expect(operationOf({ kind: 'extend', period: { kind: 'indefinite' } })).toBe('extend');
  });
});

describe('GS-03: what nobody has confirmed', () => {
  const proposed: Changeable = { ...item, unconfirmed: true };
  const long = Temporal.Instant.from('2030-01-01T00:00:00Z');

  test('has no classification yet that could be changed', () => {
    expect(check(proposed, { kind: 'regrade', toLevel: 'secret' })).toBe('NOT_CONFIRMED');
    expect(check(proposed, { kind: 'declassify', event: null }, long)).toBe('NOT_CONFIRMED');
  });

  test('stays protected beyond the end that was proposed', () => {
    expect(effectiveLevel(item, long)).toBe('declassified');
    expect(effectiveLevel(proposed, long)).toBe('confidential');
  });
});

describe('over random items', () => {
  const changes: fc.Arbitrary<Change> = fc.oneof(
    levels.map((toLevel) => ({ kind: 'regrade', toLevel }) as const),
    periods.map((period) => ({ kind: 'extend', period }) as const),
    fc.constantFrom(null, '已公布').map((event) => ({ kind: 'declassify', event }) as const),
    fc
      .tuple(fc.nat(12), fc.nat(12))
      .map(([fromLine, toLine]) => ({ kind: 'declassify_part', fromLine, toLine }) as const),
  );
  const changeable = fc
    .tuple(items, periods, fc.nat(10), fc.boolean())
    .map(([facts, period, lines, unconfirmed]): Changeable => ({ ...facts, period, lines, unconfirmed }));

  test('nothing changes what is over, and an extension always ends later', () => {
    fc.assert(
      fc.property(changeable, changes, hours, (facts, change, at) => {
        if (checkChange(facts, change, at) !== null) return;
        expect(effectiveLevel(facts, at)).toBe(facts.level);
        const { issuedOn } = facts;
        if (change.kind !== 'extend') return;
        expect(endsLater({ period: change.period, issuedOn }, { period: facts.period, issuedOn })).toBe(true);
      }),
      runs(),
    );
  });

  test('raising a level lets nobody know who did not know before', () => {
    fc.assert(
      fc.property(items, levels, actors, hours, (facts, toLevel, actor, at) => {
        if (compareLevels(toLevel, facts.level) < 0) return;
        const { after } = planChange(LAW, facts, { kind: 'regrade', toLevel }, at);
        if (!isInRange(after.range, LAW.knowing(toLevel, facts.regimes), actor, at)) return;
        expect(isInRange(facts.range, LAW.knowing(facts.level, facts.regimes), actor, at)).toBe(true);
      }),
      runs(),
    );
  });

  test('what stands in a range after regrading is what the level allows', () => {
    fc.assert(
      fc.property(items, fc.constantFrom(...SECRET_LEVELS), hours, (facts, toLevel, at) => {
        const { after, lapsing } = planChange(LAW, facts, { kind: 'regrade', toLevel }, at);
        const { members } = LAW.knowing(toLevel, facts.regimes);
        for (const { member } of after.range.entries) expect(members).toContain(member.kind);
        for (const { member } of lapsing) expect(members).not.toContain(member.kind);
      }),
      runs(),
    );
  });
});
