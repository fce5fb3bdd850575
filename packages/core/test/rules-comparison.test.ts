import { describe, expect, it } from 'vitest';
import type { Office } from '../src/index.ts';
import {
  atLeast,
  changesApproval,
  changesKnowing,
  compareRules,
  lawOf,
  leavesOf,
  NOBODY,
  REGULATIONS,
} from '../src/index.ts';

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

  it('tells a rule for one kind of applicant from that for everybody', () => {
    const cell = REGULATIONS.approvers.find(({ article }) => article === 'CF-21');
    const without = { ...REGULATIONS, approvers: REGULATIONS.approvers.filter((one) => one !== cell) };
    expect(compareRules(without, REGULATIONS)).toEqual([
      { part: 'approvers', key: 'customer_file loan confidential outsider', before: null, after: cell },
    ]);
    // Whoever has no rule of his own falls under the one for everybody, and that is another answer.
    const [before, after] = [lawOf(without, 'HYYH'), lawOf(REGULATIONS, 'HYYH')];
    const place = { operation: 'loan', level: 'confidential', regimes: ['customer_file'] } as const;
    expect(changesApproval(before, after, place)).toBe(true);
    expect(changesApproval(before, after, { ...place, level: 'secret' })).toBe(false);
  });

  it('sees that a quorum asks for one more', () => {
    const asking = (count: number) => ({
      ...REGULATIONS,
      approvers: REGULATIONS.approvers.map((cell) =>
        cell.article === 'GS-21'
          ? { ...cell, approver: atLeast<Office>(count, ...leavesOf<Office>(cell.approver)) }
          : cell,
      ),
    });
    const keys = compareRules(asking(2), asking(3)).map(({ key }) => key);
    expect(keys).toEqual(['group excerpt top_secret', 'group copy top_secret']);
    const [before, after] = [lawOf(asking(2), 'HYYH'), lawOf(asking(3), 'HYYH')];
    expect(changesApproval(before, after, { operation: 'copy', level: 'top_secret', regimes: [] })).toBe(true);
    expect(changesApproval(before, before, { operation: 'copy', level: 'top_secret', regimes: [] })).toBe(false);
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
