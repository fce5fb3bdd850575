import { describe, expect, it } from 'vitest';
import type { ApproverCell, RuleDocument } from '../src/index.ts';
import {
  allOf,
  anyOf,
  EMPTY_OVERLAY,
  isLintFree,
  lintRules,
  NOBODY,
  OWNER_GENERAL_MANAGER,
  REGULATIONS,
} from '../src/index.ts';

const { version: _, ...DOCUMENT } = REGULATIONS;
const found = (change: Partial<RuleDocument>) => lintRules({ ...DOCUMENT, ...change });
const kinds = (change: Partial<RuleDocument>) =>
  found(change)
    .filter(({ severity }) => severity !== 'note')
    .map(({ severity, kind, key }) => `${severity} ${kind} ${key}`);
const changed = (change: (cell: ApproverCell) => Partial<ApproverCell>): Pick<RuleDocument, 'approvers'> => ({
  approvers: DOCUMENT.approvers.map((cell) => ({ ...cell, ...change(cell) })),
});

describe('the linter of rules', () => {
  it('finds nothing wrong with the regulations, and names what they do not set (K-05)', () => {
    expect(isLintFree(lintRules(DOCUMENT))).toBe(true);
    expect(lintRules(DOCUMENT).map(({ severity, key }) => `${severity} ${key}`)).toEqual(
      ['print', 'loan', 'provide'].flatMap((operation) =>
        ['confidential', 'secret', 'top_secret'].map((level) => `note group ${operation} ${level}`),
      ),
    );
  });

  it('refuses an entry that stands there twice', () => {
    expect(kinds({ periods: [...DOCUMENT.periods, ...DOCUMENT.periods.slice(0, 1)] })).toEqual([
      'error duplicate confidential',
    ]);
  });

  it('refuses marks that say another level than they stand for, or the same for two (GS-24)', () => {
    const named = (levelNames: Partial<RuleDocument['marks']['levelNames']>) =>
      kinds({ marks: { ...DOCUMENT.marks, levelNames: { ...DOCUMENT.marks.levelNames, ...levelNames } } });
    expect(named({ top_secret: '核心商密' })).toEqual([]);
    expect(named({ top_secret: '秘密', confidential: '绝密' })).toEqual([
      'error contradictory confidential',
      'error contradictory top_secret',
    ]);
    expect(named({ top_secret: '商密', secret: '商密' })).toEqual([
      'error contradictory secret',
      'error contradictory top_secret',
    ]);
  });

  it('refuses two entries for one grade of customers (CD-06)', () => {
    const again = DOCUMENT.catalogue
      .filter(({ code }) => code === 'CD-06')
      .map((entry) => ({ ...entry, code: 'KH-01' }));
    expect(kinds({ catalogue: [...DOCUMENT.catalogue, ...again] })).toEqual(['error contradictory KH-01']);
  });

  it('refuses a level that nobody could know', () => {
    const ranges = DOCUMENT.ranges.filter(({ regime, level }) => regime !== 'group' || level !== 'secret');
    expect(kinds({ ranges })).toEqual(['error missing group secret']);
  });

  it('refuses a range that nobody may fill', () => {
    const ranges = DOCUMENT.ranges.map((rule) =>
      rule.regime === 'group' && rule.level === 'secret' ? { ...rule, namers: [] } : rule,
    );
    expect(kinds({ ranges })).toEqual(['error unreachable group secret']);
  });

  it('refuses a wider range for a higher level', () => {
    const ranges = DOCUMENT.ranges.map((rule) =>
      rule.regime === 'group' && rule.level === 'top_secret'
        ? { ...rule, members: ['person', 'department'] as const }
        : rule,
    );
    expect(kinds({ ranges })).toEqual(['error contradictory group top_secret']);
  });

  it('refuses a level that is easier to take away than a lower one', () => {
    const forbidSecret = changed(({ regime, operation, level }) =>
      regime === 'group' && operation === 'copy' && level === 'secret' ? { approver: NOBODY } : {},
    );
    expect(kinds(forbidSecret)).toEqual(['error contradictory group copy top_secret']);
  });

  it('warns of an alternative that is never needed', () => {
    const idle = anyOf(
      OWNER_GENERAL_MANAGER,
      allOf(OWNER_GENERAL_MANAGER, { kind: 'post', company: 'owner', post: 'department_head' } as const),
    );
    const rules = changed(({ regime, operation, level }) =>
      regime === 'group' && operation === 'extend' && level === 'secret' ? { approver: idle } : {},
    );
    expect(kinds(rules)).toEqual(['warning unreachable group extend secret']);
    expect(isLintFree(found(rules))).toBe(true);
  });

  it('warns of an auditor who would decide', () => {
    const rules = changed(({ regime, operation, level }) =>
      regime === 'group' && operation === 'extend' && level === 'secret'
        ? { approver: { kind: 'post', company: 'owner', post: 'auditor' } }
        : {},
    );
    expect(kinds(rules)).toEqual(['warning contradictory group extend secret']);
  });

  it('refuses to tighten what the catalogue does not have', () => {
    const overlay = { ...EMPTY_OVERLAY, catalogue: [{ code: 'ZZ-01', defaultLevel: 'secret' as const }] };
    expect(kinds({ overlays: { HYYH: overlay } })).toEqual(['error unreachable HYYH ZZ-01']);
  });
});
