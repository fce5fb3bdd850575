import type { RequestDetail, TermsWire } from '@miji/contract';
import { Temporal } from '@miji/core';
import { endOf } from '../../../ui/day-field.tsx';
import { canShorten } from '../request-kind.ts';

/** A usual way of approving less, one tap away. */
export type UsualCut =
  | { readonly kind: 'one_each'; readonly copies: number; readonly terms: TermsWire }
  | { readonly kind: 'tomorrow'; readonly terms: TermsWire };

/**
 * What a request is usually cut down to: one copy each, or its use until tomorrow; only what really is less.
 *
 * @param today the business day
 */
export const usualCuts = (request: RequestDetail, today: string): readonly UsualCut[] => {
  if (!canShorten(request)) return [];
  const { recipients, spans, useBefore } = request.terms;
  const asked = recipients.map(({ person, copies }) => ({ personId: person.id, copies }));
  const oneEach = asked.map(({ personId }) => ({ personId, copies: 1 }));
  const end = endOf(Temporal.PlainDate.from(today).add({ days: 1 }).toString()) ?? null;
  const cuts: UsualCut[] = [];
  if (asked.some(({ copies }) => copies > 1)) {
    cuts.push({ kind: 'one_each', copies: oneEach.length, terms: { recipients: oneEach, spans, useBefore } });
  }
  if (end !== null && (useBefore === null || end < useBefore)) {
    cuts.push({ kind: 'tomorrow', terms: { recipients: asked, spans, useBefore: end } });
  }
  return cuts;
};
