import type { SpanWire, TermsShown } from '@miji/contract';
import type { TFunction } from 'i18next';
import { lastDayOf } from '../../ui/day-field.tsx';

const ONE = { lines: 'line', sections: 'section', pages: 'page' } as const;

/** A part of an item: `第 3–9 行`, `第 2 节`. */
export const partWords = ({ unit, from, to }: SpanWire, t: TFunction): string =>
  from === to ? t(`requests.part.${ONE[unit]}`, { from }) : t(`requests.part.${unit}`, { from, to });

/** All parts in one breath; that it is the whole where there are none. */
export const partsWords = (spans: readonly SpanWire[], t: TFunction): string =>
  spans.length === 0
    ? t('requests.decide.lines_all')
    : spans.map((span) => partWords(span, t)).join(t('requests.who.separator'));

/** Who receives how many: `李静 2 份、王芳 1 份`. */
export const recipientsWords = ({ recipients }: Pick<TermsShown, 'recipients'>, t: TFunction): string =>
  recipients
    .map(({ person, copies }) => t('requests.sentence.copies_of', { name: person.name, count: copies }))
    .join(t('requests.who.separator'));

/** The day on which terms end, as people say it; their instant is the first that no longer belongs to it. */
const untilWords = (useBefore: string | null, t: TFunction): string =>
  useBefore === null ? t('requests.cut.no_until') : t('requests.cut.until', { day: lastDayOf(useBefore) });

/** What is different in later terms, one phrase each: `李静 3 → 2 份`, `去掉王芳`. Nothing where they say the same. */
export const differenceWords = (before: TermsShown, after: TermsShown, t: TFunction): readonly string[] => {
  const words: string[] = [];
  for (const { person, copies } of before.recipients) {
    const left = after.recipients.find((one) => one.person.id === person.id);
    if (left === undefined) words.push(t('requests.cut.struck', { name: person.name }));
    else if (left.copies !== copies)
      words.push(t('requests.cut.copies', { name: person.name, before: copies, after: left.copies }));
  }
  for (const { person, copies } of after.recipients) {
    if (!before.recipients.some((one) => one.person.id === person.id))
      words.push(t('requests.cut.added', { name: person.name, count: copies }));
  }
  const [was, is] = [partsWords(before.spans, t), partsWords(after.spans, t)];
  if (was !== is) words.push(t('requests.cut.parts', { before: was, after: is }));
  if (before.useBefore !== after.useBefore) words.push(untilWords(after.useBefore, t));
  return words;
};
