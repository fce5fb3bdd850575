import { openByPieces } from '../vault/pdf-by-pieces.ts';
import type { PageSource, Pixels, Size } from './page-source.ts';
import { bearable, LARGEST_SIDE, MOST_PAGES, UndrawableError } from './page-source.ts';
import type { Pdfium } from './pdfium-module.ts';

const BGRA = 4;
const WITH_ANNOTATIONS = 0x01;
const REVERSED_BYTES = 0x10;
const WHITE = 0xffffffff;

/** Room for a document whose bytes arrive piece by piece, so that they are held once and no more. */
export class PdfBytes {
  readonly #pdfium: Pdfium;
  readonly #address: number;
  readonly #size: number;
  #filled = 0;

  /** @throws UndrawableError when there is no room */
  constructor(pdfium: Pdfium, size: number) {
    this.#pdfium = pdfium;
    this.#size = size;
    this.#address = pdfium.wasmExports.malloc(Math.max(1, size));
    if (this.#address === 0) throw new UndrawableError('the document is larger than the memory there is');
  }

  add(piece: Uint8Array): void {
    if (this.#filled + piece.length > this.#size) throw new UndrawableError('the document is longer than it said');
    this.#pdfium.HEAPU8.set(piece, this.#address + this.#filled);
    this.#filled += piece.length;
  }

  /** @throws UndrawableError when it cannot be opened; its bytes are gone then */
  open(): PageSource {
    try {
      return openPdf(this.#pdfium, this.#address, this.#size, () => this.drop());
    } catch (error) {
      this.drop();
      throw error;
    }
  }

  drop(): void {
    this.#pdfium.wasmExports.free(this.#address);
  }
}

function openPdf(pdfium: Pdfium, address: number, size: number, drop: () => void): PageSource {
  return sourceOf(pdfium, pdfium._FPDF_LoadMemDocument(address, size, 0), drop, () => undefined);
}

/**
 * Opens a PDF of any size, of which only the stretches that a page needs are in memory.
 * @param read fills what it is given with the bytes from an offset on, or throws
 * @throws UndrawableError when it cannot be opened
 */
export function openLargePdf(
  pdfium: Pdfium,
  size: number,
  read: (offset: number, into: Uint8Array) => void,
): PageSource {
  let failed: unknown;
  const { document, forget } = openByPieces(pdfium, size, (offset, into) => {
    try {
      read(offset, into);
    } catch (error) {
      failed = error;
      throw error;
    }
  });
  // PDFium leaves out what it could not read: a page with a hole must not pass for the page.
  return sourceOf(pdfium, document, forget, () => {
    if (failed !== undefined)
      throw new UndrawableError('a stretch of the document could not be read', { cause: failed });
  });
}

function sourceOf(pdfium: Pdfium, document: number, drop: () => void, assertWhole: () => void): PageSource {
  if (document === 0) throw new UndrawableError(`the document does not open (${pdfium._FPDF_GetLastError()})`);
  const count = pdfium._FPDF_GetPageCount(document);
  if (count < 1 || count > MOST_PAGES) {
    pdfium._FPDF_CloseDocument(document);
    throw new UndrawableError(`the document has ${count} pages`);
  }
  const sizes = Array.from({ length: count }, (_, page) => sizeOf(pdfium, document, page));
  if (sizes.some(({ width, height }) => !(width > 0 && height > 0 && Math.max(width, height) <= LARGEST_SIDE))) {
    pdfium._FPDF_CloseDocument(document);
    throw new UndrawableError('a page of the document is larger than any paper');
  }
  const withPage = <T>(page: number, work: (handle: number) => T): T => {
    const handle = pdfium._FPDF_LoadPage(document, page);
    if (handle === 0) throw new UndrawableError('a page of the document does not open');
    try {
      const made = work(handle);
      assertWhole();
      return made;
    } finally {
      pdfium._FPDF_ClosePage(handle);
    }
  };
  return {
    sizes,
    render: async (page, scale) => withPage(page, (handle) => draw(pdfium, handle, sizes[page], scale)),
    text: (page) => withPage(page, (handle) => wordsOn(pdfium, handle)),
    close() {
      pdfium._FPDF_CloseDocument(document);
      drop();
    },
  };
}

function sizeOf(pdfium: Pdfium, document: number, page: number): Size {
  const address = pdfium.wasmExports.malloc(8);
  const found = pdfium._FPDF_GetPageSizeByIndexF(document, page, address);
  const view = new DataView(pdfium.HEAPU8.buffer);
  const size = { width: view.getFloat32(address, true), height: view.getFloat32(address + 4, true) };
  pdfium.wasmExports.free(address);
  return found === 0 ? { width: 0, height: 0 } : size;
}

function draw(pdfium: Pdfium, handle: number, size: Size | undefined, wanted: number): Pixels {
  if (size === undefined) throw new RangeError('there is no such page');
  const scale = bearable(size, wanted);
  const width = Math.max(1, Math.round(size.width * scale));
  const height = Math.max(1, Math.round(size.height * scale));
  const bytes = width * height * 4;
  const address = pdfium.wasmExports.malloc(bytes);
  if (address === 0) throw new UndrawableError('the page is larger than the memory there is');
  try {
    const bitmap = pdfium._FPDFBitmap_CreateEx(width, height, BGRA, address, width * 4);
    pdfium._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
    pdfium._FPDF_RenderPageBitmap(bitmap, handle, 0, 0, width, height, 0, WITH_ANNOTATIONS | REVERSED_BYTES);
    pdfium._FPDFBitmap_Destroy(bitmap);
    const data = new Uint8ClampedArray(bytes);
    data.set(pdfium.HEAPU8.subarray(address, address + bytes));
    return { data, width, height };
  } finally {
    pdfium.wasmExports.free(address);
  }
}

function wordsOn(pdfium: Pdfium, handle: number): readonly string[] {
  const text = pdfium._FPDFText_LoadPage(handle);
  if (text === 0) return [];
  try {
    const count = pdfium._FPDFText_CountChars(text);
    if (count <= 0) return [];
    const address = pdfium.wasmExports.malloc((count + 1) * 2);
    const got = pdfium._FPDFText_GetText(text, 0, count, address);
    const bytes = pdfium.HEAPU8.slice(address, address + Math.max(0, got - 1) * 2);
    pdfium.wasmExports.free(address);
    return new TextDecoder('utf-16le')
      .decode(bytes)
      .split(/\r\n?|\n/u)
      .map(readable);
  } finally {
    pdfium._FPDFText_ClosePage(text);
  }
}

/** Without what no voice can read. */
const readable = (line: string): string => line.replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, '').trimEnd();
