import type { getCopy as contract } from '@miji/contract';
import type { Span } from '@miji/core';
import type { CopyRow } from '@miji/db';
import { findGrantById, movementsOfCopy } from '@miji/db';
import type { z } from 'zod';
import { findKnownItem, notFound } from '../items/known-item.ts';
import { requirePerson, scopeOfCompany } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { refuseUndrawable } from '../reading/known-content.ts';
import { shelvedContent, wordsOf } from '../reading/shelved-content.ts';
import type { CopyFace } from '../rendition/copy-face.ts';
import { renderCopy } from '../rendition/render-copy.ts';
import type { OpenedContent } from '../vault/open-content.ts';
import { openContent } from '../vault/open-content.ts';
import { traceCodeOf } from '../watermark/trace-code-of.ts';
import { boundTo } from './bound-to.ts';
import { drawnCopy } from './copy-pages.ts';
import { issuedFace } from './issued-face.ts';
import { findOwnCopy } from './known-copy.ts';
import { mayBeDrawn } from './may-be-drawn.ts';
import { refuseUnprintable } from './print-face.ts';

/** The parts of the item that a copy takes, as they were granted; all of it where there are none. */
const spansOf = ({ spans, excerpt_from, excerpt_to }: CopyRow): readonly Span[] => {
  if (spans.length > 0 || excerpt_from === null || excerpt_to === null) return spans;
  return [{ unit: 'lines', from: excerpt_from, to: excerpt_to }];
};

/**
 * The copy itself as a PDF, for its holder while he has it and may know the item. Every page says whose it is, which copy of what,
 * until when, and under which grant; marks that counted before stand there crossed out. The pattern behind it is of this copy in his hands,
 * and of no other. Traced before the first byte leaves.
 *
 * @returns its bytes in pieces, as they are made
 * @throws Refusal `NOT_FOUND` to everybody else; `ON_HOLD` while the item is held; `COPY_STATE` once he has it no more, or no longer by
 * right; `UNAVAILABLE` when the text is too intricate to be printed, `CONTENT_BROKEN` when a page cannot be drawn,
 * `UNPRINTABLE_CHARACTER` when his name cannot
 * @see GS-24
 */
export const printCopy = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<{ readonly fileName: string; readonly bytes: AsyncIterable<Uint8Array> }> => {
  const { company, row } = await findOwnCopy(ctx, input.id, 'copy.printed');
  const asking = { number: row.item_number, operation: 'view', action: 'copy.printed' } as const;
  const { row: item, also } = await findKnownItem(ctx, asking, async (tx) => {
    const [content, grant, movements] = await Promise.all([
      openContent(ctx.platform, tx, { id: row.item_id, version: row.item_version }),
      row.grant_id === null ? undefined : findGrantById(tx, row.grant_id),
      movementsOfCopy(tx, row.id),
    ]);
    return content === undefined || grant === undefined ? undefined : { content, movements, bound: boundTo(grant) };
  });
  const subject = { kind: 'copy', id: input.id } as const;
  const happening = { companyId: company.id, action: 'copy.printed', subject, item: row.item_number } as const;
  // A copy that was in a register before came without a grant, and what it copies is on paper.
  if (also === undefined || row.grant_number === null) {
    throw await notFound(ctx, { companyId: company.id, number: row.item_number, action: 'copy.printed' }, undefined);
  }
  // Nothing leaves what is held, not even anew what was granted before.
  if (item.on_hold) {
    throw await refused(ctx, happening, { code: 'ON_HOLD', rule: 'hold.placed', article: 'GS-23' });
  }
  if (!mayBeDrawn(row, also.movements, ctx.at)) {
    throw await refused(ctx, happening, { code: 'COPY_STATE', rule: 'copy.original', article: 'GS-24' });
  }
  const { name: holderName } = requirePerson(ctx);
  const face = issuedFace(ctx, {
    copy: row,
    owner: company,
    holderName,
    grantNumber: row.grant_number,
    bound: also.bound,
    traceCode: await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), (tx) => traceCodeOf(tx, row, ctx.at)),
  });
  const bytes = await piecesOf(ctx, also.content, row, face).catch(refuseUndrawable).catch(refuseUnprintable);
  await ctx.platform.trace.record(
    done(ctx, { ...happening, because: { code: 'ALLOWED_GRANT', rule: 'copy.original', article: 'GS-24' } }),
  );
  return { fileName: `${input.id}.pdf`, bytes };
};

/** Words are set anew; what came as pages is drawn. */
const piecesOf = async (
  ctx: CallContext,
  content: OpenedContent,
  row: CopyRow,
  face: CopyFace,
): Promise<AsyncIterable<Uint8Array>> => {
  if (content.kind === 'pdf' || content.kind === 'image') {
    const item = { id: row.item_id, version: row.item_version };
    return drawnCopy(shelvedContent(ctx, item, content), spansOf(row), face);
  }
  return only(await renderCopy({ ...(await wordsOf(content)), spans: spansOf(row) }, face));
};

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
