import type { SpanUnit } from '@miji/core';
import type { KnownItem } from '../items/known-item.ts';
import { scopeOfCompany } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { refuseUndrawable } from '../reading/known-content.ts';
import { readingRoom, shelvedContent, wordsOf } from '../reading/shelved-content.ts';
import { pageCount } from '../rendition/render-copy.ts';
import { sectionsOf } from '../rendition/sections.ts';
import type { OpenedContent } from '../vault/open-content.ts';
import { openContent } from '../vault/open-content.ts';

/** How many there are of each. */
export type Extent = Readonly<Record<SpanUnit, number>>;

/** What is on paper has pages, and nobody here knows how many. */
const ANY = 100_000;

/**
 * How far an item goes: its lines, its headings, its pages as they are set. Its content is opened only where headings or pages are
 * asked for that nobody has counted, by whoever may know it, and nothing of it leaves.
 *
 * @throws Refusal `UNAVAILABLE` where it is too intricate for its pages to be counted, `CONTENT_BROKEN` where they cannot be drawn
 */
export const textExtent = async (ctx: CallContext, item: KnownItem, units: ReadonlySet<SpanUnit>): Promise<Extent> => {
  const { row } = item;
  if (row.medium === 'paper') return { lines: 0, sections: 0, pages: ANY };
  const lines = row.line_count;
  const asksPages = units.has('pages');
  if (!units.has('sections') && (!asksPages || row.page_count !== null)) {
    return { lines, sections: 0, pages: row.page_count ?? 0 };
  }
  const { db } = ctx.platform;
  const content = await db.transact(scopeOfCompany(ctx, item.company.id), (tx) => openContent(ctx.platform, tx, row));
  if (content === undefined) return { lines, sections: 0, pages: 0 };
  const opened = { ctx, content, item: row, asksPages };
  return {
    lines,
    ...(await (isDrawn(content) ? extentOfPages(opened) : extentOfWords(opened)).catch(refuseUndrawable)),
  };
};

const isDrawn = ({ kind }: OpenedContent): boolean => kind === 'pdf' || kind === 'image';

interface Opened {
  readonly ctx: CallContext;
  readonly content: OpenedContent;
  readonly item: { readonly id: string; readonly version: number; readonly page_count: number | null };
  readonly asksPages: boolean;
}

const extentOfPages = async ({ ctx, content, item }: Opened): Promise<Pick<Extent, 'sections' | 'pages'>> => ({
  sections: 0,
  pages: item.page_count ?? (await readingRoom.papers(shelvedContent(ctx, item, content))).length,
});

const extentOfWords = async ({ content, item, asksPages }: Opened): Promise<Pick<Extent, 'sections' | 'pages'>> => {
  const words = await wordsOf(content);
  const sections = words.format === 'markdown' ? sectionsOf(words.text).length : 0;
  return { sections, pages: item.page_count ?? (asksPages ? await pageCount(words) : 0) };
};
