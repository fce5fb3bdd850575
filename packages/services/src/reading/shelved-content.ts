import { actingPerson, homeCompanyId } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { collect, type OpenedContent } from '../vault/open-content.ts';
import type { CopyContent } from '../rendition/layout-copy.ts';
import { barePages, docxWords } from '../rendition/render-copy.ts';
import { type Bringing, ReadingRoom, type Shelved } from './reading-room.ts';

/** No DOCX of words and no picture is larger, in bytes; what is was refused when it was sent. */
const MOST_WHOLE = 256 * 1024 * 1024;

/** Where pages are drawn; one for the whole process. */
export const readingRoom = new ReadingRoom();

/** A version of an item as the reading room knows it. Who may see a page of it is decided anew for every page. */
export const shelvedContent = (
  ctx: CallContext,
  item: { readonly id: string; readonly version: number },
  content: OpenedContent,
): Shelved => ({
  key: `${item.id}/${item.version}`,
  bring: () => bring(content),
  reader: actingPerson(ctx)?.personId ?? homeCompanyId(ctx),
  gone: ctx.gone,
});

const bring = async (content: OpenedContent): Promise<Bringing> => {
  if (content.kind === 'pdf' || content.kind === 'image') {
    return {
      kind: content.kind,
      size: content.size,
      inset: null,
      lines: null,
      pieces: content.stream(),
      read: content.read,
    };
  }
  const { pdf, inset, lines } = await barePages(await wordsOf(content));
  const read = async (offset: number, length: number): Promise<Buffer> =>
    Buffer.from(pdf.subarray(offset, offset + length));
  return { kind: 'pdf', size: pdf.length, inset, lines, pieces: only(pdf), read };
};

/**
 * What a content says, where it is made of words: typed text as it is, a DOCX as Markdown.
 * @throws CopyTooComplexError when a DOCX takes too long to be read
 */
export const wordsOf = async (content: OpenedContent): Promise<CopyContent> => {
  const bytes = await collect(content, MOST_WHOLE);
  if (content.kind === 'docx') return docxWords(bytes);
  return { text: bytes.toString(), format: content.kind === 'plain' ? 'plain' : 'markdown' };
};

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
