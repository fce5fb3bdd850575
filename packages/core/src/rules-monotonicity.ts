import type { Applicant, ApprovedOperation } from './approver.ts';
import { APPLICANTS, APPROVED_OPERATIONS } from './approver.ts';
import type { RuleLanguage } from './approver-words.ts';
import { officeWords } from './approver-words.ts';
import type { Approval, Law } from './law.ts';
import { lawOf } from './law.ts';
import type { SecretLevel } from './level.ts';
import { compareLevels, SECRET_LEVELS } from './level.ts';
import type { RangeMemberKind } from './range.ts';
import type { Regime } from './regime.ts';
import { FURTHER_REGIMES } from './regime.ts';
import type { Bilingual, Limits, Namer, RuleSet } from './rule-set.ts';
import {
  APPLICANT_WORDS,
  LEVEL_WORDS,
  NAMER_WORDS,
  OPERATION_WORDS,
  READER_WORDS,
  REGIME_WORDS,
} from './rule-words.ts';
import type { Agreeing } from './strictness.ts';
import { isSameFormula, loosenedWay, withoutNobody } from './strictness.ts';
import { Temporal } from './time.ts';

/** What was not possible under one law and would be under another: the question, as small as it can be put. */
export type LoosenedQuestion =
  | {
      /** people agree, with or without a stated necessity, and that is now enough */
      readonly kind: 'agreement';
      readonly operation: ApprovedOperation;
      /** who asks */
      readonly applicant: Applicant;
      /** who agrees, in this order: for which office, and which of the people */
      readonly agreeing: readonly Agreeing[];
      readonly necessityStated: boolean;
    }
  /** who has to agree has changed, in too complicated a way to prove that it is no looser */
  | { readonly kind: 'unproven'; readonly operation: ApprovedOperation }
  | { readonly kind: 'reader'; readonly reader: RangeMemberKind | 'responsible_manager' | 'headquarters_executive' }
  | { readonly kind: 'namer'; readonly namer: Namer }
  | { readonly kind: 'protection'; readonly catalogueCode: string }
  | { readonly kind: 'period' }
  | { readonly kind: 'limit'; readonly limit: keyof Limits };

/** Proof that rules are looser than others: somebody, some item and an act that was denied and would be allowed. */
export interface Counterexample extends Bilingual {
  readonly question: LoosenedQuestion;
  /** what kind of item it is about; null where it is about none in particular */
  readonly level: SecretLevel | null;
  readonly regimes: readonly Regime[];
  readonly article: string;
}

/**
 * Whether the rules of `after` allow a company anything that those of `before` deny: the first such thing, or null, which is a proof
 * that there is none. Every question that the law can be asked falls into one of finitely many kinds (a level, what binds the item,
 * who agrees in which order, by what name somebody reads), and each of them is put to both.
 *
 * Items bound by one further regime or by two are enough: more of them demand no more than each two do.
 *
 * @see RULE_LOOSENED
 */
export const findLoosening = (before: RuleSet, after: RuleSet, companyCode: string): Counterexample | null => {
  const laws: Laws = { before: lawOf(before, companyCode), after: lawOf(after, companyCode) };
  for (const find of [looserKnowing, looserApproval, looserProtection, looserPeriod, looserLimit]) {
    const found = find(laws);
    if (found !== null) return found;
  }
  return null;
};

/** Whether a company's own rules are nowhere looser than the group's. */
export const findLoosenedOverlay = (rules: RuleSet, companyCode: string): Counterexample | null =>
  findLoosening({ ...rules, overlays: {} }, rules, companyCode);

interface Laws {
  readonly before: Law;
  readonly after: Law;
}

const ALONE: readonly (readonly Regime[])[] = [[], ...FURTHER_REGIMES.map((regime) => [regime])];
const PAIRS: readonly (readonly Regime[])[] = FURTHER_REGIMES.flatMap((one, index) =>
  FURTHER_REGIMES.slice(index + 1).map((other) => [one, other]),
);

const looserKnowing = ({ before, after }: Laws): Counterexample | null => {
  for (const level of SECRET_LEVELS) {
    for (const regimes of ALONE) {
      const was = before.knowing(level, regimes);
      const would = after.knowing(level, regimes);
      const about = { level, regimes, article: would.article };
      const member = would.members.find((kind) => !was.members.includes(kind));
      if (member !== undefined) return reader(about, member);
      if (would.managerKnows && !was.managerKnows) return reader(about, 'responsible_manager');
      if (would.executivesKnow && !was.executivesKnow) return reader(about, 'headquarters_executive');
      const namer = would.namers.find((candidate) => !was.namers.includes(candidate));
      if (namer !== undefined) {
        return {
          ...about,
          question: { kind: 'namer', namer },
          zh: `${itemWords(about, 'zh')}：${NAMER_WORDS[namer].zh}原不得写明知悉人员，按新规则可以`,
          en: `${itemWords(about, 'en')}: ${NAMER_WORDS[namer].en} could not name readers and now could`,
        };
      }
    }
  }
  return null;
};

const reader = (about: About, who: Extract<LoosenedQuestion, { kind: 'reader' }>['reader']): Counterexample => ({
  ...about,
  question: { kind: 'reader', reader: who },
  zh: `${itemWords(about, 'zh')}：${READER_WORDS[who].zh}原不得知悉，按新规则可以知悉`,
  en: `${itemWords(about, 'en')}: ${READER_WORDS[who].en} could not know it and now could`,
});

const looserApproval = (laws: Laws): Counterexample | null => {
  for (const operation of APPROVED_OPERATIONS) {
    for (const level of SECRET_LEVELS) {
      for (const applicant of APPLICANTS) {
        for (const regimes of changedRegimes(laws, { operation, level, applicant })) {
          const found = looserCell(laws, { operation, level, regimes, applicant });
          if (found !== null) return found;
        }
      }
    }
  }
  return null;
};

/** A pair demands what each of the two does: where neither has changed, nor has the pair. Most of them have not. */
const changedRegimes = (laws: Laws, cell: Omit<Cell, 'regimes'>): readonly (readonly Regime[])[] => {
  const changed = ALONE.filter((regimes) => !isUnchanged(...approvals(laws, { ...cell, regimes })));
  if (changed.length === 0) return [];
  const others = new Set(changed.flat());
  const isGroupChanged = changed.some((regimes) => regimes.length === 0);
  return [...changed, ...PAIRS.filter((pair) => isGroupChanged || pair.some((regime) => others.has(regime)))];
};

const approvals = ({ before, after }: Laws, { operation, level, regimes, applicant }: Cell): [Approval, Approval] => [
  before.approval(operation, level, regimes, applicant),
  after.approval(operation, level, regimes, applicant),
];

interface Cell {
  readonly operation: ApprovedOperation;
  readonly level: SecretLevel;
  readonly regimes: readonly Regime[];
  readonly applicant: Applicant;
}

const looserCell = (laws: Laws, cell: Cell): Counterexample | null => {
  const [was, would] = approvals(laws, cell);
  if (would.approver === null || isUnchanged(was, would)) return null;
  const { operation, level, regimes, applicant } = cell;
  const possible = withoutNobody(would.approver);
  if (possible === null) return null;
  const about = { level, regimes, article: would.article };
  const isUnfounded = was.necessityRequired && !would.necessityRequired;
  const agreeing = loosenedWay(isUnfounded ? null : was.approver, possible);
  if (agreeing === undefined) return null;
  if (agreeing === 'unproven') return unproven(about, operation);
  return agreement(about, { operation, applicant, agreeing, necessityStated: !isUnfounded });
};

/** Whether two approvals are written alike: nothing can be looser then, and most cells of two rule sets are. */
const isUnchanged = (was: Approval, would: Approval): boolean =>
  was.necessityRequired === would.necessityRequired &&
  (was.approver === null || would.approver === null
    ? was.approver === would.approver
    : isSameFormula(was.approver, would.approver));

const agreement = (
  about: About,
  question: Omit<Extract<LoosenedQuestion, { kind: 'agreement' }>, 'kind'>,
): Counterexample => {
  const { operation, applicant, agreeing, necessityStated } = question;
  const asking = { zh: applicantWords(applicant, 'zh'), en: applicantWords(applicant, 'en') };
  const names = (language: RuleLanguage) => agreeingWords(agreeing, language);
  return {
    ...about,
    question: { kind: 'agreement', ...question },
    zh: `${itemWords(about, 'zh')}的${OPERATION_WORDS[operation].zh}${asking.zh}：${
      necessityStated ? '' : '未说明必要性，'
    }只要${names('zh')}同意，原不许可，按新规则许可`,
    en: `${itemWords(about, 'en')}, to ${OPERATION_WORDS[operation].en}${asking.en}: with the agreement of ${names('en')}${
      necessityStated ? '' : ' and no stated necessity'
    } it was denied and would be allowed`,
  };
};

const applicantWords = (applicant: Applicant, language: RuleLanguage): string => {
  if (applicant === 'insider') return '';
  const name = APPLICANT_WORDS[applicant][language];
  return language === 'zh' ? `（${name}申请）` : ` (asked for by ${name})`;
};

/** Who agrees. How many people that takes is said where it is not simply one for each office. */
const agreeingWords = (agreeing: readonly Agreeing[], language: RuleLanguage): string => {
  const offices = agreeing.map(({ office }) => officeWords(office, language));
  const people = new Set(agreeing.map(({ person }) => person)).size;
  const isPlain = people === agreeing.length && new Set(offices).size === offices.length;
  if (language === 'zh') return `${offices.join('、')}${isPlain ? '' : `（共 ${people} 人）`}`;
  return `${offices.join(', then ')}${isPlain ? '' : ` (${people === 1 ? 'one person' : `${people} people`} in all)`}`;
};

const unproven = (about: About, operation: ApprovedOperation): Counterexample => ({
  ...about,
  question: { kind: 'unproven', operation },
  zh: `${itemWords(about, 'zh')}的${OPERATION_WORDS[operation].zh}：审批写得过于复杂，无法证明不比集团宽松，请写得简单些`,
  en: `${itemWords(about, 'en')}, to ${OPERATION_WORDS[operation].en}: too complicated to prove that it is no looser; say it more simply`,
});

const looserProtection = ({ before, after }: Laws): Counterexample | null => {
  for (const { code, defaultLevel, article, zh, en } of before.catalogue) {
    const would = after.catalogue.find((entry) => entry.code === code)?.defaultLevel ?? null;
    const isLower = defaultLevel !== null && (would === null || compareLevels(would, defaultLevel) < 0);
    if (!isLower) continue;
    return {
      question: { kind: 'protection', catalogueCode: code },
      level: would,
      regimes: [],
      article,
      zh: `目录 ${code}（${zh}）：未确认前的保护密级低于集团默认`,
      en: `Catalogue ${code} (${en}): protected below the group’s default until it is confirmed`,
    };
  }
  return null;
};

const looserPeriod = ({ before, after }: Laws): Counterexample | null => {
  for (const level of SECRET_LEVELS) {
    const was = before.period(level);
    const would = after.period(level);
    if (!isShorter(would.usual, was.usual) && !isCutShorter(would.longest, was.longest)) continue;
    return {
      question: { kind: 'period' },
      level,
      regimes: [],
      article: 'K-06',
      zh: `${LEVEL_WORDS[level].zh}的保密期限比集团规定的短，会提前解密`,
      en: `The period of ${LEVEL_WORDS[level].en} is shorter than the group’s: it would declassify earlier`,
    };
  }
  return null;
};

/** A month is longer than another, and so is a year: what is counted from any of these days may not be shorter, or longer. */
const REFERENCE_DAYS = Array.from({ length: 48 }, (_, months) => Temporal.PlainDate.from('2023-01-01').add({ months }));
const differ = (a: string, b: string, isWrong: (order: number) => boolean): boolean =>
  a !== b && REFERENCE_DAYS.some((relativeTo) => isWrong(Temporal.Duration.compare(a, b, { relativeTo })));
const isEverLonger = (would: string, was: string): boolean => differ(would, was, (order) => order > 0);
const isShorter = (would: string | null, was: string | null): boolean =>
  was !== null && (would === null || differ(would, was, (order) => order < 0));

/** A longest period is no limit where it is not set; a shorter one, or one at all, ends secrets earlier. */
const isCutShorter = (would: string | null, was: string | null): boolean =>
  would !== null && (was === null || differ(would, was, (order) => order < 0));

const looserLimit = ({ before, after }: Laws): Counterexample | null => {
  const was = before.limits;
  const would = after.limits;
  const looser: Readonly<Record<keyof Limits, boolean>> = {
    requestExpiresAfter: isEverLonger(would.requestExpiresAfter, was.requestExpiresAfter),
    grantExpiresAfter: isEverLonger(would.grantExpiresAfter, was.grantExpiresAfter),
    maxCopies: would.maxCopies > was.maxCopies,
    loanDays: would.loanDays > was.loanDays,
    loanDaysCount: was.loanDaysCount === 'calendar' && would.loanDaysCount === 'working',
  };
  const limit = LIMITS.find((name) => looser[name]);
  if (limit === undefined) return null;
  return {
    question: { kind: 'limit', limit },
    level: null,
    regimes: [],
    article: LIMIT_WORDS[limit].article,
    zh: `${LIMIT_WORDS[limit].zh}由 ${was[limit]} 放宽为 ${would[limit]}`,
    en: `${LIMIT_WORDS[limit].en} would be relaxed from ${was[limit]} to ${would[limit]}`,
  };
};

const LIMITS = ['requestExpiresAfter', 'grantExpiresAfter', 'maxCopies', 'loanDays', 'loanDaysCount'] as const;

const LIMIT_WORDS: Readonly<Record<keyof Limits, Bilingual & { readonly article: string }>> = {
  requestExpiresAfter: { zh: '申请的有效时间', en: 'The time in which a request is decided', article: 'GS-22' },
  grantExpiresAfter: { zh: '授权的有效时间', en: 'The time in which a grant is used', article: 'GS-23' },
  maxCopies: { zh: '一次申请的最多份数', en: 'The most copies of one request', article: 'GS-23' },
  loanDays: { zh: '借阅天数', en: 'The days of a loan', article: 'CF-26' },
  loanDaysCount: { zh: '借阅天数的计法', en: 'How the days of a loan are counted', article: 'K-13' },
};

interface About {
  readonly level: SecretLevel;
  readonly regimes: readonly Regime[];
  readonly article: string;
}

const itemWords = ({ level, regimes }: About, language: 'zh' | 'en'): string => {
  const bound = regimes.map((regime) => REGIME_WORDS[regime][language]);
  const name = LEVEL_WORDS[level][language];
  if (language === 'zh') return bound.length === 0 ? `${name}件` : `${name}件（${bound.join('、')}）`;
  return bound.length === 0 ? `A ${name} item` : `A ${name} item (${bound.join(', ')})`;
};
