import { describe, expect, it } from 'vitest';
import { changesApproval, changesKnowing, compareRules, lawOf, NOBODY, REGULATIONS } from '../src/index.ts';

const tightened = {
  ...REGULATIONS,
  limits: { ...REGULATIONS.limits, maxCopies: 5 },
  approvers: REGULATIONS.approvers.map((cell) =>
    cell.regime === 'customer' && cell.operation === 'copy' && cell.level === 'secret'
      ? { ...cell, approver: NOBODY }
      : cell,
  ),
};

describe('the comparison of two versions', () => {
  it('is empty for the same rules, whatever the order of their keys', () => {
    const { limits } = REGULATIONS;
    const reordered = { ...REGULATIONS, limits: Object.fromEntries(Object.entries(limits).toReversed()) };
    expect(compareRules(REGULATIONS, { ...REGULATIONS, limits: { ...limits, ...reordered.limits } })).toEqual([]);
  });

  it('names each entry that differs, as it was and as it would be', () => {
    const changes = compareRules(REGULATIONS, tightened);
    expect(changes.map(({ part, key }) => `${part} ${key}`)).toEqual([
      'approvers customer copy secret',
      'limits maxCopies',
    ]);
    expect(changes[1]).toMatchObject({ before: 20, after: 5 });
  });

  it('names what was added and what was taken away', () => {
    const [first, ...rest] = REGULATIONS.catalogue;
    const removed = compareRules(REGULATIONS, { ...REGULATIONS, catalogue: rest });
    expect(removed).toEqual([{ part: 'catalogue', key: 'GS-08.1', before: first, after: null }]);
    const added = compareRules({ ...REGULATIONS, catalogue: rest }, REGULATIONS);
    expect(added).toEqual([{ part: 'catalogue', key: 'GS-08.1', before: null, after: first }]);
  });

  it('tells which items are concerned', () => {
    const before = lawOf(REGULATIONS, 'HYYH');
    const after = lawOf(tightened, 'HYYH');
    const cell = { operation: 'copy', level: 'secret' } as const;
    expect(changesApproval(before, after, { ...cell, regimes: ['customer'] })).toBe(true);
    expect(changesApproval(before, after, { ...cell, regimes: [] })).toBe(false);
    expect(changesKnowing(before, after, 'secret', ['customer'])).toBe(false);
  });
});
