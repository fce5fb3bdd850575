import type { ApprovedOperation, ApproverRule } from './approver.ts';
import { approverArticle, approverRule } from './approver.ts';
import type { SecretLevel } from './level.ts';
import { SECRET_LEVELS } from './level.ts';
import type { ScopeEntry } from './scope-catalogue.ts';
import { OUT_OF_SCOPE, SCOPE_CATALOGUE } from './scope-catalogue.ts';

/** A sentence in both languages of the house. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** One rule, with the article that it comes from. `id` is what decisions and the trace name. */
export interface Rule extends Bilingual {
  readonly id: string;
  readonly article: string;
}

/** One cell of the approver matrix. */
export interface ApproverCell extends Bilingual {
  readonly operation: ApprovedOperation;
  readonly level: SecretLevel;
  readonly approver: ApproverRule;
  readonly article: string;
  readonly necessityRequired: boolean;
}

/** Limits that run on clocks, as ISO 8601 durations. */
export interface Limits {
  /** an undecided request expires after this: silence is no */
  readonly requestExpiresAfter: string;
  /** a grant that was not used by then is void */
  readonly grantExpiresAfter: string;
  /** the most copies that one request may ask for */
  readonly maxCopies: number;
}

/** The rules in force, as one document. */
export interface RuleSet {
  readonly version: number;
  readonly catalogue: readonly ScopeEntry[];
  readonly outOfScope: readonly ({ readonly code: string } & Bilingual)[];
  readonly rules: readonly Rule[];
  readonly approvers: readonly ApproverCell[];
  readonly limits: Limits;
}

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
    '秘密仅限列明的人员、岗位或部门，从不默认“全体”',
    'Confidential: the listed persons, posts or departments, never “everyone”',
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
    'grant.single_use',
    'GS-23',
    '每份授权按份使用，一份一次，逾期作废',
    'A grant is used once per copy and is void after its deadline',
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
    'self_approval',
    'K-01',
    '任何人不得审批自己提出、代拟或受益的申请',
    'Nobody decides a request that he made, drafted or gains from',
  ),
];

const NECESSITY: Bilingual = {
  zh: '总公司总经理或副总经理，须说明必要性',
  en: 'The head office’s general manager or a deputy, with a stated necessity',
};
const OWNER: Bilingual = { zh: '密件所属公司总经理', en: 'The general manager of the company that owns the item' };

const cell = (operation: ApprovedOperation, level: SecretLevel): ApproverCell => ({
  operation,
  level,
  approver: approverRule(level),
  article: approverArticle(level),
  necessityRequired: level === 'top_secret',
  ...(level === 'top_secret' ? NECESSITY : OWNER),
});

/**
 * The regulations as a rule set: version 1, in force until the security office publishes another.
 *
 * @see CD-26
 */
export const REGULATIONS: RuleSet = {
  version: 1,
  catalogue: SCOPE_CATALOGUE,
  outOfScope: OUT_OF_SCOPE,
  rules: RULES,
  approvers: (['excerpt', 'copy'] as const).flatMap((operation) =>
    SECRET_LEVELS.map((level) => cell(operation, level)),
  ),
  limits: { requestExpiresAfter: 'P7D', grantExpiresAfter: 'P7D', maxCopies: 20 },
};
