import type { readPage as contract } from '@miji/contract';
import type { z } from 'zod';
import { refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { codeOfReading } from './begin-reading.ts';
import { findKnownContent, noSuchPage, refuseUndrawable, traceReading } from './known-content.ts';
import { mayHaveText, PAGES_ALONE } from './may-have-text.ts';
import { readingRoom, shelvedContent } from './shelved-content.ts';

const MOST_LINES = 2_000;
const LONGEST_LINE = 10_000;

/**
 * The words of one page, for a screen reader and for choosing an excerpt, for a person in the range. Of plain text they are the lines
 * of the text itself; of everything else the lines as they are drawn.
 *
 * @throws Refusal `NOT_FOUND` outside the range, `NOT_ENTITLED` at 绝密, `VALIDATION` for a page that is not there, `AUDIT_UNAVAILABLE`
 * @see GS-22
 */
export const readPage = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const known = await findKnownContent(ctx, input.number, 'item.page_read');
  const { row, company, content, level } = known;
  if (!mayHaveText(level)) {
    const subject = { kind: 'item', id: row.number } as const;
    const happening = { companyId: company.id, action: 'item.page_read', subject, item: row.number } as const;
    throw await refused(ctx, happening, PAGES_ALONE);
  }
  if (content === null) throw await noSuchPage(ctx, known, 'item.page_read');
  const shelved = shelvedContent(ctx, row, content);
  const papers = await readingRoom.papers(shelved).catch(refuseUndrawable);
  if (input.page > papers.length) throw await noSuchPage(ctx, known, 'item.page_read');
  const { fromLine, lines } = await readingRoom.words(shelved, input.page - 1).catch(refuseUndrawable);
  await codeOfReading(ctx, known);
  await traceReading(ctx, known, 'item.page_read', { page: input.page, as: 'text' });
  return { page: input.page, fromLine, lines: lines.slice(0, MOST_LINES).map((line) => line.slice(0, LONGEST_LINE)) };
};
