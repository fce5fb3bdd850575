import type { ClassificationStateWire, Language, RequestedChangeWire } from '@miji/contract';
import type { TFunction } from 'i18next';
import { periodWords } from '../lib/format.ts';

/** What a change of classification asks for, as a phrase: `将密级变更为机密`, `将第 3–9 行解密`. */
export const changeWords = (change: RequestedChangeWire, t: TFunction, language: Language): string => {
  switch (change.kind) {
    case 'regrade':
      return t('requests.change.regrade', { level: t(`common.level.${change.toLevel}`) });
    case 'extend':
      return t('requests.change.extend', { period: periodWords(change.period, language) });
    case 'declassify':
      return change.event === undefined
        ? t('requests.change.declassify')
        : t('requests.change.declassify_event', { event: change.event });
    case 'declassify_part':
      return t('requests.change.declassify_part', { from: change.span.fromLine, to: change.span.toLine });
  }
};

/** How many names of each kind stand in a range: `人员 3、部门 1`. */
export const rangeWords = ({ range }: ClassificationStateWire, t: TFunction): string =>
  range.length === 0
    ? t('requests.change.nobody')
    : range.map(({ kind, count }) => `${t(`items.range.kind.${kind}`)} ${count}`).join(t('requests.who.separator'));
