import type { Language, ParticularsShown, RequestSummary } from '@miji/contract';
import type { TFunction } from 'i18next';
import { periodWords } from '../../lib/format.ts';
import { changeWords } from '../../ui/index.ts';
import { copiesIn, isTaking } from './request-kind.ts';
import { partsWords, recipientsWords } from './terms-words.ts';

/** A request as a list knows it, or with its particulars as its own page does. */
export type Spoken = RequestSummary & { readonly particulars?: ParticularsShown };

const daysWords = (days: number, language: Language): string =>
  periodWords({ kind: 'term', term: `P${days}D` }, language);

/** A label as it stands within a sentence: `Shredding` begins small there, `PDF` stays. */
const inSentence = (label: string): string => label.replace(/^\p{Lu}(?=\p{Ll})/u, (first) => first.toLowerCase());

/** What is asked for, where its particulars are known. */
const particularWords = (request: Spoken, said: ParticularsShown, t: TFunction, language: Language): string => {
  const count = copiesIn(request.terms);
  switch (said.operation) {
    case 'excerpt':
    case 'copy':
    case 'change':
      return plainWords(request, t, language);
    case 'print':
      return t('requests.sentence.print_until', { count, day: said.useUntil });
    case 'export':
      return t('requests.sentence.export_to', { count, destination: said.destination });
    case 'loan': {
      const days = daysWords(said.days, language);
      return said.visitor === null
        ? t('requests.sentence.loan_days', { days })
        : t('requests.sentence.loan_visitor', {
            days,
            visitor: said.visitor.name,
            organisation: said.visitor.organisation,
          });
    }
    case 'carry_out':
      return t('requests.sentence.carry_out_to', { destination: said.destination, day: said.bringBackOn });
    case 'provide':
      return t('requests.sentence.provide_to', {
        count,
        organisation: said.organisation,
        medium: inSentence(t(`ask.medium.${said.medium}`)),
        basis: said.legalBasis,
      });
    case 'destroy': {
      const how = {
        method: inSentence(t(`ask.method.${said.method}`)),
        executor: said.executor.name,
        witness: said.witness.name,
      };
      return said.copies.length === 0
        ? t('requests.sentence.destroy_all', how)
        : t('requests.sentence.destroy_copies', { ...how, count: said.copies.length });
    }
  }
};

/** What is asked for, as far as a list knows it. */
const plainWords = (request: Spoken, t: TFunction, language: Language): string => {
  const { operation, terms, change, applicant } = request;
  const count = copiesIn(terms);
  switch (operation) {
    case 'excerpt':
      return t('requests.sentence.excerpt', { count, parts: partsWords(terms.spans, t) });
    case 'copy':
    case 'print':
    case 'export':
    case 'provide':
      return t(`requests.sentence.${operation}`, { count });
    case 'loan':
      return t(applicant === 'outsider' ? 'requests.sentence.loan_outsider' : 'requests.sentence.loan');
    case 'carry_out':
    case 'destroy':
      return t(`requests.sentence.${operation}`);
    case 'regrade':
    case 'extend':
    case 'declassify':
      return change === null ? t(`common.operation.${operation}`) : changeWords(change, t, language);
  }
};

/** For whom, where it is not for whoever asks alone. */
const forWhom = (request: Spoken, what: string, t: TFunction): string => {
  const { terms, requester, operation } = request;
  const [first, ...others] = terms.recipients;
  if (first === undefined || operation === 'destroy') return what;
  if (others.length > 0)
    return t('requests.sentence.for_several', {
      what,
      names: isTaking(operation)
        ? recipientsWords(terms, t)
        : terms.recipients.map(({ person }) => person.name).join(t('requests.who.separator')),
    });
  if (first.person.id === requester.id) return what;
  const words = { what, name: first.person.name };
  return operation === 'carry_out' || operation === 'provide'
    ? t('requests.sentence.by_one', words)
    : t('requests.sentence.for_one', words);
};

/** Who wants what for whom and why, as one sentence. */
export const requestSentence = (request: Spoken, t: TFunction, language: Language): string => {
  const people = { requester: request.requester.name, purpose: request.purpose };
  if (request.change !== null)
    return t('requests.change.sentence', { ...people, change: changeWords(request.change, t, language) });
  const { particulars } = request;
  const what =
    particulars === undefined ? plainWords(request, t, language) : particularWords(request, particulars, t, language);
  return t(request.operation === 'destroy' ? 'requests.sentence.because' : 'requests.sentence.use', {
    ...people,
    what: forWhom(request, what, t),
  });
};

/** `张明远`, or `张明远（给李静）` where somebody else is to receive it. */
export const peopleOf = ({ requester, beneficiary, terms }: RequestSummary, t: TFunction): string => {
  const names = terms.recipients.map(({ person }) => person.name).join(t('requests.who.separator'));
  return beneficiary.id === requester.id && terms.recipients.length < 2
    ? requester.name
    : t('requests.box.for_whom', { requester: requester.name, beneficiary: names });
};

/** `第 3–9 行`, that it is the whole text, or what is to change. */
export const extentOf = ({ terms, change }: RequestSummary, t: TFunction, language: Language): string =>
  change === null ? partsWords(terms.spans, t) : changeWords(change, t, language);
