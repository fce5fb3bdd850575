import type { Language } from '@miji/contract';
import type { ApproverCell, Limits, PeriodRule, RangeRule, RuleDocument, RulePart, ScopeEntry } from '@miji/core';
import {
  APPLICANT_WORDS,
  approverSentence,
  cellKey,
  isForbidden,
  LEVEL_WORDS,
  NAMER_WORDS,
  OPERATION_WORDS,
  rangeKey,
  READER_WORDS,
  REGIME_WORDS,
} from '@miji/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/language.ts';
import { durationWords } from './duration.ts';
import { wordsIn } from './words-in.ts';

/** In which words and which language. */
export interface Voice {
  readonly t: TFunction;
  readonly language: Language;
}

export const useVoice = (): Voice => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  return { t, language };
};

const separator = ({ language }: Voice): string => (language === 'en' ? '; ' : '；');
const comma = ({ language }: Voice): string => (language === 'en' ? ', ' : '、');

/** Who has to agree by a cell, as a sentence. */
export const cellSentence = (cell: Pick<ApproverCell, 'approver' | 'necessityRequired'>, voice: Voice): string => {
  const { t, language } = voice;
  if (isForbidden(cell.approver)) return t('rules.matrix.forbidden');
  const sentence = approverSentence(cell.approver, language === 'en' ? 'en' : 'zh');
  const [first = '', ...rest] = sentence;
  const said = language === 'en' ? `${first.toUpperCase()}${rest.join('')}` : sentence;
  return cell.necessityRequired ? t('rules.matrix.with_necessity', { approver: said }) : said;
};

/** Who may know by a rule, as sentences. */
export const rangeSentences = (
  rule: Omit<RangeRule, 'regime' | 'level' | 'article'>,
  voice: Voice,
): readonly string[] => {
  const { t, language } = voice;
  const members = rule.members.map((kind) => wordsIn(READER_WORDS[kind], language)).join(comma(voice));
  const namers = rule.namers.map((namer) => wordsIn(NAMER_WORDS[namer], language)).join(comma(voice));
  return [
    members === '' ? t('rules.range.nobody') : t('rules.range.members', { members }),
    ...(members === '' ? [] : [namers === '' ? t('rules.range.no_namer') : t('rules.range.namers', { namers })]),
    t(rule.managerKnows ? 'rules.range.manager_knows' : 'rules.range.manager_not'),
    t(rule.executivesKnow ? 'rules.range.executives_know' : 'rules.range.executives_not'),
  ];
};

const entrySentence = (entry: ScopeEntry, voice: Voice): string => {
  const { t, language } = voice;
  const { defaultLevel, customerGrade } = entry;
  return [
    wordsIn(entry, language),
    defaultLevel === null
      ? t('rules.catalogue.level_not_set')
      : t('rules.catalogue.level_is', { level: wordsIn(LEVEL_WORDS[defaultLevel], language) }),
    ...(entry.needsReason ? [t('rules.catalogue.needs_reason')] : []),
    ...(entry.regimes.length === 0
      ? []
      : [entry.regimes.map((regime) => wordsIn(REGIME_WORDS[regime], language)).join(comma(voice))]),
    ...(customerGrade === null ? [] : [t(`rules.catalogue.grade.${customerGrade}`)]),
    ...(entry.closed ? [t('rules.catalogue.closed')] : []),
  ].join(separator(voice));
};

const length = (iso: string | null, { t, language }: Voice): string =>
  iso === null ? t('rules.not_set') : durationWords(iso, language);

const periodSentence = (rule: PeriodRule, voice: Voice): string =>
  voice.t('rules.period.sentence', { usual: length(rule.usual, voice), longest: length(rule.longest, voice) });

const limitSentence = (name: keyof Limits, limits: Limits, { t, language }: Voice): string => {
  switch (name) {
    case 'requestExpiresAfter':
    case 'grantExpiresAfter':
      return durationWords(limits[name], language);
    case 'maxCopies':
      return t('rules.limit.copies', { count: limits.maxCopies });
    case 'loanDays':
      return t('rules.limit.days', { count: limits.loanDays });
    case 'loanDaysCount':
      return t(`rules.limit.count.${limits.loanDaysCount}`);
  }
};

const markWords = (key: string, { marks }: RuleDocument, { t }: Voice): string => {
  const { confidential, secret, top_secret } = marks.levelNames;
  if (key === 'levelNames') return [confidential, secret, top_secret].join('、');
  if (key === 'kind') return marks.kind === '' ? t('rules.mark.no_kind') : marks.kind;
  return t(marks.periodRequired ? 'rules.mark.period_required' : 'rules.mark.period_optional');
};

const calendarWords = (key: string, { calendar }: RuleDocument, { t }: Voice): string => {
  if (key === 'shift') return t(`rules.calendar.shift.${calendar.shift}`);
  const counts = key === 'beforeCountsInside' ? calendar.beforeCountsInside : calendar.beforeCountsOutside;
  return t(counts ? 'rules.calendar.counts' : 'rules.calendar.counts_not');
};

const isLimit = (key: string): key is keyof Limits =>
  key === 'requestExpiresAfter' ||
  key === 'grantExpiresAfter' ||
  key === 'maxCopies' ||
  key === 'loanDays' ||
  key === 'loanDaysCount';

const given = <T>(entry: T | undefined, words: (entry: T) => string): string | null =>
  entry === undefined ? null : words(entry);

/** An entry of a document in words; null where the document has none of this name. */
export const entryWords = (part: RulePart, key: string, document: RuleDocument, voice: Voice): string | null => {
  const { language } = voice;
  switch (part) {
    case 'catalogue':
      return given(
        document.catalogue.find(({ code }) => code === key),
        (entry) => entrySentence(entry, voice),
      );
    case 'outOfScope':
      return given(
        document.outOfScope.find(({ code }) => code === key),
        (kind) => wordsIn(kind, language),
      );
    case 'rules':
      return given(
        document.rules.find(({ id }) => id === key),
        (rule) => wordsIn(rule, language),
      );
    case 'ranges':
      return given(
        document.ranges.find((rule) => rangeKey(rule) === key),
        (rule) => [...rangeSentences(rule, voice), rule.article].join(separator(voice)),
      );
    case 'approvers':
      return given(
        document.approvers.find((cell) => cellKey(cell) === key),
        (cell) => `${cellSentence(cell, voice)}${language === 'en' ? ` (${cell.article})` : `（${cell.article}）`}`,
      );
    case 'periods':
      return given(
        document.periods.find(({ level }) => level === key),
        (rule) => periodSentence(rule, voice),
      );
    case 'marks':
      return markWords(key, document, voice);
    case 'limits':
      return isLimit(key) ? limitSentence(key, document.limits, voice) : null;
    case 'calendar':
      return calendarWords(key, document, voice);
    case 'overlays':
      return null;
  }
};

const LEVEL_SAID: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = LEVEL_WORDS;
const REGIME_SAID: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = REGIME_WORDS;
const OPERATION_SAID: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = OPERATION_WORDS;

const APPLICANT_SAID: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = APPLICANT_WORDS;

/** The words of a key that is made of the names of a regime, an operation and a level, and of who asks where that matters. */
const placeWords = (key: string, { language }: Voice): string =>
  key
    .split(' ')
    // The group is a regime, and one kind of those who ask: what stands fourth is who asks.
    .map((name, index) =>
      index === 3 ? APPLICANT_SAID[name] : (REGIME_SAID[name] ?? OPERATION_SAID[name] ?? LEVEL_SAID[name]),
    )
    .map((words, index) => (words === undefined ? key.split(' ')[index] : wordsIn(words, language)))
    .join(' · ');

/** What an entry is called: `集团保密 · 复制 · 机密`, `GS-08.3`. */
export const entryLabel = (part: RulePart, key: string, voice: Voice): string => {
  const { t } = voice;
  switch (part) {
    case 'approvers':
    case 'ranges':
    case 'periods':
      return placeWords(key, voice);
    case 'marks':
      return key === 'levelNames' || key === 'kind' || key === 'periodRequired'
        ? t(`rules.mark.label.${key}`)
        : placeWords(key, voice);
    case 'limits':
      return isLimit(key) ? t(`rules.limit.label.${key}`) : key;
    case 'calendar':
      return key === 'beforeCountsInside' || key === 'beforeCountsOutside' || key === 'shift'
        ? t(`rules.calendar.label.${key}`)
        : key;
    case 'catalogue':
    case 'outOfScope':
    case 'rules':
    case 'overlays':
      return key;
  }
};
