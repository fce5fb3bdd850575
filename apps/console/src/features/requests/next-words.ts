import type { RequestSummary } from '@miji/contract';
import type { TFunction } from 'i18next';
import { copiesIn } from './request-kind.ts';

/** The people for whom something is asked, in one breath. */
export const recipientNames = ({ terms, beneficiary }: RequestSummary, t: TFunction): string =>
  terms.recipients.length === 0
    ? beneficiary.name
    : terms.recipients.map(({ person }) => person.name).join(t('requests.who.separator'));

/** What an approval brings: copies, a loan, lines that may leave, or a change that is carried out at once. */
export const approvalEffect = (request: RequestSummary, t: TFunction): string => {
  const { change, operation } = request;
  const words = { beneficiary: recipientNames(request, t), count: copiesIn(request.terms) };
  if (change !== null)
    return change.kind === 'declassify_part'
      ? t('requests.decide.approve_part', words)
      : t('requests.decide.approve_change');
  switch (operation) {
    case 'loan':
    case 'carry_out':
    case 'provide':
      return t(`requests.decide.approve_effect_${operation}`, words);
    case 'destroy':
      return t('requests.decide.approve_effect_destroy');
    default:
      return t('requests.decide.approve_effect', words);
  }
};
