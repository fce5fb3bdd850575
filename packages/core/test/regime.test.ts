import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bindingRegimes, FURTHER_REGIMES, lawOf, REGIMES, REGULATIONS } from '../src/index.ts';
import { regimes } from './support/arbitraries.ts';
import { runs } from './support/runs.ts';

describe('the regimes that bind an item (GS-01)', () => {
  it('always have the group’s first: it binds everything of the head office and its companies', () => {
    fc.assert(
      fc.property(regimes, (further) => {
        expect(bindingRegimes(further)[0]).toBe('group');
      }),
      runs(),
    );
  });

  it('are each there once, in one order, whatever order and however often they were written', () => {
    fc.assert(
      fc.property(regimes, regimes, (some, others) => {
        const bound = bindingRegimes([...some, ...others]);
        expect(new Set(bound).size).toBe(bound.length);
        expect(bound).toEqual(bindingRegimes([...others, ...some]));
        expect(bound).toEqual(REGIMES.filter((regime) => bound.includes(regime)));
      }),
      runs(),
    );
  });

  it('are seven, of which six come on top of the group’s', () => {
    expect([REGIMES.length, FURTHER_REGIMES.length]).toEqual([7, 6]);
  });

  it('bind every company alike, unless it has made something stricter for itself', () => {
    expect(lawOf(REGULATIONS, 'A')).toBe(lawOf(REGULATIONS, 'B'));
  });
});
