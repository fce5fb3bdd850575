import type { Span } from '@miji/core';
import type { ItemRow } from '@miji/db';
import type { CallContext } from '../platform/context.ts';
import { refuseUndrawable } from '../reading/known-content.ts';
import { readingRoom, shelvedContent, wordsOf } from '../reading/shelved-content.ts';
import type { CopyFace } from '../rendition/copy-face.ts';
import { copyPageCount } from '../rendition/render-copy.ts';
import type { OpenedContent } from '../vault/open-content.ts';
import { pagesTaken } from './copy-pages.ts';

/** A copy that is about to be made: of which content, which parts of it, and what will stand on it. */
export interface Drawing {
  readonly item: Pick<ItemRow, 'id' | 'version'>;
  readonly content: OpenedContent;
  readonly spans: readonly Span[];
  readonly face: CopyFace;
}

/**
 * How many pages a copy will have, where the register says it: of a file those that are taken, of what is on paper those that were
 * granted.
 *
 * @returns null where all of what is on paper is taken, which whoever copies it has to count; undefined where it has to be drawn to be
 * counted
 */
export const knownExtent = (item: ItemRow, spans: readonly Span[]): number | null | undefined => {
  if (item.medium === 'paper') return pagesGranted(spans);
  const isDrawn = item.content_kind === 'pdf' || item.content_kind === 'image';
  return isDrawn && item.page_count !== null ? pagesTaken(item.page_count, spans).length : undefined;
};

const pagesGranted = (spans: readonly Span[]): number | null => {
  const pages = new Set<number>();
  for (const { unit, from, to } of spans) {
    if (unit !== 'pages') return null;
    for (let page = from; page <= to; page += 1) pages.add(page);
  }
  return pages.size === 0 ? null : pages.size;
};

/**
 * How many pages a copy will have once it is drawn.
 *
 * @throws Refusal `UNAVAILABLE` where it is too intricate to be drawn, `CONTENT_BROKEN` where it cannot be
 */
export const drawnExtent = async (ctx: CallContext, { item, content, spans, face }: Drawing): Promise<number> => {
  if (content.kind === 'pdf' || content.kind === 'image') {
    const papers = await readingRoom.papers(shelvedContent(ctx, item, content)).catch(refuseUndrawable);
    return pagesTaken(papers.length, spans).length;
  }
  const words = await wordsOf(content).catch(refuseUndrawable);
  return copyPageCount({ ...words, spans }, face).catch(refuseUndrawable);
};
