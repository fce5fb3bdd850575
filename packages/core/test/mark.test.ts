import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEVEL_NAMES, printedMark, REGULATIONS, SECRET_LEVELS, Temporal } from '../src/index.ts';
import { levels, periods } from './support/arbitraries.ts';

describe('the printed mark (GS-13)', () => {
  it.each([
    ['confidential', '宏远银行商密·秘密·6个月', { kind: 'term', term: Temporal.Duration.from('P6M') }],
    ['secret', '宏远银行商密·机密·10年', { kind: 'term', term: Temporal.Duration.from('P10Y') }],
    ['top_secret', '宏远银行商密·绝密·长期', { kind: 'indefinite' }],
    ['secret', '宏远银行商密·机密·公布前', { kind: 'event', event: '公布' }],
    ['secret', '宏远银行商密·机密·至2030-12-31', { kind: 'until', day: Temporal.PlainDate.from('2030-12-31') }],
  ] as const)('of a %s item reads %s', (level, mark, period) => {
    expect(printedMark('宏远银行', level, period)).toBe(mark);
  });

  it('of a customer’s file states its level, which follows the customer’s grade (CD-08)', () => {
    const marks = REGULATIONS.catalogue.flatMap(({ customerGrade, defaultLevel }) =>
      customerGrade === null || defaultLevel === null
        ? []
        : [`${customerGrade}: ${printedMark('宏远银行', defaultLevel, { kind: 'indefinite' }, REGULATIONS.marks)}`],
    );
    expect(marks).toEqual([
      'ordinary: 宏远银行商密·秘密·长期',
      'important: 宏远银行商密·机密·长期',
      'decisive: 宏远银行商密·绝密·长期',
    ]);
  });

  it('names every level differently', () => {
    expect(new Set(SECRET_LEVELS.map((level) => LEVEL_NAMES[level])).size).toBe(SECRET_LEVELS.length);
  });

  it('never has the star of state secrets, whatever owner or event are called (CF-28)', () => {
    const names = fc.string({ unit: fc.constantFrom('★', '宏', '远', '·', 'a') });
    const events = names.map((event) => ({ kind: 'event', event }) as const);
    fc.assert(
      fc.property(names, levels, fc.oneof(periods, events), (owner, level, period) => {
        expect(printedMark(owner, level, period)).not.toContain('★');
      }),
    );
  });
});
