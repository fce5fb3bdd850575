import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { limitWasmMemory } from '../vault/wasm-memory.ts';

/** What this house asks of PDFium; numbers are addresses and handles in its own memory. */
export interface Pdfium {
  readonly HEAPU8: Uint8Array;
  readonly wasmExports: { malloc(size: number): number; free(address: number): void };
  _FPDF_InitLibraryWithConfig(config: number): void;
  _FPDF_DestroyLibrary(): void;
  _FPDF_LoadMemDocument(address: number, size: number, password: number): number;
  _FPDF_LoadCustomDocument(access: number, password: number): number;
  _FPDF_CloseDocument(document: number): void;
  _FPDF_GetLastError(): number;
  _FPDF_GetPageCount(document: number): number;
  _FPDF_GetPageSizeByIndexF(document: number, index: number, size: number): number;
  _FPDF_LoadPage(document: number, index: number): number;
  _FPDF_ClosePage(page: number): void;
  _FPDFBitmap_CreateEx(width: number, height: number, format: number, address: number, stride: number): number;
  _FPDFBitmap_FillRect(bitmap: number, x: number, y: number, width: number, height: number, colour: number): number;
  _FPDFBitmap_Destroy(bitmap: number): void;
  _FPDF_RenderPageBitmap(
    bitmap: number,
    page: number,
    x: number,
    y: number,
    width: number,
    height: number,
    rotate: number,
    flags: number,
  ): void;
  _FPDFText_LoadPage(page: number): number;
  _FPDFText_ClosePage(text: number): void;
  _FPDFText_CountChars(text: number): number;
  _FPDFText_GetText(text: number, from: number, count: number, address: number): number;
}

const NEEDED = [
  '_FPDF_InitLibraryWithConfig',
  '_FPDF_DestroyLibrary',
  '_FPDF_LoadMemDocument',
  '_FPDF_LoadCustomDocument',
  '_FPDF_CloseDocument',
  '_FPDF_GetLastError',
  '_FPDF_GetPageCount',
  '_FPDF_GetPageSizeByIndexF',
  '_FPDF_LoadPage',
  '_FPDF_ClosePage',
  '_FPDFBitmap_CreateEx',
  '_FPDFBitmap_FillRect',
  '_FPDFBitmap_Destroy',
  '_FPDF_RenderPageBitmap',
  '_FPDFText_LoadPage',
  '_FPDFText_ClosePage',
  '_FPDFText_CountChars',
  '_FPDFText_GetText',
] as const;

function isPdfium(value: unknown): value is Pdfium {
  return (
    typeof value === 'object' &&
    value !== null &&
    NEEDED.every((name) => typeof Reflect.get(value, name) === 'function')
  );
}

/** The calls by which the module reaches its own file system, which lies in memory; nothing of this machine is in it. */
interface SystemCalls {
  openat(folder: number, path: number, flags: number, mode: number): number;
  write(file: number, pieces: number, count: number, written: number): number;
}

/** Where PDFium looks for the fonts that a document names and does not bring along. */
const FONT_FOLDER = '/tmp';
const HERE = -100;
const CREATE_TO_WRITE = 0o101;

/**
 * PDFium, once for this thread: without a script engine, without network, without the disk of this machine. Documents that bring no
 * Chinese font along are set in ours.
 * @param memory how much it may ever hold, in bytes
 */
export async function loadPdfium(memory: number): Promise<Pdfium> {
  limitWasmMemory(memory);
  const calls = watchSystemCalls();
  const library = await PDFiumLibrary.init();
  const pdfium: unknown = Reflect.get(library, 'module');
  if (!isPdfium(pdfium)) throw new Error('PDFium is not as it was');
  const fonts = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '..', 'fonts');
  writeFile(pdfium, calls(), 'NotoSansHans-Regular.otf', await readFile(join(fonts, 'NotoSansHans-Regular.otf')));
  pdfium._FPDF_DestroyLibrary();
  pdfium._FPDF_InitLibraryWithConfig(configIn(pdfium));
  return pdfium;
}

interface Instantiating {
  instantiate(binary: unknown, imports?: unknown): Promise<unknown>;
}
declare const WebAssembly: Instantiating;

function watchSystemCalls(): () => SystemCalls {
  const instantiate = WebAssembly.instantiate;
  let found: SystemCalls | undefined;
  WebAssembly.instantiate = (binary: unknown, imports?: unknown): Promise<unknown> => {
    found = callsIn(imports);
    WebAssembly.instantiate = instantiate;
    return instantiate.call(WebAssembly, binary, imports);
  };
  return () => {
    if (found === undefined) throw new Error('PDFium has no file system');
    return found;
  };
}

function callsIn(imports: unknown): SystemCalls {
  const openat = functionIn(imports, '__syscall_openat');
  const write = functionIn(imports, 'fd_write');
  return {
    openat: (...given) => Number(Reflect.apply(openat, undefined, given)),
    write: (...given) => Number(Reflect.apply(write, undefined, given)),
  };
}

function functionIn(imports: unknown, name: string): (...given: never[]) => unknown {
  if (typeof imports === 'object' && imports !== null) {
    for (const part of Object.values(imports)) {
      const value: unknown = typeof part === 'object' && part !== null ? Reflect.get(part, name) : undefined;
      if (typeof value === 'function') return (...given) => Reflect.apply(value, undefined, given);
    }
  }
  throw new Error(`PDFium does without ${name}`);
}

function writeFile(pdfium: Pdfium, calls: SystemCalls, name: string, bytes: Buffer): void {
  const { malloc, free } = pdfium.wasmExports;
  const path = cString(pdfium, `${FONT_FOLDER}/${name}`);
  const mode = words(pdfium, [0o644]);
  const file = calls.openat(HERE, path, CREATE_TO_WRITE, mode);
  const data = malloc(bytes.length);
  pdfium.HEAPU8.set(bytes, data);
  const written = words(pdfium, [0]);
  const pieces = words(pdfium, [data, bytes.length]);
  const failed = file < 0 || calls.write(file, pieces, 1, written) !== 0;
  for (const address of [path, mode, data, written, pieces]) free(address);
  if (failed) throw new Error('PDFium takes no font');
}

/** Version 2 of the library’s settings: where fonts are, and no script engine. */
function configIn(pdfium: Pdfium): number {
  const folders = words(pdfium, [cString(pdfium, FONT_FOLDER), 0]);
  return words(pdfium, [2, folders, 0, 0]);
}

/** Whole numbers of four bytes, one after the other; gives their address. */
function words(pdfium: Pdfium, values: readonly number[]): number {
  const address = pdfium.wasmExports.malloc(values.length * 4);
  const view = new DataView(pdfium.HEAPU8.buffer);
  for (const [index, value] of values.entries()) view.setUint32(address + index * 4, value, true);
  return address;
}

function cString(pdfium: Pdfium, text: string): number {
  const bytes = Buffer.from(`${text}\0`);
  const address = pdfium.wasmExports.malloc(bytes.length);
  pdfium.HEAPU8.set(bytes, address);
  return address;
}
