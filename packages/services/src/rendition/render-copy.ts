import type { CopyFace } from './copy-face.ts';
import { copyFonts } from './copy-fonts.ts';
import type { BarePdf } from './draw-bare.ts';
import type { FormPaper } from './form-paper.ts';
import { issueInstant } from './issue-instant.ts';
import type { LabelSheet } from './label-sheet.ts';
import type { CopyContent } from './layout-copy.ts';
import { assertPrintable, assertPrintableFace } from './printable-text.ts';
import { RenderQueue } from './render-queue.ts';

export type { CopyContent } from './layout-copy.ts';

const queue = new RenderQueue();

/**
 * Sets the text of an item as a controlled copy: A4, the face on every page. Equal input gives equal bytes.
 * Characters of the body that the font lacks are printed as their code point, e.g. [U+20BB7]; Markdown too intricate
 * to be read is printed as plain text. Copies are set one after the other, beside the thread that serves requests.
 * @returns the finished PDF
 * @throws UnprintableCharacterError before anything is drawn, when the face cannot be printed as written
 * @throws RangeError when `issuedAt` is not a time, or the face is too long for a page
 * @throws CopyTooComplexError when the text takes more pages, time or memory than a copy may
 * @see GS-24
 */
export async function renderCopy(content: CopyContent, face: CopyFace): Promise<Uint8Array> {
  assertPrintableFace(face, await copyFonts());
  issueInstant(face.issuedAt);
  return queue.render({ content, face });
}

/**
 * How many pages a text has, as excerpts name them: whose copy it is does not move them.
 * @param timeoutMs how long the counting may take, in milliseconds
 * @throws CopyTooComplexError when the text takes more pages, time or memory than a copy may
 */
export function pageCount(content: CopyContent, timeoutMs?: number): Promise<number> {
  return queue.count({ counted: content }, timeoutMs);
}

/**
 * How many sheets a copy of a text takes: a longer face leaves less room on each of them.
 * @throws RangeError when the face is too long for a page
 * @throws CopyTooComplexError when the text takes more pages, time or memory than a copy may
 */
export function copyPageCount(content: CopyContent, face: CopyFace): Promise<number> {
  return queue.count({ counted: content, face });
}

/**
 * The pages of a text as excerpts name them, without any mark: to be drawn page by page with the reader’s own.
 * @throws CopyTooComplexError when the text takes more pages, time or memory than a copy may
 */
export function barePages(content: CopyContent): Promise<BarePdf> {
  return queue.bare({ bare: content });
}

/**
 * The words of a DOCX as Markdown, and its pictures drawn anew: no macro, nothing that lies elsewhere.
 * @throws CopyTooComplexError when it takes more time or memory than a text may
 */
export async function docxWords(bytes: Uint8Array): Promise<CopyContent> {
  return { ...(await queue.words({ docx: bytes })), format: 'markdown' };
}

/**
 * Sets an official form: A4, its number and level on every page. Equal input gives equal bytes. What people have written freely is
 * printed as it is, characters that the font lacks as their code point; names are printed exactly or not at all.
 * @returns the finished PDF
 * @throws UnprintableCharacterError before anything is drawn, when a name cannot be printed as written
 * @throws CopyTooComplexError when it takes more pages, time or memory than a form may
 */
export async function renderForm(form: FormPaper): Promise<Uint8Array> {
  assertPrintable([form.issuer, form.number, form.printed, ...form.names], await copyFonts());
  return queue.render({ form });
}

/**
 * Sets labels with QR codes, 24 to a sheet of A4; what stands on them is printed exactly or not at all.
 * @returns the finished PDF
 * @throws UnprintableCharacterError before anything is drawn
 */
export async function renderLabels(sheet: LabelSheet): Promise<Uint8Array> {
  assertPrintable(
    sheet.labels.flatMap(({ id, mark, place }) => [id, mark, place]),
    await copyFonts(),
  );
  return queue.render({ labels: sheet });
}
