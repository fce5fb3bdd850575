import type { TermsShown, TermsWire } from '@miji/contract';
import type { Terms } from '@miji/core';
import { copiesIn, Temporal } from '@miji/core';
import type { StoredTerms } from '@miji/db';
import { isoMillisecond } from '@miji/db';
import type { Names } from '../platform/names.ts';
import { personRef } from '../platform/names.ts';

/** How much is asked for, as the wire or the database has it → as the law has it. */
export const toTerms = ({ recipients, spans, useBefore }: TermsWire | StoredTerms): Terms => ({
  recipients,
  spans,
  useBefore: useBefore === null ? null : Temporal.Instant.from(useBefore),
});

/** The same as it is stored. */
export const toStoredTerms = ({ recipients, spans, useBefore }: Terms): StoredTerms => ({
  recipients: recipients.map(({ personId, copies }) => ({ personId, copies })),
  spans: spans.map(({ unit, from, to }) => ({ unit, from, to })),
  useBefore: useBefore === null ? null : isoMillisecond(useBefore),
});

/** The columns of a request that say its terms: how many copies in all and the first span of lines stand there once more. */
export const columnsOfTerms = (terms: Terms) => {
  const lines = terms.spans.find(({ unit }) => unit === 'lines');
  return {
    terms: JSON.stringify(toStoredTerms(terms)),
    copies: copiesIn(terms),
    excerpt_from: lines?.from ?? null,
    excerpt_to: lines?.to ?? null,
  };
};

/** The same with names, as people read it. */
export const toTermsShown = ({ recipients, spans, useBefore }: StoredTerms, names: Names): TermsShown => ({
  recipients: recipients.map(({ personId, copies }) => ({ person: personRef(personId, names), copies })),
  spans: spans.map((span) => ({ ...span })),
  useBefore,
});

/** The people whom terms name. */
export const peopleOfTerms = ({ recipients }: StoredTerms): readonly string[] =>
  recipients.map(({ personId }) => personId);
