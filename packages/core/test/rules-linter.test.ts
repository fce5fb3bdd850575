import { describe, expect, it } from 'vitest';
import type { Applicant, Approver, ApproverCell, Office, RuleDocument } from '../src/index.ts';
import {
  allOf,
  anyOf,
  atLeast,
  EMPTY_OVERLAY,
  HEADQUARTERS_EXECUTIVE,
  inOrder,
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
      ['print', 'export', 'loan', 'carry_out', 'provide'].flatMap((operation) =>
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

  const GM: Office = { kind: 'post', company: 'owner', post: 'general_manager' };
  const DEPUTY: Office = { kind: 'post', company: 'owner', post: 'deputy_general_manager' };
  const extending = (approver: Approver) =>
    changed(({ regime, operation, level }) =>
      regime === 'group' && operation === 'extend' && level === 'secret' ? { approver } : {},
    );

  it('refuses a quorum of more people than there can ever be, and warns of an office that stands in it twice', () => {
    expect(kinds(extending(atLeast<Office>(2, GM)))).toEqual(['error unreachable group extend secret']);
    expect(kinds(extending(atLeast<Office>(3, GM, { kind: 'responsible_manager' })))).toEqual([
      'error unreachable group extend secret',
    ]);
    const inCharge: Office = { kind: 'in_charge', company: 'owner', post: 'general_manager' };
    expect(kinds(extending(allOf<Office>(atLeast<Office>(2, GM, inCharge), DEPUTY)))).toEqual([
      'error unreachable group extend secret',
    ]);
    expect(kinds(extending(atLeast<Office>(2, GM, { kind: 'responsible_manager' })))).toEqual([]);
    // A company has several deputies.
    expect(kinds(extending(atLeast<Office>(3, GM, DEPUTY)))).toEqual([]);
    expect(kinds(extending(atLeast<Office>(2, DEPUTY, GM, { ...DEPUTY })))).toEqual([
      'warning duplicate group extend secret',
    ]);
  });

  /** The regulations with a loan of archives at one level for whom it is said. */
  const lending = (approvers: Readonly<Partial<Record<Applicant | 'all', Approver>>>) => {
    const place = { regime: 'archive', operation: 'loan', level: 'secret' } as const;
    const isElsewhere = ({ regime, operation, level }: ApproverCell) =>
      regime !== place.regime || operation !== place.operation || level !== place.level;
    const cellOf = (approver: Approver | undefined, applicant?: Applicant): readonly ApproverCell[] =>
      approver === undefined
        ? []
        : [{ ...place, approver, necessityRequired: false, article: 'AR-28', ...(applicant && { applicant }) }];
    const { all, insider, group, outsider } = approvers;
    const approverCells = [
      ...cellOf(all),
      ...cellOf(insider, 'insider'),
      ...cellOf(group, 'group'),
      ...cellOf(outsider, 'outsider'),
    ];
    return { approvers: [...DOCUMENT.approvers.filter(isElsewhere), ...approverCells] };
  };

  it('warns where whoever stands further off gets by a weaker approval (K-03)', () => {
    const two = allOf<Office>(GM, DEPUTY);
    expect(kinds(lending({ insider: GM, group: two, outsider: two }))).toEqual([]);
    expect(kinds(lending({ insider: two, group: two, outsider: GM }))).toEqual([
      'warning contradictory archive loan secret outsider',
      'warning contradictory archive loan secret outsider',
    ]);
    expect(kinds(lending({ all: GM, insider: inOrder<Office>(DEPUTY, GM) }))).toEqual([
      'warning contradictory archive loan secret insider',
      'warning contradictory archive loan secret insider',
    ]);
    expect(kinds(lending({ all: atLeast<Office>(2, GM, DEPUTY), outsider: HEADQUARTERS_EXECUTIVE }))).toEqual([]);
    // What is not set is locked, and what is forbidden is as strict as can be.
    expect(kinds(lending({ insider: NOBODY, group: NOBODY, outsider: GM })).length).toBeGreaterThan(0);
    expect(kinds(lending({ outsider: GM })).length).toBeGreaterThan(0);
  });

  it('warns of a rule for everybody where each kind of applicant has one of his own', () => {
    expect(kinds(lending({ all: GM, insider: GM, group: GM, outsider: GM }))).toEqual([
      'warning unreachable archive loan secret',
    ]);
  });

  it('says for whom the group’s rules set nothing (K-05)', () => {
    const cell = { regime: 'group', operation: 'print', level: 'secret', approver: GM } as const;
    const rules = {
      approvers: [
        ...DOCUMENT.approvers,
        { ...cell, applicant: 'insider', necessityRequired: false, article: 'K-09' } as const,
      ],
    };
    const note = found(rules).find(({ key }) => key === 'group print secret');
    expect(note?.zh).toBe('集团规则对集团其他公司人员、外单位人员未规定，除非另有规则约束该件，一律锁定');
    expect(note?.severity).toBe('note');
  });

  it('refuses a level that is easier to take away than a lower one for one kind of applicant', () => {
    const cell = { regime: 'archive', operation: 'loan', level: 'confidential', applicant: 'group' } as const;
    const rules = DOCUMENT.approvers.filter(
      ({ regime, operation, level, applicant }) =>
        `${regime} ${operation} ${level} ${applicant}` !== 'archive loan confidential group',
    );
    const forbidden = { ...cell, approver: NOBODY, necessityRequired: false, article: 'AR-29' };
    expect(kinds({ approvers: [...rules, forbidden] }).filter((kind) => kind.startsWith('error'))).toEqual([
      'error contradictory archive loan secret group',
      'error contradictory archive loan top_secret group',
    ]);
  });

  it('refuses to tighten what the catalogue does not have', () => {
    const overlay = { ...EMPTY_OVERLAY, catalogue: [{ code: 'ZZ-01', defaultLevel: 'secret' as const }] };
    expect(kinds({ overlays: { HYYH: overlay } })).toEqual(['error unreachable HYYH ZZ-01']);
  });
});
