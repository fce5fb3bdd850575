import type { RequestSummary } from '@miji/contract';
import { expect, test } from 'vitest';
import { findingsOf, inputOf } from '../src/features/requests/file-request-values.ts';
import { requestSentence } from '../src/features/requests/request-sentence.ts';
import { routeWords } from '../src/features/requests/route-words.ts';
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
  purpose: '现场评审 <二人>',
  necessity: null,
  state: 'pending',
  filedAt: '2026-11-19T01:30:00.000Z',
  expiresAt: '2026-11-26T01:30:00.000Z',
  decidedAt: null,
  decidedBy: null,
  decisionReason: null,
};

test('a request is one sentence: who wants what for what purpose', () => {
  expect(requestSentence(request, zh)).toBe('张明远申请复制 2 份，用于：现场评审 <二人>');
  expect(
    requestSentence({ ...request, beneficiary: li, operation: 'excerpt', excerpt: { fromLine: 3, toLine: 9 } }, zh),
  ).toBe('张明远申请为李静摘抄第 3–9 行，2 份，用于：现场评审 <二人>');
});

test('where nobody may decide, it says whom to appoint; where it went to the superiors, why', () => {
  expect(routeWords({ kind: 'locked', appoint: 'owner_general_manager' }, zh).join('')).toContain(
    '请先任命所属公司总经理',
  );
  const escalated = routeWords(
    { kind: 'open', rule: 'headquarters_executive', escalated: true, approvers: [li, zhang] },
    zh,
  );
  expect(escalated[0]).toContain('李静、张明远');
  expect(escalated[1]).toContain('回避');
});

test('the form sends nothing that does not belong to what is asked', () => {
  const values = {
    copies: 1,
    whose: 'self',
    beneficiaryId: li.id,
    fromLine: 3,
    toLine: 9,
    purpose: '评审',
    necessity: '  ',
  } as const;
  const sent = inputOf({ item: request.item, operation: 'copy', values, idempotencyKey: 'key-00001' });
  expect(sent).toMatchObject({ operation: 'copy', excerpt: undefined, beneficiaryId: undefined, necessity: undefined });
  const excerpt = inputOf({
    item: request.item,
    operation: 'excerpt',
    values: { ...values, whose: 'other' },
    idempotencyKey: 'key-00001',
  });
  expect(excerpt).toMatchObject({ excerpt: { fromLine: 3, toLine: 9 }, beneficiaryId: li.id });
});

test('a refusal is shown at the field that it is about', () => {
  const refusal = { rule: null, article: null, missing: [], fields: [] };
  expect(findingsOf({ ...refusal, code: 'NECESSITY_REQUIRED' })).toEqual([
    { name: 'necessity', code: 'NECESSITY_REQUIRED' },
  ]);
  expect(
    findingsOf({
      ...refusal,
      code: 'VALIDATION',
      fields: [
        { field: 'excerpt.toLine', code: 'VALIDATION', article: null },
        { field: 'item', code: 'VALIDATION', article: null },
      ],
    }),
  ).toEqual([{ name: 'toLine', code: 'VALIDATION' }]);
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
