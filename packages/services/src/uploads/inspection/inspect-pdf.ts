import { PDFiumLibrary } from '@hyzyla/pdfium';
import type { PiecewisePdfium } from '../../vault/pdf-by-pieces.ts';
import { openByPieces } from '../../vault/pdf-by-pieces.ts';
import type { Accepted } from './finding.ts';
import { ContentRefused, LARGEST_SIDE, MOST_PAGES } from './finding.ts';

interface Pdfium extends PiecewisePdfium {
  readonly HEAPU8: Uint8Array;
  _FPDF_GetLastError(): number;
  _FPDF_GetPageCount(document: number): number;
  _FPDF_GetPageSizeByIndexF(document: number, index: number, size: number): number;
  _FPDF_LoadPage(document: number, index: number): number;
  _FPDF_ClosePage(page: number): void;
}
const NEEDED = [
  '_FPDF_LoadCustomDocument',
  '_FPDF_GetLastError',
  '_FPDF_GetPageCount',
  '_FPDF_GetPageSizeByIndexF',
  '_FPDF_LoadPage',
  '_FPDF_ClosePage',
];
const isPdfium = (value: unknown): value is Pdfium =>
  typeof value === 'object' && value !== null && NEEDED.every((name) => typeof Reflect.get(value, name) === 'function');

const WRONG_PASSWORD = 4;
const UNKNOWN_PROTECTION = 5;

/**
 * Looks at a PDF: it opens without a password, it has as many pages as anybody reads, of sizes that there is paper for, and each of
 * them can be taken apart. Scripts in it are not run: this library has no engine for them.
 *
 * @param read fills what it is given with the bytes from an offset on
 * @throws ContentRefused `CONTENT_ENCRYPTED`, `CONTENT_BOMB`, `CONTENT_BROKEN`
 */
export const inspectPdf = async (size: number, read: (offset: number, into: Uint8Array) => void): Promise<Accepted> => {
  const library = await PDFiumLibrary.init();
  const pdfium: unknown = Reflect.get(library, 'module');
  if (!isPdfium(pdfium)) throw new Error('PDFium is not as it was');
  const { document } = openByPieces(pdfium, size, read);
  if (document === 0) {
    const isClosed = [WRONG_PASSWORD, UNKNOWN_PROTECTION].includes(pdfium._FPDF_GetLastError());
    throw new ContentRefused(isClosed ? 'CONTENT_ENCRYPTED' : 'CONTENT_BROKEN');
  }
  const pages = pdfium._FPDF_GetPageCount(document);
  if (pages < 1) throw new ContentRefused('CONTENT_BROKEN');
  if (pages > MOST_PAGES) throw new ContentRefused('CONTENT_BOMB');
  const sizes = Array.from({ length: pages }, (_, index) => sizeOf(pdfium, document, index));
  for (let index = 0; index < pages; index += 1) {
    const page = pdfium._FPDF_LoadPage(document, index);
    if (page === 0) throw new ContentRefused('CONTENT_BROKEN');
    pdfium._FPDF_ClosePage(page);
  }
  return { kind: 'pdf', pages, lines: null, sizes };
};

const sizeOf = (pdfium: Pdfium, document: number, index: number): { width: number; height: number } => {
  const address = pdfium.wasmExports.malloc(8);
  const found = pdfium._FPDF_GetPageSizeByIndexF(document, index, address);
  const view = new DataView(pdfium.HEAPU8.buffer);
  const [width, height] = [view.getFloat32(address, true), view.getFloat32(address + 4, true)];
  pdfium.wasmExports.free(address);
  if (found === 0 || !(width > 0) || !(height > 0)) throw new ContentRefused('CONTENT_BROKEN');
  if (Math.max(width, height) > LARGEST_SIDE) throw new ContentRefused('CONTENT_BOMB');
  return { width: inHundredths(width), height: inHundredths(height) };
};

const inHundredths = (points: number): number => Math.round(points * 100) / 100;
