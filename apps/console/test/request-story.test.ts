import type { RequestDetail, RequestStep, TermsShown } from '@miji/contract';
import { OWNER_GENERAL_MANAGER } from '@miji/core';
import { expect, test } from 'vitest';
import { outcomeOf } from '../src/features/requests/decide/outcome-words.ts';
import { beginShortening, shortenedTerms, termsToSend, withRow } from '../src/features/requests/decide/shortened.ts';
import { groundOf, usualReasons } from '../src/features/requests/decide/usual-reasons.ts';
import { whyNotChoosable } from '../src/features/requests/inbox/chosen.ts';
import { storyOf } from '../src/features/requests/story-steps.ts';
import { makeI18n } from '../src/i18n/index.ts';

const zh = makeI18n('zh-CN').t;
const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const zhang = { id: id(1), name: '张明远' };
const li = { id: id(2), name: '李静' };
const zhou = { id: id(4), name: '周建国' };

const three: TermsShown = { recipients: [{ person: li, copies: 3 }], spans: [], useBefore: null };
const two: TermsShown = { ...three, recipients: [{ person: li, copies: 2 }] };

const step = (more: Partial<RequestStep>): RequestStep => ({
  round: 1,
  kind: 'approve',
  person: zhou,
  onBehalfOf: null,
  delegation: null,
  escalated: false,
  reason: null,
  ground: null,
  terms: null,
  secondFactor: null,
  at: '2026-11-20T01:00:00.000Z',
  ...more,
});

const request: RequestDetail = {
  number: 'HYYH-SQ-2026-000007',
  item: 'HYYH-2026-000012',
  title: null,
  owner: { id: id(9), code: 'HYYH', name: '宏远银行', kind: 'subsidiary' },
  operation: 'copy',
  level: 'secret',
  catalogueCode: 'GS-08.3',
  requester: zhang,
  beneficiary: li,
  copies: 3,
  excerpt: null,
  terms: three,
  applicant: 'insider',
  change: null,
  purpose: '现场评审',
  necessity: null,
  state: 'pending',
  stage: 'fresh',
  round: 1,
  repeats: null,
  filedAt: '2026-11-19T01:30:00.000Z',
  expiresAt: '2026-11-26T01:30:00.000Z',
  decidedAt: null,
  decidedBy: null,
  decisionReason: null,
  effect: null,
  mark: '宏远银行商密·机密·10年',
  particulars: { operation: 'copy' },
  profile: null,
  route: {
    kind: 'open',
    rule: OWNER_GENERAL_MANAGER,
    agreed: [],
    escalated: false,
    approvers: [{ ...zhou, onBehalfOf: null, delegation: null }],
  },
  article: 'GS-22',
  rounds: [
    {
      round: 1,
      at: '2026-11-19T01:30:00.000Z',
      terms: three,
      purpose: '现场评审',
      necessity: null,
      answer: null,
    },
  ],
  steps: [],
  repeated: null,
  mayNotDecide: null,
  needsSecondFactor: false,
  mayWithdraw: false,
  mayResubmit: false,
  earlierCopies: [],
  grants: [],
  grant: null,
};

const told = (of: RequestDetail): readonly string[] =>
  storyOf(of, zh).flatMap(({ steps }) => steps.flatMap(({ words, notes }) => [words, ...notes]));

test('GS-23: the story names who agreed in whose name, under which number, and what was cut down', () => {
  const agreed = step({ person: li, onBehalfOf: zhou, delegation: 'HYYH-WT-2026-000001', terms: two, escalated: true });
  expect(told({ ...request, steps: [agreed] })).toEqual([
    '张明远提出申请',
    '李静（代周建国，委托 HYYH-WT-2026-000001）已同意',
    '作为上级',
    '缩减为：李静 3 → 2 份',
    '由周建国决定',
  ]);
});

test('a second cut is told against the first one, not against what was asked for', () => {
  const one: TermsShown = { ...three, recipients: [{ person: li, copies: 1 }] };
  const cuts = told({ ...request, steps: [step({ terms: two }), step({ person: li, terms: one })] });
  expect(cuts.filter((words) => words.startsWith('缩减为'))).toEqual([
    '缩减为：李静 3 → 2 份',
    '缩减为：李静 2 → 1 份',
  ]);
});

test('question and answer stand in the rounds in which they were said', () => {
  const [first] = request.rounds;
  if (first === undefined) throw new Error('There is a first round');
  const again = { ...first, round: 2, at: '2026-11-21T01:00:00.000Z', terms: two, answer: '两份即可' };
  const asked = step({ kind: 'ask_back', reason: '为什么三份？' });
  const story = storyOf({ ...request, round: 2, rounds: [first, again], steps: [asked] }, zh);
  expect(story.map(({ steps }) => steps.map(({ words }) => words))).toEqual([
    ['张明远提出申请', '周建国要求补充：为什么三份？'],
    ['张明远答复并重新提交：两份即可', '由周建国决定'],
  ]);
  expect(story[1]?.steps[0]?.notes).toEqual(['改为：李静 3 → 2 份']);
});

test('a refusal is told with its reason and what it counts as, a decision on 绝密 with its second factor', () => {
  const refused = step({ kind: 'refuse', reason: '份数过多', ground: 'too_much', secondFactor: 'totp' });
  expect(told({ ...request, state: 'refused', steps: [refused] })).toEqual([
    '张明远提出申请',
    '周建国拒绝：份数过多',
    '过多',
    '已用动态口令确认',
  ]);
});

test.each([
  ['withdrawn', '张明远撤回'],
  ['expired', '逾期未决，视为不同意'],
  ['void', '密件已不是申请时的样子，申请失效'],
] as const)('a request that is %s says how it ended', (state, words) => {
  expect(told({ ...request, state }).at(-1)).toBe(words);
});

test('a request that waits for an answer says of whom', () => {
  expect(told({ ...request, state: 'returned' })).toContain('等张明远补充');
});

test('what is cut down is sent whole; an end on the same day stays the instant that it was', () => {
  const asked: TermsShown = { ...three, useBefore: '2026-11-30T08:00:00.000Z' };
  const begun = beginShortening(asked);
  expect(shortenedTerms(begun, asked)).toEqual(asked);
  const fewer = {
    ...begun,
    recipients: withRow(begun.recipients, 0, (row) => ({ ...row, now: { ...row.now, copies: 2 } })),
    day: '2026-11-25',
  };
  expect(termsToSend(shortenedTerms(fewer, asked))).toEqual({
    recipients: [{ personId: li.id, copies: 2 }],
    spans: [],
    useBefore: '2026-11-25T16:00:00.000Z',
  });
});

test('each usual reason counts as something, and one copy is not refused as too many', () => {
  expect(usualReasons(request)).toContain('fewer');
  const single = { ...request, terms: { ...three, recipients: [{ person: li, copies: 1 }] } };
  expect(usualReasons(single)).not.toContain('fewer');
  expect(groundOf('fewer')).toBe('too_much');
});

test('those of one kind, level and owner may be decided together, 绝密 never', () => {
  expect(whyNotChoosable(request, [request])).toBeNull();
  expect(whyNotChoosable({ ...request, operation: 'print' }, [request])).toBe('not_alike');
  expect(whyNotChoosable({ ...request, level: 'confidential' }, [request])).toBe('not_alike');
  expect(whyNotChoosable({ ...request, level: 'top_secret' }, [])).toBe('one_by_one');
});

test.each([
  ['pending', 'agreed'],
  ['returned', 'asked_back'],
  ['approved', 'approved'],
  ['refused', 'refused'],
] as const)('after the act a request that is %s is said to be %s', (state, outcome) => {
  expect(outcomeOf({ state })).toBe(outcome);
});
