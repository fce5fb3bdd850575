import {
  APPLICANTS,
  APPROVED_OPERATIONS,
  CATALOGUE_CODE,
  CUSTOMER_GRADES,
  NAMERS,
  RANGE_MEMBER_KINDS,
  REGIMES,
} from '@miji/core';
import type { Overlay, RuleDocument, RuleSet } from '@miji/core';
import { z } from 'zod';
import { approver } from './approver.ts';
import { companyCode, level } from './primitives.ts';

export const matrixOperation = z.enum(APPROVED_OPERATIONS);
export const regime = z.enum(REGIMES);

export const namer = z.enum(NAMERS);

/** A field with what it means, in both languages: `docs/rule-set.md` is drawn from it. */
const said = <T extends z.ZodType>(schema: T, zh: string, en: string): T => schema.meta({ description: en, zh });

const sentence = z.string().trim().min(1).max(500);
const bilingual = {
  zh: said(sentence, '中文说明', 'what it is, in Chinese'),
  en: said(sentence, '英文说明', 'what it is, in English'),
};
/** Where a rule comes from: `GS-22`, `K-05`, or what the office calls its own decision. */
const article = said(
  z
    .string()
    .trim()
    .regex(/^[A-Z]{1,4}-\d{2}(?:\.\d{1,3})?$/)
    .meta({ examples: ['GS-22'] }),
  '所依据的条款',
  'the article behind it',
);
const ruledRegime = said(regime, '何种规则', 'which body of rules');
const ruledLevel = said(level, '密级', 'the level');
/** `GS-08.3`: a line of the catalogue, of the regulations or the office’s own. */
export const catalogueCode = z
  .string()
  .regex(CATALOGUE_CODE)
  .meta({ examples: ['GS-08.3'] });
/** A length of time, `P7D`. */
const duration = z.string().regex(/^P(?=\d)(\d{1,3}Y)?(\d{1,4}M)?(\d{1,5}D)?$/);

export const scopeEntry = z.object({
  code: said(catalogueCode, '条目编号', 'what the entry is called'),
  article,
  ...bilingual,
  defaultLevel: said(
    level.nullable(),
    '默认密级；空为未规定，定密时须说明理由（K-05）',
    'the usual level; null where none is set, and then a level needs a reason (K-05)',
  ),
  needsReason: said(z.boolean(), '选用时须说明理由', 'whether naming the entry needs a reason'),
  regimes: said(
    z.array(regime).max(REGIMES.length),
    '除集团规则外，还受哪些规则约束',
    'what binds such an item besides the group’s rules',
  ),
  customerGrade: said(
    z.enum(CUSTOMER_GRADES).nullable(),
    '对应的客户等级；等级变更即重新定密（CD-06）',
    'the grade of customers whose files stand here; a new grade regrades them (CD-06)',
  ),
  closed: said(z.boolean(), '已停用，不能再用于新登记', 'whether nothing new may be registered under it'),
});

export const approverCell = z.object({
  regime: ruledRegime,
  operation: said(matrixOperation, '操作', 'the operation'),
  level: ruledLevel,
  applicant: said(
    z.enum(APPLICANTS).optional(),
    '为谁而定；不填为不论何人（K-03）',
    'for whom it counts; for everybody where absent (K-03)',
  ),
  approver: said(approver, '由谁批准', 'who has to agree'),
  necessityRequired: said(z.boolean(), '须先说明必要性（GS-20）', 'whether a necessity has to be stated first (GS-20)'),
  article,
});

export const rangeRule = z.object({
  regime: ruledRegime,
  level: ruledLevel,
  members: said(
    z.array(z.enum(RANGE_MEMBER_KINDS)).max(RANGE_MEMBER_KINDS.length),
    '知晓范围可列哪些',
    'what may stand in a range',
  ),
  namers: said(z.array(namer).max(NAMERS.length), '由谁写明知悉人员', 'who puts names into a range'),
  managerKnows: said(z.boolean(), '主管人员因职务知悉', 'whether the responsible manager knows it by his office'),
  executivesKnow: said(
    z.boolean(),
    '总公司总经理、副总经理因职务知悉（GS-16、K-07）',
    'whether head-office executives know it by theirs (GS-16, K-07)',
  ),
  article,
});

export const periodRule = z.object({
  level: ruledLevel,
  usual: said(duration.nullable(), '通常期限；空为未规定（K-06）', 'the usual period; null where none is set (K-06)'),
  longest: said(duration.nullable(), '最长期限；空为不限', 'the longest period; null where there is no limit'),
});

const levelName = z.string().trim().min(1).max(10);

export const markRule = z.object({
  levelNames: said(
    z.object({ confidential: levelName, secret: levelName, top_secret: levelName }),
    '各密级的印制名称',
    'the levels’ names on paper',
  ),
  kind: said(z.string().trim().max(10), '公司名称与密级之间的字样', 'what stands between the owner and the level'),
  periodRequired: said(z.boolean(), '标志须有期限（K-06）', 'whether a mark has a period (K-06)'),
});

export const limits = z.object({
  requestExpiresAfter: said(duration, '申请逾此未决视为不同意', 'an undecided request is refused after this'),
  grantExpiresAfter: said(duration, '授权逾此作废（GS-23）', 'a grant not used is void after this (GS-23)'),
  maxCopies: said(z.int().min(1).max(20), '一次申请的最多份数', 'the most copies of one request'),
  loanDays: said(z.int().min(1).max(90), '借阅的最多天数（CF-26）', 'the longest loan in days (CF-26)'),
  loanDaysCount: said(
    z.enum(['calendar', 'working']),
    '按自然日或工作日计（K-13）',
    'whether days are calendar or working days (K-13)',
  ),
});

export const calendarRule = z.object({
  beforeCountsInside: said(
    z.boolean(),
    '内部期限“之前”含当日（K-26）',
    'within the group “before” a day includes it (K-26)',
  ),
  beforeCountsOutside: said(
    z.boolean(),
    '对监管“之前”含当日（K-26）',
    'towards authorities “before” a day includes it (K-26)',
  ),
  shift: said(
    z.enum(['previous_working_day', 'none']),
    '末日非工作日时提前到上一工作日，或不变（K-23）',
    'where the last day is no working day: the working day before it, or unmoved (K-23)',
  ),
});

/** What one company makes stricter for itself. @see RULE_LOOSENED */
export const overlay: z.ZodType<Overlay> = z.object({
  catalogue: said(
    z.array(z.object({ code: catalogueCode, defaultLevel: level })).max(500),
    '更高的默认密级',
    'higher usual levels',
  ),
  ranges: said(z.array(rangeRule).max(100), '更小的知晓范围', 'smaller ranges'),
  approvers: said(z.array(approverCell).max(500), '更严的审批', 'stricter approval'),
  periods: said(z.array(periodRule).max(3), '更长的保密期限', 'longer periods'),
  limits: said(limits.partial(), '更紧的时限与限额', 'tighter limits'),
});

const document = {
  catalogue: said(z.array(scopeEntry).max(500), '保密范围', 'what is secret'),
  outOfScope: said(
    z.array(z.object({ code: said(catalogueCode, '编号', 'what the kind is called'), article, ...bilingual })).max(100),
    '不属于保密范围的材料（GS-09）',
    'what may not be given a level (GS-09)',
  ),
  rules: said(
    z
      .array(
        z.object({
          id: said(z.string().max(100), '规则名称', 'what decisions and the trace call it'),
          article,
          ...bilingual,
        }),
      )
      .max(200),
    '规则条文：判定与追溯引用其名称',
    'the rules as sentences, which decisions and the trace name',
  ),
  ranges: said(z.array(rangeRule).max(100), '各密级的知晓范围', 'who may know each level'),
  approvers: said(z.array(approverCell).max(500), '审批权限表', 'the approver matrix'),
  periods: said(z.array(periodRule).max(3), '各密级的保密期限', 'how long each level is secret'),
  marks: said(markRule, '密级标志', 'how marks are printed'),
  limits: said(limits, '时限与限额', 'limits and clocks'),
  calendar: said(calendarRule, '期日的计法', 'how days are counted'),
  overlays: said(
    z.record(companyCode, overlay),
    '各公司自行收紧的规则，只能更严',
    'what companies make stricter for themselves; never looser',
  ),
};

/** The rules as one document, without the number that publication gives it. */
export const ruleDocument: z.ZodType<RuleDocument> = z.object(document);

/** A published version of the rules. */
export const ruleSet: z.ZodType<RuleSet> = z.object({ version: z.int(), ...document });

/** The rules in force, for reading. They are no secret: everybody is to know them. */
export const currentRules = { input: z.void(), output: ruleSet };

export type Rules = z.output<typeof currentRules.output>;
