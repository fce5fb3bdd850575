import type { Applicant, ApprovedOperation, Approver, Office } from './approver.ts';
import { HEADQUARTERS_EXECUTIVE, NOBODY, OWNER_GENERAL_MANAGER } from './approver.ts';
import { allOf, anyOf, inOrder } from './formula.ts';
import type { SecretLevel } from './level.ts';
import { SECRET_LEVELS } from './level.ts';
import { LEVEL_NAMES } from './mark.ts';
import type { Regime } from './regime.ts';
import { FURTHER_REGIMES } from './regime.ts';
import type { ApproverCell, RangeRule, Rule, RuleSet } from './rule-set.ts';
import type { CustomerGrade, OutOfScopeKind, ScopeEntry } from './scope-catalogue.ts';

const entry = (
  number: number,
  zh: string,
  en: string,
  defaultLevel: SecretLevel | null,
  needsReason = false,
): ScopeEntry => ({
  code: `GS-08.${number}`,
  article: 'GS-08',
  zh,
  en,
  defaultLevel,
  needsReason,
  regimes: [],
  customerGrade: null,
  closed: false,
});

const customerEntry = (
  code: string,
  customerGrade: CustomerGrade,
  defaultLevel: SecretLevel,
  zh: string,
  en: string,
): ScopeEntry => ({
  code,
  article: code,
  zh,
  en,
  defaultLevel,
  needsReason: false,
  regimes: ['customer'],
  customerGrade,
  closed: false,
});

/**
 * The eleven kinds of secret of the group, with the default level where the regulations give one: important decisions 绝密
 * (GS-10), contracts, personnel, market and certificate matters 秘密 (GS-12). The list for 机密 is lost (GS-11), and is not guessed.
 * Then the files of customers, whose level follows the customer’s grade (CD-05…07).
 */
const CATALOGUE: readonly ScopeEntry[] = [
  entry(1, '重大决策', 'Major decisions', 'top_secret'),
  entry(2, '未实施的战略、方向、规划与项目', 'Strategy, plans and projects not yet carried out', null),
  entry(
    3,
    '合同、协议、可行性报告与重要会议纪要',
    'Contracts, agreements, feasibility reports, important minutes',
    'confidential',
  ),
  entry(4, '预算、决算、审计与财务统计报表', 'Budgets, accounts, audits and financial statements', null),
  entry(5, '未进入市场、未公开的信息', 'Information not yet on the market or not public', 'confidential'),
  entry(6, '经营策略、客户资料、货源与产销策略', 'Business strategy, customer data, sources and sales policy', null),
  entry(7, '技术水平、实力、潜力与产品趋势', 'Technical level, strength, potential and product trend', null),
  entry(8, '厂商的技术文件、光盘与书籍', 'Technical documents, discs and books of manufacturers', null),
  entry(9, '营业执照与各类证书', 'Business licence and certificates', 'confidential'),
  entry(10, '人事档案、工资与奖金', 'Personnel files, wages and bonuses', 'confidential'),
  entry(11, '公司确认的其他事项', 'Anything else that the company confirms', null, true),
  customerEntry(
    'CD-05',
    'ordinary',
    'confidential',
    '一般业务往来客户的资料',
    'Files of customers of ordinary business',
  ),
  customerEntry('CD-06', 'important', 'secret', '重要业务往来客户的资料', 'Files of customers of important business'),
  customerEntry(
    'CD-07',
    'decisive',
    'top_secret',
    '直接影响公司权益的重要客户的资料',
    'Files of customers on whom the company’s interests depend',
  ),
];

const outOfScope = (number: number, zh: string, en: string): OutOfScopeKind => ({
  code: `GS-09.${number}`,
  article: 'GS-09',
  zh,
  en,
});

const rule = (id: string, article: string, zh: string, en: string): Rule => ({ id, article, zh, en });

const RULES: readonly Rule[] = [
  rule(
    'range.headquarters',
    'GS-16',
    '总公司总经理、副总经理可知悉各级密件，每次查阅均留痕并报告',
    'The head office’s general manager and deputies may know every level; each read is traced and reported',
  ),
  rule(
    'range.top_secret',
    'GS-17',
    '绝密仅限总公司总经理或副总经理逐一指定的人员知悉',
    'Top secret: only persons whom a head-office general manager or deputy has designated one by one',
  ),
  rule(
    'range.secret',
    'GS-18',
    '机密仅限主管人员及其认为必须知道并逐一写明的人员',
    'Secret: the responsible manager and the persons he has named',
  ),
  rule(
    'range.confidential',
    'GS-19',
    '秘密仅限列明的人员、岗位、部门或项目组，从不默认“全体”',
    'Confidential: the listed persons, posts, departments or project groups, never “everyone”',
  ),
  rule(
    'range.excluded',
    'GS-19',
    '被排除的人员不因岗位、部门或项目组而知悉',
    'Whoever is shut out does not know it through a post, a department or a project group',
  ),
  rule(
    'approver.necessity',
    'GS-20',
    '绝密原则上不得摘抄、复制；未说明确需的必要性，不受理申请',
    'Top secret is not excerpted or copied in principle; without a stated necessity nothing is filed',
  ),
  rule(
    'approver.top_secret',
    'GS-21',
    '绝密确需摘抄、复制者，由总公司总经理或副总经理批准',
    'Where it is truly needed, a head-office general manager or deputy approves for top secret',
  ),
  rule(
    'approver.secret',
    'GS-22',
    '机密的摘抄、复制由密件所属公司总经理批准',
    'Secret: the general manager of the owning company approves',
  ),
  rule(
    'approver.confidential',
    'GS-22',
    '秘密的摘抄、复制由密件所属公司总经理批准',
    'Confidential: the general manager of the owning company approves',
  ),
  rule(
    'approver.not_set',
    'K-05',
    '规则未规定审批人的操作一律锁定，不作推定',
    'Where the rules set no approver the operation is locked; nothing is guessed',
  ),
  rule(
    'grant.single_use',
    'GS-23',
    '每份授权按份使用，一份一次，逾期作废',
    'A grant is used once per copy and is void after its deadline',
  ),
  rule(
    'hold.placed',
    'GS-23',
    '冻结期间不得取出、解密或销毁，已批授权作废',
    'While it is held nothing is taken out, declassified or destroyed, and grants are void',
  ),
  rule(
    'copy.original',
    'GS-24',
    '副本视同原件：编号、标密、登记，随原件变更',
    'A copy counts as an original: numbered, marked, registered, and it follows the original',
  ),
  rule(
    'period.over',
    'GS-14',
    '保密期限届满即自行解密，无需任何作业',
    'When its period is over an item declassifies by itself',
  ),
  rule(
    'classification.attributes',
    'GS-13',
    '起草单位必须标明密级、期限、范围与依据',
    'The drafting unit states level, period, range and basis',
  ),
  rule(
    'classification.customer',
    'CD-06',
    '客户资料的密级随客户等级而定，等级变更即重新定密',
    'The level of a customer’s files follows the customer’s grade, and changes with it',
  ),
  rule(
    'self_approval',
    'K-01',
    '任何人不得审批自己提出、代拟或受益的申请',
    'Nobody decides a request that he made, drafted or gains from',
  ),
];

const groupRange = (
  level: SecretLevel,
  article: string,
  rest: Pick<RangeRule, 'members' | 'namers' | 'managerKnows'>,
) => ({ regime: 'group', level, executivesKnow: true, article, ...rest }) satisfies RangeRule;

/** The group’s three rules of knowing, and that the head office’s right to know all is the group’s regime’s alone (K-07). */
const RANGES: readonly RangeRule[] = [
  groupRange('confidential', 'GS-19', {
    members: ['person', 'post', 'department', 'group'],
    namers: ['responsible_manager', 'owner_security_officer'],
    managerKnows: true,
  }),
  groupRange('secret', 'GS-18', { members: ['person'], namers: ['responsible_manager'], managerKnows: true }),
  groupRange('top_secret', 'GS-17', { members: ['person'], namers: ['headquarters_executive'], managerKnows: false }),
  ...FURTHER_REGIMES.flatMap((regime) =>
    SECRET_LEVELS.map(
      (level): RangeRule => ({
        regime,
        level,
        members: ['person', 'post', 'department', 'group'],
        namers: ['headquarters_executive', 'responsible_manager', 'owner_security_officer'],
        managerKnows: true,
        executivesKnow: false,
        article: 'K-07',
      }),
    ),
  ),
];

const post = (name: Extract<Office, { kind: 'post' }>['post']): Approver => ({
  kind: 'post',
  company: 'owner',
  post: name,
});

const DEPUTY_IN_CHARGE: Approver = { kind: 'in_charge', company: 'owner', post: 'deputy_general_manager' };
const GENERAL_MANAGER_OR_DEPUTY = anyOf(OWNER_GENERAL_MANAGER, DEPUTY_IN_CHARGE);
const SUPERVISOR = post('customer_information_supervisor');

const cells = (
  regime: Regime,
  operations: readonly ApprovedOperation[],
  levels: readonly SecretLevel[],
  article: string,
  approver: Approver,
): readonly ApproverCell[] =>
  operations.flatMap((operation) =>
    levels.map((level) => ({
      regime,
      operation,
      level,
      approver,
      necessityRequired: article === 'GS-21',
      article,
    })),
  );

/** The same for one kind of applicant. */
const only = (applicant: Applicant, rules: readonly ApproverCell[]): readonly ApproverCell[] =>
  rules.map((cell) => ({ ...cell, applicant }));

const OWN_UNIT: Office = { kind: 'requester_department_head' };
const RESPONSIBLE: Office = { kind: 'responsible_manager' };

const BELOW_TOP = ['confidential', 'secret'] as const;
const TOP = ['top_secret'] as const;
const TAKING = ['excerpt', 'copy'] as const;

/** What the regulations say; where they say nothing there is no cell, and the operation stays locked (K-05). */
const APPROVERS: readonly ApproverCell[] = [
  ...cells('group', TAKING, BELOW_TOP, 'GS-22', OWNER_GENERAL_MANAGER),
  ...cells('group', TAKING, TOP, 'GS-21', HEADQUARTERS_EXECUTIVE),
  // Who changes a classification follows from who confirms one (GS-13) and who must know the gravest: the approver of its copies.
  ...cells('group', ['regrade', 'declassify'], BELOW_TOP, 'GS-13', OWNER_GENERAL_MANAGER),
  ...cells('group', ['regrade', 'declassify'], TOP, 'GS-13', HEADQUARTERS_EXECUTIVE),
  ...cells('group', ['extend'], BELOW_TOP, 'GS-15', OWNER_GENERAL_MANAGER),
  ...cells('group', ['extend'], TOP, 'GS-15', HEADQUARTERS_EXECUTIVE),
  // Destruction is an approval of its own (K-12); who gives it follows from who lets the paper out.
  ...cells('group', ['destroy'], BELOW_TOP, 'K-12', OWNER_GENERAL_MANAGER),
  ...cells('group', ['destroy'], TOP, 'K-12', HEADQUARTERS_EXECUTIVE),
  ...cells('customer', TAKING, SECRET_LEVELS, 'CD-11', GENERAL_MANAGER_OR_DEPUTY),
  ...cells('customer', ['provide'], SECRET_LEVELS, 'CD-17', OWNER_GENERAL_MANAGER),
  ...only('insider', cells('archive', ['loan'], SECRET_LEVELS, 'AR-28', OWN_UNIT)),
  ...only('group', cells('archive', ['loan'], SECRET_LEVELS, 'AR-29', inOrder<Office>(OWN_UNIT, RESPONSIBLE))),
  ...only(
    'outsider',
    cells('archive', ['loan'], SECRET_LEVELS, 'AR-30', inOrder<Office>(RESPONSIBLE, OWNER_GENERAL_MANAGER)),
  ),
  ...cells('archive', ['carry_out'], SECRET_LEVELS, 'AR-32', RESPONSIBLE),
  ...cells('customer_file', TAKING, SECRET_LEVELS, 'CF-30', anyOf(OWNER_GENERAL_MANAGER, SUPERVISOR)),
  ...cells('customer_file', ['provide'], SECRET_LEVELS, 'CF-32', allOf(SUPERVISOR, post('customer_service_manager'))),
  // The applicant's own unit endorses first (CF-19, CF-23), then the specialist decides.
  ...cells(
    'customer_file',
    ['loan'],
    SECRET_LEVELS,
    'CF-24',
    inOrder<Office>(OWN_UNIT, post('customer_information_specialist')),
  ),
  ...only('outsider', cells('customer_file', ['loan'], SECRET_LEVELS, 'CF-21', post('customer_service_manager'))),
  ...cells('property', ['print'], SECRET_LEVELS, 'PM-04', anyOf(post('project_manager'), post('department_head'))),
  ...cells('property', ['carry_out'], SECRET_LEVELS, 'PM-11', NOBODY),
  ...cells('property', ['provide'], SECRET_LEVELS, 'PM-05', OWNER_GENERAL_MANAGER),
];

/**
 * The regulations as a rule set: version 1, in force until the security office publishes another. What they lost is not set.
 *
 * @see CD-26
 * @see K-05
 */
export const REGULATIONS: RuleSet = {
  version: 1,
  catalogue: CATALOGUE,
  outOfScope: [
    outOfScope(1, '一般性决定与决议', 'General decisions and resolutions'),
    outOfScope(2, '通告与通知', 'Circulars and notices'),
    outOfScope(3, '行政管理资料', 'Administrative material'),
  ],
  rules: RULES,
  ranges: RANGES,
  approvers: APPROVERS,
  periods: SECRET_LEVELS.map((level) => ({ level, usual: null, longest: null })),
  marks: { levelNames: LEVEL_NAMES, kind: '商密', periodRequired: true },
  limits: {
    requestExpiresAfter: 'P7D',
    grantExpiresAfter: 'P7D',
    maxCopies: 20,
    loanDays: 3,
    loanDaysCount: 'calendar',
  },
  calendar: { beforeCountsInside: true, beforeCountsOutside: false, shift: 'previous_working_day' },
  overlays: {},
};
