/** What is needed of PDFium to let it read a document piece by piece. */
export interface PiecewisePdfium {
  readonly wasmExports: { malloc(size: number): number; free(address: number): void };
  _FPDF_LoadCustomDocument(access: number, password: number): number;
}

interface Wasm {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
}
declare const WebAssembly: Wasm;

interface Table {
  set(index: number, value: unknown): void;
}
const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'set') === 'function';
const isMemory = (value: unknown): value is { readonly buffer: ArrayBuffer } =>
  typeof value === 'object' && value !== null && Reflect.get(value, 'buffer') instanceof ArrayBuffer;

/** A module of one function, imported and exported again: (i32, i32, i32, i32) → i32, as a table of functions takes it. */
const TRAMPOLINE = Uint8Array.from(
  [
    [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    [1, 9, 1, 0x60, 4, 0x7f, 0x7f, 0x7f, 0x7f, 1, 0x7f],
    [2, 7, 1, 1, 0x65, 1, 0x66, 0, 0],
    [7, 5, 1, 1, 0x66, 0, 0],
  ].flat(),
);
/** The table has no room to grow; its first place, that of the null pointer, is free, and PDFium does not ask which place it is. */
const FREE_PLACE = 0;
const ACCESS_BYTES = 12;

interface Pieces {
  /** in bytes */
  readonly size: number;
  readonly read: (offset: number, into: Uint8Array) => void;
}

/** What each instance of the library reads in pieces, by the number that it hands back with every question. */
const known = new WeakMap<PiecewisePdfium, Map<number, Pieces>>();

/**
 * Opens a PDF that is not in memory: PDFium asks for the stretches that it needs, and a document of any size takes the memory of the
 * pages that are looked at.
 *
 * @param size in bytes, below 2 GiB
 * @param read fills what it is given with the bytes from an offset on
 * @returns the handle of the document, 0 where it does not open; and what is to be called once it is closed
 * @throws Error where the library is not as it was
 */
export const openByPieces = (
  pdfium: PiecewisePdfium,
  size: number,
  read: (offset: number, into: Uint8Array) => void,
): { readonly document: number; readonly forget: () => void } => {
  const { documents, memory } = answering(pdfium);
  const access = pdfium.wasmExports.malloc(ACCESS_BYTES);
  const view = new DataView(memory.buffer);
  view.setUint32(access, size, true);
  view.setUint32(access + 4, FREE_PLACE, true);
  view.setUint32(access + 8, access, true);
  documents.set(access, { size, read });
  const forget = (): void => {
    documents.delete(access);
    pdfium.wasmExports.free(access);
  };
  const document = pdfium._FPDF_LoadCustomDocument(access, 0);
  if (document === 0) forget();
  return { document, forget };
};

/** Makes an instance of the library ask here for the pieces of its documents. */
const answering = (pdfium: PiecewisePdfium) => {
  const table: unknown = Reflect.get(pdfium.wasmExports, '__indirect_function_table');
  const memory: unknown = Reflect.get(pdfium.wasmExports, 'memory');
  if (!isTable(table) || !isMemory(memory)) throw new Error('PDFium is not as it was');
  const asked = known.get(pdfium);
  if (asked !== undefined) return { documents: asked, memory };
  const documents = new Map<number, Pieces>();
  known.set(pdfium, documents);
  const getBlock = (which: number, position: number, address: number, length: number): number => {
    const pieces = documents.get(which >>> 0);
    const [offset, count] = [position >>> 0, length >>> 0];
    if (pieces === undefined || offset + count > pieces.size) return 0;
    try {
      pieces.read(offset, new Uint8Array(memory.buffer, address >>> 0, count));
      return 1;
    } catch {
      return 0;
    }
  };
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(TRAMPOLINE), { e: { f: getBlock } });
  table.set(FREE_PLACE, exports['f']);
  return { documents, memory };
};
