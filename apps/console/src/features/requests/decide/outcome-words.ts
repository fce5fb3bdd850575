import type { DecidedRequest, GrantSummary, RouteWire } from '@miji/contract';
import type { TFunction } from 'i18next';
import { formatMinute } from '../../../lib/format.ts';
import { seatsWords } from '../../../ui/index.ts';
import { recipientNames } from '../next-words.ts';
import { copiesIn } from '../request-kind.ts';
import { approverNames } from '../route-words.ts';

/** Whoever agrees where others have to as well has decided, and the request has not been. */
export type Outcome = 'approved' | 'agreed' | 'refused' | 'asked_back';

export const outcomeOf = ({ state }: Pick<DecidedRequest, 'state'>): Outcome => {
  if (state === 'pending') return 'agreed';
  if (state === 'returned') return 'asked_back';
  return state === 'approved' ? 'approved' : 'refused';
};

/** Who has to agree besides; where nobody can at present, whom to appoint. */
const missingNames = (route: RouteWire | null, t: TFunction): string => {
  if (route === null) return '';
  return route.kind === 'open' ? approverNames(route, t) : seatsWords(route.appoint, t);
};

/** What follows from the act, in a sentence. */
export const nextWords = (decided: DecidedRequest, grant: GrantSummary | null, t: TFunction): string => {
  const { change, operation } = decided;
  const people = {
    requester: decided.requester.name,
    beneficiary: recipientNames(decided, t),
    count: copiesIn(decided.terms),
  };
  const outcome = outcomeOf(decided);
  if (outcome === 'refused' || outcome === 'asked_back') return t(`requests.done.${outcome}_next`, people);
  if (outcome === 'agreed') {
    const names = missingNames(decided.stillMissing, t);
    return t(change === null ? 'requests.done.agreed_next' : 'requests.done.agreed_change', { names });
  }
  if (change !== null) {
    return change.kind === 'declassify_part'
      ? t('requests.done.approved_part', people)
      : t('requests.done.approved_change');
  }
  if (operation === 'loan' || operation === 'carry_out') return t(`requests.done.approved_${operation}`, people);
  if (operation === 'destroy') return t('requests.done.approved_destroy');
  return grant === null
    ? t('requests.done.approved_soon', people)
    : t('requests.done.approved_next', { ...people, until: formatMinute(grant.expiresAt) });
};
