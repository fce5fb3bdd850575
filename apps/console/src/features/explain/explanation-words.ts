import type { GroundWire, Language, RemedyWire, TurnWire } from '@miji/contract';
import { sentenceFor } from '@miji/contract';
import { approverSentence, NAMER_WORDS } from '@miji/core';
import type { TFunction } from 'i18next';
import { formatMinute } from '../../lib/format.ts';

/** From when to when a fact counts: `2026-11-01 00:00 – 2026-11-30 24:00`. */
const span = (from: string, to: string | null, t: TFunction): string =>
  to === null
    ? t('explain.since', { from: formatMinute(from) })
    : t('explain.span', { from: formatMinute(from), to: formatMinute(to) });

/** A fact that decided, or would have, in one sentence. */
export const groundWords = (ground: GroundWire, t: TFunction): string => {
  switch (ground.kind) {
    case 'entry':
      return t('explain.ground.entry', {
        name: ground.name,
        by: ground.namedBy?.name ?? t('explain.somebody'),
        span: span(ground.from, ground.to, t),
        state: t(`explain.state.${ground.state}`),
      });
    case 'responsible_manager':
      return t('explain.ground.responsible_manager', { state: t(`explain.state.${ground.state}`) });
    case 'headquarters_executive':
      return t('explain.ground.headquarters_executive', { state: t(`explain.state.${ground.state}`) });
    case 'exclusion':
      return t('explain.ground.exclusion', { by: ground.by?.name ?? t('explain.somebody') });
    case 'appointment':
      return t('explain.ground.appointment', {
        company: ground.company.name,
        post: t(`common.post.${ground.post}`),
        span: span(ground.from, ground.to, t),
        state: t(`explain.state.${ground.state}`),
      });
    case 'membership':
      return t('explain.ground.membership', {
        name: ground.name,
        span: span(ground.from, ground.to, t),
        state: t(`explain.state.${ground.state}`),
      });
    case 'period':
      return t('explain.ground.period', { at: formatMinute(ground.declassifiesAt) });
    case 'delegation':
      return t('explain.ground.delegation', {
        number: ground.number,
        from: ground.from.name,
        state: t(`explain.state.${ground.state}`),
      });
  }
};

/** What somebody could do so that the answer becomes another. */
export const remedyWords = (remedy: RemedyWire, t: TFunction, language: Language): string => {
  const tongue = language === 'en' ? 'en' : 'zh';
  switch (remedy.kind) {
    case 'naming':
      return t('explain.remedy.naming', {
        by: remedy.by.map((namer) => NAMER_WORDS[namer][tongue]).join(tongue === 'en' ? ' or ' : '或'),
      });
    case 'approval':
      return t('explain.remedy.approval', { by: approverSentence(remedy.by, tongue) });
    case 'readmission':
    case 'appointment':
    case 'necessity':
    case 'rule':
      return t(`explain.remedy.${remedy.kind}`);
  }
};

/** When time alone makes the answer another, and which. */
export const turnWords = ({ at, outcome, code }: TurnWire, t: TFunction, language: Language): string =>
  t('explain.turn', {
    at: formatMinute(at),
    outcome: t(`explain.becomes.${outcome}`),
    sentence: sentenceFor(code, language),
  });
