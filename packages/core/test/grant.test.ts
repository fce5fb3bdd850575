import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Grant, GrantUse } from '../src/index.ts';
import { checkGrantUse, SECRET_LEVELS } from '../src/index.ts';
import { FIRST_DECLASSIFIED, LAST_SECRET_MILLISECOND } from './support/cast.ts';

const now = LAST_SECRET_MILLISECOND;
const grant: Grant = {
  personId: 'p',
  operation: 'copy',
  itemId: 'item',
  itemVersion: 1,
  level: 'secret',
  copies: 3,
  used: 0,
  expiresAt: FIRST_DECLASSIFIED,
  voided: null,
};
const use: GrantUse = { personId: 'p', operation: 'copy', itemId: 'item', itemVersion: 1, effectiveLevel: 'secret' };

describe('the use of a grant (GS-23)', () => {
  it('is possible for its person, operation, item, version and level, before its deadline, while copies are left', () => {
    expect(checkGrantUse(grant, use, now)).toBeNull();
  });

  it.each<[string, Partial<GrantUse>, string]>([
    ['another person', { personId: 'q' }, 'GRANT_SCOPE'],
    ['another operation', { operation: 'excerpt' }, 'GRANT_SCOPE'],
    ['another item', { itemId: 'another' }, 'GRANT_SCOPE'],
    ['another version', { itemVersion: 2 }, 'GRANT_VOID_VERSION_CHANGED'],
    ['a level that has risen', { effectiveLevel: 'top_secret' }, 'GRANT_VOID_LEVEL_CHANGED'],
    ['a level that has fallen', { effectiveLevel: 'confidential' }, 'GRANT_VOID_LEVEL_CHANGED'],
  ])('is refused for %s: %o gives %s', (_, change, refusal) => {
    expect(checkGrantUse(grant, { ...use, ...change }, now)).toBe(refusal);
  });

  it('is not void because the item has been declassified', () => {
    expect(checkGrantUse(grant, { ...use, effectiveLevel: 'declassified' }, now)).toBeNull();
  });

  it('ends in the millisecond of its deadline', () => {
    expect(checkGrantUse(grant, use, grant.expiresAt.subtract({ milliseconds: 1 }))).toBeNull();
    expect(checkGrantUse(grant, use, grant.expiresAt)).toBe('GRANT_EXPIRED');
    expect(checkGrantUse(grant, use, grant.expiresAt.add({ hours: 1 }))).toBe('GRANT_EXPIRED');
  });

  it('succeeds exactly as often as copies were granted, and never again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(10), (copies, more) => {
        let used = 0;
        const answers = Array.from({ length: copies + more }, () => {
          const answer = checkGrantUse({ ...grant, copies, used }, use, now);
          if (answer === null) used += 1;
          return answer;
        });
        expect(answers.slice(0, copies).every((answer) => answer === null)).toBe(true);
        expect(answers.slice(copies).every((answer) => answer === 'GRANT_USED')).toBe(true);
        expect(used).toBe(copies);
      }),
    );
  });

  it('tells a stranger nothing of how much is left or how long it runs', () => {
    const states = fc.record({
      used: fc.nat(5),
      expiresAt: fc.constantFrom(now, FIRST_DECLASSIFIED),
      itemVersion: fc.nat(3),
    });
    fc.assert(
      fc.property(states, fc.constantFrom(...SECRET_LEVELS), (state, effectiveLevel) => {
        expect(checkGrantUse({ ...grant, ...state }, { ...use, personId: 'stranger', effectiveLevel }, now)).toBe(
          'GRANT_SCOPE',
        );
      }),
    );
  });
});
