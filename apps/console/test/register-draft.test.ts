import type { Session } from '@miji/contract';
import { registerItem } from '@miji/contract';
import { lawOf, REGULATIONS } from '@miji/core';
import { expect, test } from 'vitest';
import { usualTerm } from '../src/features/items/period-draft.ts';
import type { Draft } from '../src/features/items/register-draft.ts';
import { draftInput, emptyDraft } from '../src/features/items/register-draft.ts';
import { draftProblems, leavesSelfOut, refusalProblems } from '../src/features/items/register-findings.ts';
import type { Derived } from '../src/features/items/take-over.ts';
import { takeOver } from '../src/features/items/take-over.ts';

const LAW = lawOf(REGULATIONS, 'HYYH');
const NOW = '2026-11-21T02:05:00.000Z';
const BANK = {
  id: '00000000-0000-4000-8000-000000000001',
  code: 'HYYH',
  name: '宏远银行',
  kind: 'subsidiary',
} as const;
const PERSON = { id: '00000000-0000-4000-8000-000000000002', name: '张三' };

const SESSION: Session = {
  person: PERSON,
  capacities: [{ company: BANK, post: 'staff', department: null }],
  home: BANK,
  companies: [BANK],
  clock: { mode: 'system', now: NOW },
};

const COMPLETE: Draft = {
  ...emptyDraft(NOW),
  catalogueCode: 'GS-08.3',
  title: '年度采购合同',
  level: 'confidential',
  basis: '目录第三项',
  responsibleManagerId: PERSON.id,
  range: [{ key: 1, member: { kind: 'person', personId: PERSON.id }, reason: '经办' }],
  text: '第一条',
};

const codes = (draft: Draft) =>
  Object.fromEntries([...draftProblems(LAW, draft, SESSION, NOW)].map(([field, { code }]) => [field, code]));

test('a complete form has no problem and is what the server takes', () => {
  expect(codes(COMPLETE)).toEqual({});
  expect(registerItem.input.safeParse(draftInput(COMPLETE, SESSION, 'a-key-of-this-form')).success).toBe(true);
});

test('an empty form names every field that the law needs', () => {
  expect(Object.keys(codes({ ...emptyDraft(NOW), termCount: null })).toSorted()).toEqual(
    ['basis', 'catalogueCode', 'content', 'level', 'period', 'responsibleManagerId', 'title'].toSorted(),
  );
});

test('GS-10: a level that differs from the catalogue needs a reason', () => {
  expect(codes({ ...COMPLETE, level: 'secret' })).toEqual({ levelReason: 'REASON_REQUIRED' });
  expect(codes({ ...COMPLETE, level: 'secret', levelReason: '涉及底价' })).toEqual({});
});

test('GS-19: 秘密 needs a range, GS-18: 机密 names persons only', () => {
  expect(codes({ ...COMPLETE, range: [] })).toEqual({ range: 'RANGE_REQUIRED' });
  const post = { key: 2, member: { kind: 'post', post: 'custodian' }, reason: '保管' } as const;
  expect(codes({ ...COMPLETE, level: 'secret', levelReason: '涉及底价', range: [post] })).toEqual({
    range: 'RANGE_TOO_WIDE',
  });
});

test('GS-17: a drafter who is no head-office executive designates nobody for 绝密', () => {
  expect(codes({ ...COMPLETE, catalogueCode: 'GS-08.1', level: 'top_secret' })).toEqual({
    range: 'NOT_ENTITLED_TO_DESIGNATE',
  });
  expect(codes({ ...COMPLETE, catalogueCode: 'GS-08.1', level: 'top_secret', range: [] })).toEqual({});
});

test('a name without a reason is not sent', () => {
  expect(
    codes({ ...COMPLETE, range: [{ key: 1, member: { kind: 'person', personId: PERSON.id }, reason: ' ' }] }),
  ).toEqual({ range: 'EMPTY' });
});

test('what the server finds wrong stands at the field of the form', () => {
  const fields = [
    { field: 'members', code: 'RANGE_TOO_WIDE', article: 'GS-18' },
    { field: 'content.text', code: 'VALIDATION', article: null },
    { field: 'elsewhere', code: 'VALIDATION', article: null },
  ] as const;
  const refusal = { code: 'VALIDATION', rule: null, article: null, missing: [], fields: [...fields] } as const;
  expect([...refusalProblems({ ...refusal, missing: [], fields: [...fields], counterexample: null }).keys()]).toEqual([
    'range',
    'content',
  ]);
});

test('a drafter is told when the range leaves him out', () => {
  const others = '00000000-0000-4000-8000-000000000009';
  const out: Draft = {
    ...COMPLETE,
    responsibleManagerId: others,
    range: [{ key: 1, member: { kind: 'person', personId: others }, reason: '经办' }],
  };
  expect(leavesSelfOut(out, SESSION, NOW)).toBe(true);
  expect(leavesSelfOut(COMPLETE, SESSION, NOW)).toBe(false);
  expect(
    leavesSelfOut(
      { ...out, range: [{ key: 1, member: { kind: 'post', post: 'staff' }, reason: '经办' }] },
      SESSION,
      NOW,
    ),
  ).toBe(false);
});

test('GS-26: what is on paper needs a keeper and no text', () => {
  const paper: Draft = { ...COMPLETE, medium: 'paper', text: '' };
  expect(codes(paper)).toEqual({ custodianId: 'EMPTY' });
  const kept = { ...paper, custodianId: PERSON.id };
  expect(codes(kept)).toEqual({});
  const sent = draftInput(kept, SESSION, 'a-key-of-this-form');
  expect(sent).toMatchObject({ paper: { custodianId: PERSON.id } });
  expect(registerItem.input.safeParse(sent).success).toBe(true);
});

test('GS-09: what is outside the scope is classified by the security office alone, with a reason', () => {
  const [outside] = LAW.rules.outOfScope;
  const draft: Draft = { ...COMPLETE, catalogueCode: outside?.code };
  expect(codes(draft)).toEqual({ catalogueCode: 'OUT_OF_SCOPE' });
  const office: Session = { ...SESSION, capacities: [{ company: BANK, post: 'security_officer', department: null }] };
  expect([...draftProblems(LAW, draft, office, NOW).keys()]).toEqual(['scopeOverride']);
  expect([...draftProblems(LAW, { ...draft, scopeOverride: '涉及未决诉讼' }, office, NOW).keys()]).toEqual([]);
});

test('GS-24: what an item is made from never lowers its level, and brings the names that all sources share', () => {
  const other = '00000000-0000-4000-8000-000000000008';
  const entry = {
    id: other,
    member: { kind: 'person', personId: other },
    name: '李静',
    namedBy: null,
    namedAs: null,
    namedAt: NOW,
    reason: '承办',
    from: NOW,
    to: null,
    revoked: null,
  } as const;
  const derived: Derived = {
    level: 'secret',
    period: { kind: 'term', term: 'P20Y' },
    regimes: ['customer'],
    coOwners: [],
    range: [{ kind: 'person', id: other }],
  };
  const from = { derived, sources: [{ range: [entry] }], homeId: BANK.id, reason: '来源' };
  const taken = takeOver(COMPLETE, from);
  expect(taken).toMatchObject({
    level: 'secret',
    periodKind: 'term',
    termCount: 20,
    termUnit: 'Y',
    regimes: ['customer'],
  });
  expect(taken.range?.map(({ member }) => member.name)).toEqual([undefined, '李静']);
  expect(takeOver({ ...COMPLETE, level: 'top_secret' }, from).level).toBe('top_secret');
  expect(takeOver({ ...COMPLETE, ...taken }, from).range).toHaveLength(2);
});

test('a level brings its usual period with it, where the rules set one that the form can hold (K-06)', () => {
  expect(usualTerm('P20Y')).toEqual({ periodKind: 'term', termCount: 20, termUnit: 'Y' });
  expect(usualTerm('P18M')).toEqual({ periodKind: 'term', termCount: 18, termUnit: 'M' });
  expect(usualTerm('P1Y6M')).toEqual({});
  expect(usualTerm(null)).toEqual({});
});
