import type { pageImage as contract } from '@miji/contract';
import type { z } from 'zod';
import type { CallContext } from '../platform/context.ts';
import { codeOfReading } from './begin-reading.ts';
import { findKnownContent, noSuchPage, refuseUndrawable, traceReading } from './known-content.ts';
import { faceOfReading } from './reading-face.ts';
import { readingRoom, shelvedContent } from './shelved-content.ts';

/**
 * One page as a picture, for a person in the range: the mark, the number, his name and the minute are in its pixels, and so is the code
 * of his reading. Whether he may is decided for every page; the trace is durable before the first byte leaves.
 *
 * @returns a JPEG image
 * @throws Refusal `NOT_FOUND` outside the range, `VALIDATION` for a page that is not there, `AUDIT_UNAVAILABLE`, `CONTENT_BROKEN`
 * @see SI-03
 */
export const pageImage = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<{ readonly bytes: Uint8Array; readonly type: 'image/jpeg' }> => {
  const known = await findKnownContent(ctx, input.number, 'item.page_read');
  const { row, company, content, person, mark } = known;
  if (content === null) throw await noSuchPage(ctx, known, 'item.page_read');
  const shelved = shelvedContent(ctx, row, content);
  const papers = await readingRoom.papers(shelved).catch(refuseUndrawable);
  if (input.page > papers.length) throw await noSuchPage(ctx, known, 'item.page_read');
  const traceCode = await codeOfReading(ctx, known);
  const face = await faceOfReading({
    mark,
    ownerName: company.name,
    itemNumber: row.number,
    readerName: person.name,
    at: ctx.at,
    traceCode,
  });
  const { image } = await readingRoom
    .draw(shelved, {
      page: input.page - 1,
      face,
      fineness: { width: input.width },
      numbered: { page: input.page, of: papers.length },
    })
    .catch(refuseUndrawable);
  await traceReading(ctx, known, 'item.page_read', { page: input.page, as: 'image', width: input.width });
  return { bytes: image, type: 'image/jpeg' };
};
