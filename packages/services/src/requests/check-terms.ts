import type { ApprovedOperation, Limits, Span, Terms } from '@miji/core';
import { copiesIn, decide, isBefore } from '@miji/core';
import type { KnownItem } from '../items/known-item.ts';
import { lawFor } from '../platform/acting.ts';
import type { Reason } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import { textExtent } from './text-extent.ts';

/** What goes to one person, who asks for it and holds it: there is one original, and one thing to be destroyed. */
const FOR_ONESELF: ReadonlySet<ApprovedOperation> = new Set(['destroy']);
const FOR_ONE: ReadonlySet<ApprovedOperation> = new Set(['loan', 'carry_out', 'destroy']);

/** How much somebody asks for, of what, by which limits. */
export interface TermsAsked {
  readonly item: KnownItem;
  readonly operation: ApprovedOperation;
  readonly requester: ActingPerson;
  /** whether a visitor from outside is to see it, whom the requester attends */
  readonly forVisitor: boolean;
  readonly terms: Terms;
  readonly limits: Limits;
}

export type TermsFinding = { readonly wrong: Reason } | { readonly recipients: readonly ActingPerson[] };

/**
 * Whether so much can be asked for at all: each recipient is somebody who may know the item, none of them twice, no more copies than
 * the rules let one ask for, and the parts of an excerpt are there.
 *
 * @see GS-22
 */
export const checkTerms = async (ctx: CallContext, asked: TermsAsked): Promise<TermsFinding> => {
  const { item, operation, requester, terms, limits } = asked;
  const wrong = recipientsFinding(asked) ?? (await spansFinding(ctx, item, operation, terms.spans));
  if (wrong !== null) return { wrong };
  if (terms.useBefore !== null && !isBefore(ctx.at, terms.useBefore)) return { wrong: invalid('terms.useBefore') };
  if (copiesIn(terms) > limits.maxCopies) return { wrong: { code: 'BATCH_LIMIT' } };

  const law = lawFor(ctx, item.company);
  const people = await Promise.all(
    terms.recipients.map(async ({ personId }) =>
      personId === requester.personId ? requester : loadPerson(ctx.platform, personId, ctx.at),
    ),
  );
  const recipients = people.filter((person) => person !== undefined);
  const strangers = people.flatMap((person, index) => {
    const knows =
      person !== undefined &&
      decide({ law, operation: 'view', item: item.facts, actor: person, at: ctx.at }).outcome === 'allowed';
    return knows ? [] : [index];
  });
  if (strangers.length === 0) return { recipients };
  const { article } = item.decision;
  return {
    wrong: {
      code: 'NOT_IN_RANGE',
      fields: strangers.map((index) => ({ field: `terms.recipients.${index}`, code: 'NOT_IN_RANGE', article })),
    },
  };
};

/** A field that does not hold what it has to. */
export const invalid = (field: string, article = 'GS-22'): Reason => ({
  code: 'VALIDATION',
  fields: [{ field, code: 'VALIDATION', article }],
});

const recipientsFinding = ({ operation, requester, forVisitor, terms: { recipients } }: TermsAsked): Reason | null => {
  const ids = recipients.map(({ personId }) => personId);
  if (ids.length === 0 || new Set(ids).size !== ids.length) return invalid('terms.recipients');
  const [first] = recipients;
  if (FOR_ONE.has(operation) && (recipients.length > 1 || first?.copies !== 1)) return invalid('terms.recipients');
  // A visitor is shown it; who answers for it is the employee who attends him.
  const own = forVisitor || FOR_ONESELF.has(operation);
  return own && first?.personId !== requester.personId ? invalid('terms.recipients') : null;
};

/** An excerpt says which parts, all of them within the text; what takes the whole says none. What is on paper has pages alone. */
const spansFinding = async (
  ctx: CallContext,
  item: KnownItem,
  operation: ApprovedOperation,
  spans: readonly Span[],
): Promise<Reason | null> => {
  if (operation !== 'excerpt') return spans.length === 0 ? null : invalid('terms.spans');
  // Pages are set apart from the text that lines and headings are counted in.
  const isMixed = spans.some(({ unit }) => unit === 'pages') && spans.some(({ unit }) => unit !== 'pages');
  if (spans.length === 0 || isMixed) return invalid('terms.spans');
  const extent = await textExtent(ctx, item, new Set(spans.map(({ unit }) => unit)));
  const outside = spans.findIndex(({ unit, from, to }) => from > to || to > extent[unit]);
  return outside === -1 ? null : invalid(`terms.spans.${outside}`);
};
