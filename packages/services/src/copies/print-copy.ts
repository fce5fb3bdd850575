import { type getCopy as contract, Refusal } from '@miji/contract';
import type { Span } from '@miji/core';
import { formatBusinessMinute, printedCopyNumber } from '@miji/core';
import type { CopyRow } from '@miji/db';
import { findContent, findGrantById } from '@miji/db';
import type { z } from 'zod';
import { findKnownItem, notFound } from '../items/known-item.ts';
import { requirePerson } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { CopyTooComplexError } from '../rendition/copy-too-complex-error.ts';
import { renderCopy } from '../rendition/render-copy.ts';
import { boundTo } from './bound-to.ts';
import { findOwnCopy } from './known-copy.ts';

/** The parts of the item that a copy takes, as they were granted; all of it where there are none. */
const spansOf = ({ spans, excerpt_from, excerpt_to }: CopyRow): readonly Span[] => {
  if (spans.length > 0 || excerpt_from === null || excerpt_to === null) return spans;
  return [{ unit: 'lines', from: excerpt_from, to: excerpt_to }];
};

const refuseTooComplex = (error: unknown): never => {
  if (error instanceof CopyTooComplexError) throw new Refusal('UNAVAILABLE', { cause: error });
  throw error;
};

/**
 * The copy itself as a PDF, for its holder while he may know the item. Every page says whose it is, which copy of what, until
 * when, and under which grant. Traced before the bytes leave.
 *
 * @throws Refusal `NOT_FOUND` to everybody else; `ON_HOLD` while the item is held; `UNAVAILABLE` when the text is too intricate to be printed
 * @see GS-24
 */
export const printCopy = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<{ readonly fileName: string; readonly bytes: Uint8Array }> => {
  const { vault, trace } = ctx.platform;
  const { company, row } = await findOwnCopy(ctx, input.id, 'copy.printed');
  const person = requirePerson(ctx);
  const asking = { number: row.item_number, operation: 'view', action: 'copy.printed' } as const;
  const { row: item, also: content } = await findKnownItem(ctx, asking, async (tx) => {
    const [found, grant] = await Promise.all([
      findContent(tx, row.item_id, row.item_version),
      row.grant_id === null ? undefined : findGrantById(tx, row.grant_id),
    ]);
    if (found === undefined || grant === undefined) return undefined;
    const text = await vault.open(tx, { id: row.item_id, version: row.item_version }, found);
    return { format: found.format, text, bound: boundTo(grant) };
  });
  // A copy that was in a register before came without a grant, and what it copies is on paper.
  if (content === undefined || row.grant_number === null) {
    throw await notFound(ctx, { companyId: company.id, number: row.item_number, action: 'copy.printed' }, undefined);
  }
  // Nothing leaves what is held, not even anew what was granted before.
  if (item.on_hold) {
    const subject = { kind: 'copy', id: input.id } as const;
    const happening = { companyId: company.id, action: 'copy.printed', subject, item: row.item_number } as const;
    throw await refused(ctx, happening, { code: 'ON_HOLD', rule: 'hold.placed', article: 'GS-23' });
  }
  const bytes = await renderCopy(
    { text: content.text, format: content.format, spans: spansOf(row) },
    {
      kind: row.kind,
      mark: row.mark,
      ownerName: company.name,
      itemNumber: row.item_number,
      copyNumber: printedCopyNumber(row.number),
      holderName: person.name,
      grantNumber: row.grant_number,
      issuedAt: formatBusinessMinute(row.issued_at),
      bound: content.bound,
    },
  ).catch(refuseTooComplex);
  await trace.record(
    done(ctx, {
      companyId: company.id,
      action: 'copy.printed',
      subject: { kind: 'copy', id: input.id },
      item: row.item_number,
      because: { code: 'ALLOWED_GRANT', rule: 'copy.original', article: 'GS-24' },
    }),
  );
  return { fileName: `${input.id}.pdf`, bytes };
};
