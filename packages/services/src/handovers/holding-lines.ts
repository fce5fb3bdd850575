import type { HandoverLine } from '@miji/contract';
import type { Temporal } from '@miji/core';
import { copyIdOf, levelOfCopy } from '../copies/copy-summary.ts';
import type { Holdings } from './holdings.ts';

/** What stands on a name as the wire has it. */
const toLines = ({ copies, stores }: Holdings, at: Temporal.Instant): readonly HandoverLine[] => [
  ...copies.map(
    ({ company, copy, loan, obstacle }): HandoverLine => ({
      company: company.code,
      kind: loan === null ? 'copy' : 'loan',
      subject: loan ?? copyIdOf(copy),
      item: copy.item_number,
      level: levelOfCopy(copy, at),
      pages: copy.pages,
      obstacle,
    }),
  ),
  ...stores.map(
    ({ company, store, obstacle }): HandoverLine => ({
      company: company.code,
      kind: 'store',
      subject: store.code,
      item: null,
      level: null,
      pages: null,
      obstacle,
    }),
  ),
];

/** What stands on a name in several companies as the wire has it. */
export const linesOf = (
  all: readonly { readonly holdings: Holdings }[],
  at: Temporal.Instant,
): readonly HandoverLine[] => all.flatMap(({ holdings }) => toLines(holdings, at));

/** Whether two lists say the same things, whatever the order. */
export const isSame = (one: readonly HandoverLine[], other: readonly HandoverLine[]): boolean => {
  const key = ({ company, kind, subject }: HandoverLine): string => `${company} ${kind} ${subject}`;
  const keys = new Set(one.map(key));
  return keys.size === other.length && other.every((line) => keys.has(key(line)));
};
