import type { Span } from '@miji/core';
import type { CopyRow, ScopedTransaction } from '@miji/db';
import { lockCopy } from '@miji/db';
import type { ActingPerson } from '../platform/context.ts';
import { parts } from './known-copy.ts';

/** What a copy is made from: the item itself, or another copy of it; and which parts it takes. */
export type CopySource =
  | { readonly wrong: { readonly code: 'COPY_NOT_WITH_YOU' | 'GRANT_SCOPE' } }
  | { readonly parent: CopyRow | null; readonly spans: readonly Span[] };

/**
 * Looks at the copy that another is made from: it is of the same item and in the hands of whoever makes it, and has the parts that were
 * granted. A copy of a copy counts as the original like any other, and has its parent in the register.
 *
 * @see GS-24
 */
export const sourceOf = async (
  tx: ScopedTransaction,
  from: string | undefined,
  wanted: { readonly person: ActingPerson; readonly itemId: string; readonly spans: readonly Span[] },
): Promise<CopySource> => {
  const { person, itemId, spans } = wanted;
  if (from === undefined) return { parent: null, spans };
  const { item, number } = parts(from);
  const parent = (await lockCopy(tx, item, number))?.copy;
  const isHis = parent?.item_id === itemId && parent.holder_id === person.personId && parent.state === 'held';
  if (parent === undefined || !isHis) return { wrong: { code: 'COPY_NOT_WITH_YOU' } };
  if (parent.spans.length === 0) return { parent, spans };
  // There is no more in a copy than in what it was made from.
  if (spans.length === 0) return { parent, spans: parent.spans };
  const isWithin = spans.every((span) =>
    parent.spans.some((whole) => whole.unit === span.unit && whole.from <= span.from && span.to <= whole.to),
  );
  return isWithin ? { parent, spans } : { wrong: { code: 'GRANT_SCOPE' } };
};
