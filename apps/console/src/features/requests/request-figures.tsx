import type { ParticularsShown, RequestDetail } from '@miji/contract';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { lastDayOf } from '../../ui/day-field.tsx';
import { copiesIn, isTaking } from './request-kind.ts';
import { beganAt } from './request-time.ts';
import { partsWords, recipientsWords } from './terms-words.ts';
import { TimeLeft } from './time-left.tsx';

interface Fact {
  readonly name: string;
  readonly value: string;
  /** whether it has a line of its own: its words may be many */
  readonly long?: boolean;
}

/** What a kind of request says besides its sentence. */
const particularFacts = (said: ParticularsShown, t: TFunction): readonly Fact[] => {
  switch (said.operation) {
    case 'loan':
      return said.visitor === null
        ? []
        : [
            {
              name: t('requests.figure.visitor'),
              value: t('requests.figure.visitor_value', {
                ...said.visitor,
                document: t(`ask.document.${said.visitor.document}`),
                number: said.visitor.documentMasked,
              }),
              long: true,
            },
          ];
    case 'carry_out':
      return [{ name: t('requests.figure.measures'), value: said.measures, long: true }];
    case 'provide':
      return [
        { name: t('requests.figure.contact'), value: said.contact },
        { name: t('requests.figure.exactly'), value: said.exactly, long: true },
      ];
    case 'destroy':
      return said.copies.length === 0
        ? []
        : [
            {
              name: t('requests.figure.destroyed'),
              value: said.copies.join(t('requests.who.separator')),
              long: true,
            },
          ];
    case 'excerpt':
    case 'copy':
      return said.meeting === undefined
        ? []
        : [
            { name: t('ask.meeting.held_on'), value: said.meeting.heldOn },
            { name: t('ask.meeting.name'), value: said.meeting.name, long: true },
            {
              name: t('ask.meeting.venue'),
              value: t('requests.figure.venue_value', { ...said.meeting }),
              long: true,
            },
            { name: t('ask.meeting.relay'), value: said.meeting.relay, long: true },
          ];
    case 'print':
    case 'export':
    case 'change':
      return [];
  }
};

/** How much, of what, for whom, until when. */
const factsOf = (request: RequestDetail, t: TFunction): readonly Fact[] => {
  const { terms, operation, change, particulars } = request;
  if (change !== null) return [];
  const taking: readonly Fact[] = isTaking(operation)
    ? [
        { name: t('requests.field.copies'), value: String(copiesIn(terms)) },
        { name: t('requests.figure.parts'), value: partsWords(terms.spans, t) },
      ]
    : [];
  const who: readonly Fact[] =
    operation === 'destroy'
      ? []
      : [
          {
            name: t('requests.figure.recipients'),
            value:
              terms.recipients.length > 1
                ? recipientsWords(terms, t)
                : terms.recipients.map(({ person }) => person.name).join(''),
            long: terms.recipients.length > 1,
          },
        ];
  const until: readonly Fact[] =
    terms.useBefore === null
      ? []
      : [
          {
            name: t('requests.figure.use_before'),
            value: t('requests.figure.use_before_value', { day: lastDayOf(terms.useBefore) }),
          },
        ];
  const facts = [...taking, ...until, ...who, ...particularFacts(particulars, t)];
  // The short ones share a line; what is long comes after them.
  return facts.toSorted((a, b) => Number(a.long ?? false) - Number(b.long ?? false));
};

/** The figures of a request, and the time in which it is to be decided. */
export const RequestFigures = ({ request }: { readonly request: RequestDetail }): ReactNode => {
  const { t } = useTranslation();
  const facts = factsOf(request, t);
  const isOpen = request.state === 'pending' || request.state === 'returned';
  if (facts.length === 0 && !isOpen) return null;
  return (
    <dl className="request-numbers" aria-label={t('requests.decide.numbers')}>
      {facts.map(({ name, value, long }) => (
        <div key={name} className={long === true ? 'whole' : undefined}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {isOpen ? (
        <div className="whole">
          <dt>{t('requests.decide.deadline')}</dt>
          <dd>
            <TimeLeft from={beganAt(request)} to={request.expiresAt} stage={request.stage} />
          </dd>
        </div>
      ) : null}
    </dl>
  );
};
