import type { CompanyRef, ParticularsShown, RequestedChangeWire, TermsShown } from '@miji/contract';
import type { RuleLanguage, Seat } from '@miji/core';
import { formatBusinessMinute, LEVEL_WORDS, POSTS, postName, printedPeriod, Temporal } from '@miji/core';
import type { FormRow } from '../rendition/form-paper.ts';
import { toPeriod } from '../items/item-facts.ts';
import type { Names } from '../platform/names.ts';
import type { FormWords } from './form-words.ts';

/** What a form is written with. */
export interface FormSetting {
  readonly language: 'zh-CN' | 'en';
  readonly words: FormWords;
  readonly companies: readonly CompanyRef[];
  readonly names: Names;
}

export const ruleLanguageOf = (language: FormSetting['language']): RuleLanguage => (language === 'en' ? 'en' : 'zh');

/** An instant of the wire to the minute, in Shanghai. */
export const minuteOf = (instant: string): string => formatBusinessMinute(Temporal.Instant.from(instant));

/** The same as an end: midnight is 24:00 of the day before, which is the last one that counts. */
export const endOf = (instant: string): string => {
  const [day = '', time = ''] = minuteOf(instant).split(' ');
  return time === '00:00' ? `${Temporal.PlainDate.from(day).subtract({ days: 1 }).toString()} 24:00` : `${day} ${time}`;
};

/** A post as the register names it, in the language of the form. */
export const postWords = (post: string, language: FormSetting['language']): string => {
  const known = POSTS.find((one) => one === post);
  return known === undefined ? post : postName(known, ruleLanguageOf(language));
};

/** A seat in words: as what somebody decided. */
export const seatWords = (seat: Seat, { words, companies, names, language }: FormSetting): string => {
  const headquarters = companies.find(({ kind }) => kind === 'headquarters')?.name ?? '';
  const company = (id: string): string => companies.find((one) => one.id === id)?.name ?? '';
  switch (seat.kind) {
    case 'post':
      return words.seat.post(company(seat.companyId), postWords(seat.post, language));
    case 'headquarters_post':
      return words.seat.post(headquarters, postWords(seat.post, language));
    case 'in_charge':
      return words.seat.in_charge(company(seat.companyId), postWords(seat.post, language));
    case 'headquarters_in_charge':
      return words.seat.in_charge(headquarters, postWords(seat.post, language));
    case 'person':
      return words.seat.person;
    case 'department_head':
      return words.seat.department(names.get(seat.departmentId) ?? '');
    case 'nobody':
      return words.seat.nobody;
  }
};

/** Recipients, parts and deadline, a row each. */
export const termsRows = (terms: TermsShown, { words }: FormSetting): readonly FormRow[] => [
  { label: words.recipients, value: recipientsOf(terms, words) },
  { label: words.spans, value: spansOf(terms, words) },
  { label: words.useBefore, value: terms.useBefore === null ? words.notSet : endOf(terms.useBefore) },
];

/** The same in one breath. */
export const termsWords = (terms: TermsShown, { words }: FormSetting): string =>
  [
    recipientsOf(terms, words),
    spansOf(terms, words),
    ...(terms.useBefore === null ? [] : [`${words.useBefore} ${endOf(terms.useBefore)}`]),
  ].join(words.stop);

const recipientsOf = ({ recipients }: TermsShown, words: FormWords): string =>
  recipients.map(({ person, copies }) => words.copiesOf(person.name, copies)).join(words.joint);

const spansOf = ({ spans }: TermsShown, words: FormWords): string =>
  spans.length === 0
    ? words.whole
    : spans.map(({ unit, from, to }) => words.spanOf(words.units[unit], from, to)).join(words.joint);

/** What a kind of request says besides; of a visitor’s document only the ends of its number. @see CF-18 @see CF-21 */
export const particularRows = (said: ParticularsShown, { words }: FormSetting): readonly FormRow[] => {
  switch (said.operation) {
    case 'excerpt':
    case 'copy':
      return said.meeting === undefined
        ? []
        : [
            { label: words.meeting, value: said.meeting.name },
            { label: words.venue, value: said.meeting.venue },
            { label: words.safeguards, value: said.meeting.safeguards },
            { label: words.heldOn, value: said.meeting.heldOn },
            { label: words.relay, value: said.meeting.relay },
          ];
    case 'change':
      return [];
    case 'print':
      return [{ label: words.useUntil, value: said.useUntil }];
    case 'export':
      return [{ label: words.destination, value: said.destination }];
    case 'loan':
      return [
        { label: words.days, value: words.daysOf(said.days) },
        ...(said.visitor === null
          ? []
          : [
              { label: words.visitor, value: said.visitor.name },
              { label: words.organisation, value: said.visitor.organisation },
              { label: words.letter, value: said.visitor.letter },
              {
                label: words.document,
                value: `${words.documents[said.visitor.document]} ${said.visitor.documentMasked}`,
              },
            ]),
      ];
    case 'carry_out':
      return [
        { label: words.destination, value: said.destination },
        { label: words.bringBackOn, value: said.bringBackOn },
        { label: words.measures, value: said.measures },
      ];
    case 'provide':
      return [
        { label: words.organisation, value: said.organisation },
        { label: words.contact, value: said.contact },
        { label: words.legalBasis, value: said.legalBasis },
        { label: words.exactly, value: said.exactly },
        { label: words.medium, value: words.media[said.medium] },
      ];
    case 'destroy':
      return [
        {
          label: words.destroyed,
          value: said.copies.length === 0 ? words.destroyedAll : said.copies.join(words.joint),
        },
        { label: words.method, value: words.methods[said.method] },
        { label: words.executor, value: said.executor.name },
        { label: words.witness, value: said.witness.name },
      ];
  }
};

/** A change of classification in words. */
export const changeWords = (change: RequestedChangeWire, { words, language }: FormSetting): string => {
  switch (change.kind) {
    case 'regrade':
      return words.changes.regrade(LEVEL_WORDS[change.toLevel][ruleLanguageOf(language)]);
    case 'extend':
      return words.changes.extend(printedPeriod(toPeriod(change.period)));
    case 'declassify':
      return change.event === undefined ? words.changes.declassify : words.changes.event(change.event);
    case 'declassify_part':
      return words.changes.part(change.span.fromLine, change.span.toLine);
  }
};
