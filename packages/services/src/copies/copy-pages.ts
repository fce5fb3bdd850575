import PDFDocument from 'pdfkit';
import type { Span } from '@miji/core';
import type { MarkedPage, PageWork } from '../reading/marked-page.ts';
import type { Shelved } from '../reading/reading-room.ts';
import { readingRoom } from '../reading/shelved-content.ts';
import { type CopyFace, faceOfCopy } from '../rendition/copy-face.ts';
import { copyFonts } from '../rendition/copy-fonts.ts';
import { issueInstant } from '../rendition/issue-instant.ts';
import { assertPrintableFace } from '../rendition/printable-text.ts';

/** Fine enough for small print on paper, and for the pattern in the background. */
const DPI = 150;

/**
 * A copy of what came as a file: each page drawn with the face of the copy in its pixels, and nothing of the file itself. The pages
 * follow each other out as they are drawn; no more than one of them is held.
 * @param spans the pages that it takes, counted from 1; all of them where there are none
 * @returns the PDF in pieces; the first of them is there already, so that what cannot be drawn is refused before anything leaves
 * @throws UnprintableCharacterError before anything is drawn, when the face cannot be printed as written
 * @throws UndrawableError when the file cannot be drawn
 * @throws RangeError when the face leaves no room, or none of the pages is there
 * @see GS-24
 */
export const drawnCopy = async (
  shelved: Shelved,
  spans: readonly Span[],
  face: CopyFace,
): Promise<AsyncIterable<Uint8Array>> => {
  assertPrintableFace(face, await copyFonts());
  const papers = await readingRoom.papers(shelved);
  const pages = pagesTaken(papers.length, spans);
  const [first] = pages;
  if (first === undefined) throw new RangeError('none of the pages of the copy is there');
  const marks = faceOfCopy(face);
  const draw = (page: number, index: number): Promise<MarkedPage> => {
    const numbered = { page: index + 1, of: pages.length };
    const work: PageWork = { page, face: marks, fineness: { dpi: DPI }, numbered };
    return readingRoom.draw(shelved, work);
  };
  return assembled(pages, draw, await draw(first, 0), face);
};

/** Which pages a copy takes, each once, in their order; counted from 0. */
export const pagesTaken = (count: number, spans: readonly Span[]): readonly number[] => {
  const all = Array.from({ length: count }, (_, page) => page);
  if (spans.length === 0) return all;
  const paged = spans.filter(({ unit }) => unit === 'pages');
  return all.filter((page) => paged.some(({ from, to }) => from <= page + 1 && page + 1 <= to));
};

async function* assembled(
  pages: readonly number[],
  draw: (page: number, index: number) => Promise<MarkedPage>,
  opening: MarkedPage,
  face: CopyFace,
): AsyncGenerator<Uint8Array> {
  const document = new PDFDocument({
    autoFirstPage: false,
    margin: 0,
    // No first font: there is no text but in the pixels.
    font: '',
    lang: 'zh-CN',
    // The title of the item is content and stays out of the metadata.
    info: {
      Title: `${face.itemNumber} ${face.copyNumber}`,
      Producer: 'Miji',
      Creator: 'Miji',
      CreationDate: issueInstant(face.issuedAt),
    },
  });
  for (const [index, page] of pages.entries()) {
    const { image, width, height } = index === 0 ? opening : await draw(page, index);
    document.addPage({ size: [width, height], margin: 0 });
    document.image(Buffer.from(image), 0, 0, { width, height });
    yield* written(document);
  }
  document.end();
  yield* written(document);
}

/** What a document has written since it was last asked. */
function* written(document: PDFKit.PDFDocument): Generator<Uint8Array> {
  for (;;) {
    const piece: unknown = document.read();
    if (!(piece instanceof Uint8Array)) return;
    yield piece;
  }
}
