import type { Language, RequestSummary } from '@miji/contract';
import type { TFunction } from 'i18next';
import { changeWords } from '../../ui/index.ts';

/** Who wants what for what purpose, as one sentence. */
export const requestSentence = (request: RequestSummary, t: TFunction, language: Language): string => {
  const words = {
    requester: request.requester.name,
    beneficiary: request.beneficiary.name,
    count: request.copies,
    purpose: request.purpose,
  };
  if (request.change !== null) {
    return t('requests.change.sentence', { ...words, change: changeWords(request.change, t, language) });
  }
  const forAnother = request.beneficiary.id !== request.requester.id;
  if (request.excerpt === null) {
    return forAnother ? t('requests.decide.sentence_copy_for', words) : t('requests.decide.sentence_copy', words);
  }
  const span = { ...words, from: request.excerpt.fromLine, to: request.excerpt.toLine };
  return forAnother ? t('requests.decide.sentence_excerpt_for', span) : t('requests.decide.sentence_excerpt', span);
};

/** `张明远`, or `张明远 为 李静` where somebody else is to receive it. */
export const peopleOf = ({ requester, beneficiary }: RequestSummary, t: TFunction): string =>
  beneficiary.id === requester.id
    ? requester.name
    : t('requests.box.for_whom', { requester: requester.name, beneficiary: beneficiary.name });

/** `第 3–9 行`, that it is the whole text, or what is to change. */
export const extentOf = ({ excerpt, change }: RequestSummary, t: TFunction, language: Language): string => {
  if (change !== null) return changeWords(change, t, language);
  return excerpt === null
    ? t('requests.decide.lines_all')
    : t('requests.field.excerpt_value', { from: excerpt.fromLine, to: excerpt.toLine });
};
