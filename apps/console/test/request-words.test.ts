import type { RequestSummary, RouteWire } from '@miji/contract';
import { allOf, OWNER_GENERAL_MANAGER } from '@miji/core';
import { expect, test } from 'vitest';
import { requestSentence } from '../src/features/requests/request-sentence.ts';
import { lentTo, routeWords } from '../src/features/requests/route-words.ts';
import { durationWords } from '../src/features/rules/duration.ts';
import { makeI18n } from '../src/i18n/index.ts';

const zh = makeI18n('zh-CN').t;
const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const zhang = { id: id(1), name: '张明远' };
const li = { id: id(2), name: '李静' };

const request: RequestSummary = {
  number: 'HYYH-SQ-2026-000007',
  item: 'HYYH-2026-000012',
  title: null,
  owner: { id: id(9), code: 'HYYH', name: '宏远银行', kind: 'subsidiary' },
  operation: 'copy',
  level: 'secret',
  catalogueCode: 'GS-08.3',
  requester: zhang,
  beneficiary: zhang,
  copies: 2,
  excerpt: null,
  terms: { recipients: [{ person: zhang, copies: 2 }], spans: [], useBefore: null },
  applicant: 'insider',
  change: null,
  purpose: '现场评审 <二人>',
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
};

test('a change of classification is one sentence, with the period or the level that is asked for', () => {
  const change = { kind: 'extend', period: { kind: 'term', term: 'P20Y' } } as const;
  expect(requestSentence({ ...request, operation: 'extend', change, purpose: '仍在谈判' }, zh, 'zh-CN')).toBe(
    '张明远申请将保密期限延长为 20 年，理由：仍在谈判',
  );
  const down = { kind: 'regrade', toLevel: 'confidential' } as const;
  expect(requestSentence({ ...request, operation: 'regrade', change: down }, zh, 'zh-CN')).toContain(
    '将密级变更为秘密',
  );
});

test('a delegate is told in whose name he decides, unless he may decide in his own right', () => {
  const lent = { ...li, onBehalfOf: zhang, delegation: 'HYYH-WT-2026-000001' };
  const route = { kind: 'open', rule: OWNER_GENERAL_MANAGER, agreed: [], escalated: false, approvers: [lent] } as const;
  expect(lentTo({ ...route, agreed: [], approvers: [lent] }, li.id)).toEqual({
    principal: '张明远',
    delegation: 'HYYH-WT-2026-000001',
  });
  const own = { ...li, onBehalfOf: null, delegation: null };
  expect(lentTo({ ...route, agreed: [], approvers: [lent, own] }, li.id)).toBeNull();
});

test('where nobody may decide, it says whom to appoint; where it went to the superiors, why', () => {
  const asked = { rule: OWNER_GENERAL_MANAGER, agreed: [] };
  const manager = { kind: 'post', company: '宏远银行', post: 'general_manager' } as const;
  expect(routeWords({ kind: 'locked', ...asked, appoint: [manager] }, zh, 'zh-CN').join('')).toContain(
    '请先任命宏远银行总经理',
  );
  const own = { onBehalfOf: null, delegation: null };
  const approvers = [
    { ...li, ...own },
    { ...zhang, ...own },
  ];
  const escalated = routeWords({ kind: 'open', ...asked, escalated: true, approvers }, zh, 'zh-CN');
  expect(escalated[0]).toContain('李静、张明远');
  expect(escalated[0]).toContain('密件所属公司总经理');
  expect(escalated[1]).toContain('回避');
});

test('who has agreed already is named, and in whose name somebody decides', () => {
  const route: RouteWire = {
    kind: 'open',
    rule: allOf(OWNER_GENERAL_MANAGER, { kind: 'responsible_manager' }),
    agreed: [{ person: zhang, onBehalfOf: null, delegation: null, at: request.filedAt }],
    escalated: false,
    approvers: [{ ...li, onBehalfOf: zhang, delegation: 'HYYH-WT-2026-000001' }],
  };
  expect(routeWords(route, zh, 'zh-CN')).toEqual([
    '已同意：张明远。',
    '由密件所属公司总经理和主管人员（均须同意）决定：李静（代张明远，委托 HYYH-WT-2026-000001）。',
  ]);
});

test.each([
  ['P7D', '7 天', '7 days'],
  ['P1D', '1 天', '1 day'],
  ['P1Y6M', '1 年 6 个月', '1 year 6 months'],
  ['PT36H', '36 小时', '36 hours'],
])('the limit %s is %s', (iso, chinese, english) => {
  expect(durationWords(iso, 'zh-CN')).toBe(chinese);
  expect(durationWords(iso, 'en')).toBe(english);
});
