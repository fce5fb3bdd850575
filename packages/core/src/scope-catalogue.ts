import type { SecretLevel } from './level.ts';

/** One line of the catalogue of what is secret (保密范围). */
export interface ScopeEntry {
  readonly code: string;
  readonly article: string;
  readonly zh: string;
  readonly en: string;
  /** null where the regulations set none: then a level needs a reason @see K-05 */
  readonly defaultLevel: SecretLevel | null;
  /** whether naming this entry needs a reason and somebody who confirms it */
  readonly needsReason: boolean;
}

const entry = (
  number: number,
  zh: string,
  en: string,
  defaultLevel: SecretLevel | null,
  needsReason = false,
): ScopeEntry => ({ code: `GS-08.${number}`, article: 'GS-08', zh, en, defaultLevel, needsReason });

/**
 * The eleven kinds of secret of the group, with the default level where the regulations give one: important decisions 绝密
 * (GS-10), contracts, personnel, market and certificate matters 秘密 (GS-12). The list for 机密 is lost (GS-11), and is not guessed.
 *
 * @see GS-08
 * @see GS-10
 * @see GS-12
 * @see K-05
 */
export const SCOPE_CATALOGUE: readonly ScopeEntry[] = [
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
];

/** What may not be given a level at all: general decisions, circulars, notices, administrative material. @see GS-09 */
export const OUT_OF_SCOPE: readonly { readonly code: string; readonly zh: string; readonly en: string }[] = [
  { code: 'GS-09.1', zh: '一般性决定与决议', en: 'General decisions and resolutions' },
  { code: 'GS-09.2', zh: '通告与通知', en: 'Circulars and notices' },
  { code: 'GS-09.3', zh: '行政管理资料', en: 'Administrative material' },
];

/** The entry with this code, if the catalogue has it. */
export const findScopeEntry = (code: string): ScopeEntry | undefined =>
  SCOPE_CATALOGUE.find((candidate) => candidate.code === code);

/** Whether a code names something that is outside the scope of secrecy. @see GS-09 */
export const isOutOfScope = (code: string): boolean => OUT_OF_SCOPE.some((candidate) => candidate.code === code);
