import type { Coverage, CoverageCell, Language, SeatWire } from '@miji/contract';
import type { Approver, Office, Regime } from '@miji/core';
import { APPLICANT_WORDS, isJoint, LEVEL_WORDS, OPERATION_WORDS, postName } from '@miji/core';
import type { TFunction } from 'i18next';

export type CompanyCoverage = Coverage['companies'][number];
export type CoverageStatus = CoverageCell['status'];

export const STATUSES = [
  'covered',
  'gap_for_some',
  'gap',
  'not_set',
  'forbidden',
] as const satisfies readonly CoverageStatus[];

/** A sign beside each word, so that the map can be read without colour. */
export const SIGNS: Readonly<Record<CoverageStatus, string>> = {
  covered: '✓',
  gap_for_some: '◐',
  gap: '✕',
  not_set: '–',
  forbidden: '⊘',
};

export const isGap = ({ status }: CoverageCell): boolean => status === 'gap' || status === 'gap_for_some';

interface Voice {
  readonly t: TFunction;
  readonly language: Language;
}

/** What a cell is about: `机密复制`, `机密借阅（外单位人员申请）`, `copy (secret)`. */
export const cellWords = (
  { operation, level, applicant }: Pick<CoverageCell, 'operation' | 'level' | 'applicant'>,
  language: Language,
): string => {
  if (language === 'en') {
    const asking = applicant === null ? '' : `, asked for by ${APPLICANT_WORDS[applicant].en}`;
    return `“${OPERATION_WORDS[operation].en}” (${LEVEL_WORDS[level].en}${asking})`;
  }
  const asking = applicant === null ? '' : `（${APPLICANT_WORDS[applicant].zh}申请）`;
  return `${LEVEL_WORDS[level].zh}${OPERATION_WORDS[operation].zh}${asking}`;
};

const seatWords = (seat: SeatWire, company: string, { t, language }: Voice): string => {
  const en = language === 'en';
  switch (seat.kind) {
    case 'post':
    case 'in_charge': {
      const post = postName(seat.post, en ? 'en' : 'zh');
      const place = seat.company === company ? '' : en ? `${seat.company}: ` : seat.company;
      if (seat.kind === 'post') return `${place}${post}`;
      return `${place}${t('rules.coverage.in_charge', { post, line: seat.line })}`;
    }
    case 'person':
      return seat.person.name;
    case 'department_head':
      return seat.department === null
        ? t('rules.coverage.some_department_head')
        : t('rules.coverage.department_head', { department: seat.department });
    case 'nobody':
      return t('rules.coverage.nobody');
  }
};

/** Whether one of the seats is enough, or all of them have to be filled; where a rule mixes the two, neither is said. */
const between = (approver: Approver | null): 'or' | 'and' | 'mixed' => {
  const kinds = new Set(approver === null ? [] : kindsIn(approver));
  if (kinds.size > 1 || kinds.has('at_least')) return 'mixed';
  return kinds.has('any_of') ? 'or' : 'and';
};

const kindsIn = (approver: Approver): readonly string[] =>
  isJoint<Office>(approver)
    ? [approver.kind === 'in_order' ? 'all_of' : approver.kind, ...approver.of.flatMap(kindsIn)]
    : [];

/** How many different people the largest quorum of a rule asks for; null where it has none. */
const peopleNeeded = (approver: Approver | null): number | null => {
  if (approver === null || !isJoint<Office>(approver)) return null;
  const within = approver.of.map(peopleNeeded).filter((count) => count !== null);
  const counts = approver.kind === 'at_least' ? [approver.count, ...within] : within;
  return counts.length === 0 ? null : Math.max(...counts);
};

/** Some cells of a company that are locked for the same people until the same seats are filled. */
export interface Gap {
  readonly id: string;
  readonly company: CompanyCoverage['company'];
  readonly sentence: string;
}

/** The gaps of a company under one regime as sentences: what nobody can decide, and whom to appoint. */
export const gapsOf = ({ company, cells }: CompanyCoverage, regime: Regime, voice: Voice): readonly Gap[] => {
  const { t, language } = voice;
  const separator = language === 'en' ? ', ' : '、';
  const groups = new Map<string, CoverageCell[]>();
  for (const cell of cells) {
    if (cell.regime !== regime || !isGap(cell)) continue;
    const id = JSON.stringify([
      cell.status,
      cell.appoint,
      cell.lockedFor,
      between(cell.approver),
      peopleNeeded(cell.approver),
    ]);
    groups.set(id, [...(groups.get(id) ?? []), cell]);
  }
  return [...groups].flatMap(([id, [first, ...others]]): readonly Gap[] => {
    if (first === undefined) return [];
    const what = [first, ...others].map((cell) => cellWords(cell, language)).join(separator);
    const seats = first.appoint
      .map((seat) => seatWords(seat, company.name, voice))
      .join(t(`rules.coverage.${between(first.approver)}`));
    const people = first.lockedFor.map(({ name }) => name).join(separator);
    const said =
      first.status === 'gap'
        ? t('rules.coverage.gap_sentence', { company: company.name, what })
        : t('rules.coverage.some_sentence', { company: company.name, people, what });
    const count = peopleNeeded(first.approver);
    const wanted =
      count === null ? t('rules.coverage.appoint', { seats }) : t('rules.coverage.appoint_enough', { seats, count });
    return [{ id: `${company.code} ${id}`, company, sentence: `${said}${wanted}` }];
  });
};
