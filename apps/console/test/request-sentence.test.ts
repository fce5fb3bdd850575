import type { ParticularsShown, RequestSummary, TermsShown } from '@miji/contract';
import { expect, test } from 'vitest';
import type { Spoken } from '../src/features/requests/request-sentence.ts';
import { requestSentence } from '../src/features/requests/request-sentence.ts';
import { differenceWords, partsWords } from '../src/features/requests/terms-words.ts';
import { makeI18n } from '../src/i18n/index.ts';

const zh = makeI18n('zh-CN').t;
const en = makeI18n('en').t;
const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const zhang = { id: id(1), name: '张明远' };
const li = { id: id(2), name: '李静' };
const wang = { id: id(3), name: '王芳' };

const termsFor = (...recipients: readonly (readonly [TermsShown['recipients'][number]['person'], number])[]) => ({
  recipients: recipients.map(([person, copies]) => ({ person, copies })),
  spans: [],
  useBefore: null,
});

const asked = (more: Partial<Spoken>): Spoken => ({
  number: 'HYYH-SQ-2026-000007',
  item: 'HYYH-2026-000012',
  title: null,
  owner: { id: id(9), code: 'HYYH', name: '宏远银行', kind: 'subsidiary' },
  operation: 'copy',
  level: 'secret',
  catalogueCode: 'GS-08.3',
  requester: zhang,
  beneficiary: zhang,
  copies: 1,
  excerpt: null,
  terms: termsFor([zhang, 1]),
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
  ...more,
});

const said = (operation: RequestSummary['operation'], particulars: ParticularsShown, terms?: TermsShown): Spoken =>
  asked({ operation, particulars, ...(terms === undefined ? {} : { terms }) });

const PARTS: TermsShown['spans'] = [
  { unit: 'lines', from: 3, to: 9 },
  { unit: 'sections', from: 2, to: 2 },
  { unit: 'pages', from: 1, to: 4 },
];

const visitor = {
  name: '陈宇',
  organisation: '审计署',
  letter: '审函〔2026〕7号',
  document: 'work_card',
  documentMasked: '12****78',
} as const;

test.each<readonly [string, Spoken, string, string]>([
  [
    'CF-18: an excerpt, by its parts',
    asked({ operation: 'excerpt', terms: { ...termsFor([li, 2]), spans: PARTS } }),
    '张明远申请为李静摘抄第 3–9 行、第 2 节、第 1–4 页，2 份，用于：现场评审 <二人>',
    '张明远 asks for 2 × excerpt of lines 3–9, section 2, pages 1–4 for 李静, to be used for: 现场评审 <二人>',
  ],
  [
    'CF-18: copies for oneself',
    asked({ terms: termsFor([zhang, 2]) }),
    '张明远申请复制 2 份，用于：现场评审 <二人>',
    '张明远 asks for 2 × copy, to be used for: 现场评审 <二人>',
  ],
  [
    'CF-18: copies, by who receives how many',
    asked({ terms: termsFor([li, 2], [wang, 1]) }),
    '张明远申请复制 3 份（李静 2 份、王芳 1 份），用于：现场评审 <二人>',
    '张明远 asks for 3 × copy (李静 2, 王芳 1), to be used for: 现场评审 <二人>',
  ],
  [
    'PM-10: a print, by its use period',
    said('print', { operation: 'print', useUntil: '2026-12-01' }),
    '张明远申请打印 1 份（使用至 2026-12-01），用于：现场评审 <二人>',
    '张明远 asks for 1 × print (in use until 2026-12-01), to be used for: 现场评审 <二人>',
  ],
  [
    'an export, by where it goes',
    said('export', { operation: 'export', destination: '监管报送平台' }),
    '张明远申请导出 1 份至“监管报送平台”，用于：现场评审 <二人>',
    '张明远 asks for 1 × export to “监管报送平台”, to be used for: 现场评审 <二人>',
  ],
  [
    'a loan, by its days',
    said('loan', { operation: 'loan', days: 3, visitor: null }),
    '张明远申请借阅 3 天，用于：现场评审 <二人>',
    '张明远 asks for a loan of 3 days, to be used for: 现场评审 <二人>',
  ],
  [
    'AR-30: a loan for a visitor, by who he is and where he comes from',
    said('loan', { operation: 'loan', days: 1, visitor }),
    '张明远申请陪同陈宇（审计署）借阅 1 天，用于：现场评审 <二人>',
    '张明远 asks for a loan of 1 day for the visitor 陈宇 (审计署), attended, to be used for: 现场评审 <二人>',
  ],
  [
    'AR-32: carrying out, by where to and until when',
    said('carry_out', {
      operation: 'carry_out',
      destination: '上海分行',
      bringBackOn: '2026-11-25',
      measures: '专人携带',
    }),
    '张明远申请携带外出至“上海分行”，2026-11-25 带回，用于：现场评审 <二人>',
    '张明远 asks for leave to carry it to “上海分行”, back on 2026-11-25, to be used for: 现场评审 <二人>',
  ],
  [
    'CD-17: provision outside, by who receives it and on what legal basis',
    said(
      'provide',
      {
        operation: 'provide',
        organisation: '金融监管总局',
        contact: '监管三处',
        legalBasis: '《银行业监督管理法》第三十三条',
        exactly: '附表二',
        medium: 'paper',
      },
      termsFor([li, 1]),
    ),
    '张明远申请由李静向金融监管总局提供 1 份（纸质），依据：《银行业监督管理法》第三十三条，用于：现场评审 <二人>',
    '张明远 asks for 1 × provision to 金融监管总局 (on paper), on the basis of: 《银行业监督管理法》第三十三条, through 李静, to be used for: 现场评审 <二人>',
  ],
  [
    'GS-15: another level, by its effect',
    asked({ operation: 'regrade', change: { kind: 'regrade', toLevel: 'confidential' } }),
    '张明远申请将密级变更为秘密，理由：现场评审 <二人>',
    '张明远 asks to change the level to Confidential, because: 现场评审 <二人>',
  ],
  [
    'GS-15: a longer period, by its length',
    asked({ operation: 'extend', change: { kind: 'extend', period: { kind: 'term', term: 'P20Y' } } }),
    '张明远申请将保密期限延长为 20 年，理由：现场评审 <二人>',
    '张明远 asks to extend the period to 20 years, because: 现场评审 <二人>',
  ],
  [
    'GS-14: an early end',
    asked({ operation: 'declassify', change: { kind: 'declassify' } }),
    '张明远申请提前解密，理由：现场评审 <二人>',
    '张明远 asks to declassify it early, because: 现场评审 <二人>',
  ],
  [
    'K-12: destruction of copies, by executor and witness',
    said('destroy', {
      operation: 'destroy',
      copies: ['HYYH-2026-000012-001', 'HYYH-2026-000012-002'],
      method: 'shredding',
      executor: li,
      witness: wang,
    }),
    '张明远申请销毁 2 份副本（粉碎，李静执行、王芳监销），理由：现场评审 <二人>',
    '张明远 asks for destruction of 2 × copy (shredding, by 李静, before 王芳 as witness), because: 现场评审 <二人>',
  ],
  [
    'K-12: destruction of an item with all its copies',
    said('destroy', { operation: 'destroy', copies: [], method: 'burning', executor: li, witness: wang }),
    '张明远申请销毁该件及其全部副本（焚毁，李静执行、王芳监销），理由：现场评审 <二人>',
    '张明远 asks for destruction of the item and all its copies (burning, by 李静, before 王芳 as witness), because: 现场评审 <二人>',
  ],
])('one sentence: %s', (_, request, chinese, english) => {
  expect(requestSentence(request, zh, 'zh-CN')).toBe(chinese);
  expect(requestSentence(request, en, 'en')).toBe(english);
});

test.each<readonly [RequestSummary['operation'], string, string]>([
  ['print', '打印 1 份', '1 × print'],
  ['export', '导出 1 份', '1 × export'],
  ['loan', '借阅', 'a loan'],
  ['carry_out', '携带外出', 'leave to carry it out'],
  ['provide', '向外单位提供 1 份', '1 × provision to somebody outside'],
  ['destroy', '销毁', 'destruction'],
])('a list, which has no particulars, says of %s what it knows', (operation, chinese, english) => {
  const request = asked({ operation });
  expect(requestSentence(request, zh, 'zh-CN')).toMatch(new RegExp(`^张明远申请${chinese}，`));
  expect(requestSentence(request, en, 'en')).toMatch(new RegExp(`^张明远 asks for ${english}, `));
});

test('AR-30: a list says of a loan that it is for a visitor', () => {
  const request = asked({ operation: 'loan', applicant: 'outsider' });
  expect(requestSentence(request, zh, 'zh-CN')).toContain('申请陪同外单位人员借阅，');
  expect(requestSentence(request, en, 'en')).toContain('a loan for a visitor, attended');
});

test('what was cut down is said phrase by phrase', () => {
  const before: TermsShown = { ...termsFor([li, 3], [wang, 1]), spans: [{ unit: 'lines', from: 3, to: 9 }] };
  const after: TermsShown = {
    ...termsFor([li, 1]),
    spans: [{ unit: 'lines', from: 3, to: 5 }],
    useBefore: '2026-11-30T16:00:00.000Z',
  };
  expect(differenceWords(before, after, zh)).toEqual([
    '李静 3 → 1 份',
    '去掉王芳',
    '第 3–9 行 → 第 3–5 行',
    '用到 2026-11-30 24:00',
  ]);
  expect(differenceWords(before, before, zh)).toEqual([]);
  expect(differenceWords(after, before, zh)).toContain('增加王芳 1 份');
});

test('a single line is not a stretch of lines, and no part is the whole', () => {
  expect(partsWords([{ unit: 'lines', from: 4, to: 4 }], zh)).toBe('第 4 行');
  expect(partsWords([], zh)).toBe('全文');
});
