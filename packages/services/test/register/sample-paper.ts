import type { CompanyRef } from '@miji/contract';
import { FORM_WORDS } from '../../src/register/form-words.ts';
import type { FormSetting } from '../../src/register/form-parts.ts';
import type { PaperStep, RequestPaper } from '../../src/register/request-paper.ts';

const HEADQUARTERS: CompanyRef = { id: 'hq', code: 'HYJT', name: '宏远集团有限公司', kind: 'headquarters' };
export const OWNER: CompanyRef = { id: 'bank', code: 'HYYH', name: '宏远银行股份有限公司', kind: 'subsidiary' };

const LONG_NAME = '阿卜杜热西提·买买提吐尔逊·艾尔肯江';
const at = (hour: number): string =>
  `2026-11-${String(2 + Math.floor(hour / 24)).padStart(2, '0')}T${String(hour % 24).padStart(2, '0')}:05:00.000Z`;
const person = (name: string) => ({ id: name, name });

const step = (changes: Partial<PaperStep>): PaperStep => ({
  round: 1,
  kind: 'approve',
  person: person('周文博'),
  onBehalfOf: null,
  delegation: null,
  escalated: false,
  reason: null,
  ground: null,
  terms: null,
  secondFactor: null,
  at: at(9),
  seats: [{ kind: 'post', companyId: 'bank', post: 'general_manager' }],
  ...changes,
});

const terms = (copies: number) =>
  ({
    recipients: [
      { person: person(LONG_NAME), copies },
      { person: person('李清照'), copies: 1 },
    ],
    spans: [
      { unit: 'sections', from: 2, to: 4 },
      { unit: 'lines', from: 120, to: 120 },
    ],
    useBefore: '2026-12-01T16:00:00.000Z',
  }) as const satisfies RequestPaper['request']['terms'];

/** A request of so many rounds, each asked back by a deputy in another’s name, the last agreed to by two and cut down. */
export const samplePaper = (rounds: number, changes: Partial<RequestPaper> = {}): RequestPaper => ({
  owner: OWNER,
  request: {
    number: 'HYYH-SQ-2026-000007',
    item: 'HYYH-2026-000012',
    title: null,
    owner: OWNER,
    operation: 'provide',
    level: 'top_secret',
    catalogueCode: '3.1.2',
    requester: person(LONG_NAME),
    beneficiary: person(LONG_NAME),
    copies: 2,
    excerpt: null,
    terms: { ...terms(1), recipients: [{ person: person(LONG_NAME), copies: 1 }] },
    applicant: 'group',
    change: null,
    purpose: '用途',
    necessity: null,
    state: 'approved',
    stage: 'fresh',
    round: rounds,
    repeats: 'HYYH-SQ-2026-000003',
    filedAt: at(1),
    expiresAt: at(90),
    decidedAt: at(80),
    decidedBy: person('周文博'),
    decisionReason: null,
  },
  profile: {
    name: LONG_NAME,
    posts: [
      {
        company: '宏远物业管理（新疆维吾尔自治区）有限责任公司乌鲁木齐分公司',
        department: '客户服务与档案管理部',
        post: 'department_head',
      },
      { company: '宏远保险经纪股份有限公司', department: null, post: 'staff' },
    ],
  },
  filedBy: '业务系统',
  particulars: {
    operation: 'provide',
    organisation: '国家金融监督管理总局某监管局',
    contact: '王处长',
    legalBasis: '《中华人民共和国银行业监督管理法》第三十四条',
    exactly: '第二章至第四章的统计口径说明，以及附表一、附表二；不含客户姓名、证件号码和账号。'.repeat(3),
    medium: 'paper',
  },
  rounds: Array.from({ length: rounds }, (_, index) => ({
    round: index + 1,
    at: at(index * 5 + 1),
    terms: terms(4 - (index % 3)),
    purpose: `现场检查第 ${index + 1} 次调阅，检查组要求于当日下班前取得书面材料，检查结束后由专人收回。`.repeat(
      index % 2 === 0 ? 1 : 4,
    ),
    necessity: index === 0 ? null : '检查组只接受书面材料，不便在线查阅。',
    answer: index === 0 ? null : '已补充检查通知书文号：金监检通〔2026〕第 18 号；份数由四份减为三份。',
  })),
  steps: [
    ...Array.from({ length: rounds - 1 }, (_, index) =>
      step({
        round: index + 1,
        kind: 'ask_back',
        onBehalfOf: person('欧阳修远'),
        delegation: 'HYYH-WT-2026-000019',
        reason: '请补充检查通知书的名称和文号，并说明为什么需要这么多份。',
        at: at(index * 5 + 3),
      }),
    ),
    step({
      round: rounds,
      person: person(LONG_NAME),
      seats: [{ kind: 'in_charge', companyId: 'bank', post: 'deputy_general_manager', line: '信贷' }],
      terms: { ...terms(1), recipients: [{ person: person(LONG_NAME), copies: 1 }] },
      secondFactor: 'totp',
      at: at(rounds * 5),
    }),
    step({ round: rounds, escalated: true, secondFactor: 'passkey', at: at(rounds * 5 + 1) }),
  ],
  rule: {
    kind: 'in_order',
    of: [
      { kind: 'in_charge', company: 'owner', post: 'deputy_general_manager' },
      { kind: 'post', company: 'owner', post: 'general_manager' },
    ],
  },
  article: 'CD-17',
  ruleSetVersion: 3,
  printedBy: '赵敏',
  at: at(100),
  ...changes,
});

export const settingOf = (language: FormSetting['language']): FormSetting => ({
  language,
  words: FORM_WORDS[language],
  companies: [HEADQUARTERS, OWNER],
  names: new Map(),
});
