import type { openReading as contract } from '@miji/contract';
import type { EffectiveLevel } from '@miji/core';
import { formatBusinessMinute } from '@miji/core';
import { fillPageCount, hasTokens, isoMillisecond } from '@miji/db';
import type { z } from 'zod';
import { scopeOfCompany } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf, personRef } from '../platform/names.ts';
import { indexTextOnce } from '../search/index-item.ts';
import { wordsOfOpened } from '../search/words-of-content.ts';
import type { OpenedContent } from '../vault/open-content.ts';
import { newReading } from './begin-reading.ts';
import { findKnownContent, type KnownContent, refuseUndrawable, traceReading } from './known-content.ts';
import { mayHaveText } from './may-have-text.ts';
import { readingRoom, shelvedContent } from './shelved-content.ts';

/** After how many idle seconds the pages are put away. */
const LEAVE_AFTER: Readonly<Record<EffectiveLevel, number | null>> = {
  top_secret: 120,
  secret: 300,
  confidential: null,
  declassified: null,
};

/**
 * Begins to read an item page by page, for a person in its range: how many pages there are, how large, and what will stand on them.
 * A reading has a code of its own, which lies in the background of its pages.
 *
 * @throws Refusal `NOT_FOUND` outside the range, `AUDIT_UNAVAILABLE` where no trace can be written, `CONTENT_BROKEN` where it cannot be drawn
 * @see SI-03
 */
export const openReading = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const known = await findKnownContent(ctx, input.number, 'item.read');
  const { row, level, content, person } = known;
  const sizes =
    content === null ? [] : await readingRoom.papers(shelvedContent(ctx, row, content)).catch(refuseUndrawable);
  await traceReading(ctx, known, 'item.read', { pages: sizes.length });
  if (content !== null) await newReading(ctx, known);
  if (content !== null) await catchUp(ctx, known, content, sizes.length);
  const custodian = row.custodian_id;
  const names = custodian === null ? null : await namesOf(ctx, [custodian]);
  return {
    number: row.number,
    version: row.version,
    mark: known.mark,
    level,
    kind: content?.kind ?? 'plain',
    pages: sizes.length,
    sizes: [...sizes],
    reader: `${person.name} ${formatBusinessMinute(ctx.at)}`,
    readAt: isoMillisecond(ctx.at),
    asText: content !== null && mayHaveText(level),
    leaveAfter: LEAVE_AFTER[level],
    paper:
      content === null
        ? { custodian: custodian === null || names === null ? null : personRef(custodian, names) }
        : null,
  };
};

/** So long a reader waits for others to find what he opens. */
const WORDS_WITHIN_MS = 2_000;

/**
 * What was registered before pages were counted and texts were searched, or when its words could not be had, is counted and found from
 * its first reading on.
 */
const catchUp = async (
  ctx: CallContext,
  { row, company }: KnownContent,
  content: OpenedContent,
  pages: number,
): Promise<void> => {
  const { db } = ctx.platform;
  const scope = scopeOfCompany(ctx, company.id);
  const isFound = await db.transact(scope, (tx) => hasTokens(tx, row.id, 'text'));
  if (isFound && row.page_count !== null) return;
  const words = isFound ? '' : await wordsOfOpened(ctx, row, content, WORDS_WITHIN_MS).catch(() => '');
  if (words === '' && row.page_count !== null) return;
  await db.transact(scope, async (tx) => {
    await fillPageCount(tx, row, pages);
    if (words !== '') await indexTextOnce(ctx, tx, row, words);
  });
};
