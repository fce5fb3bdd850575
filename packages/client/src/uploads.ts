import type { UploadWire } from '@miji/contract';
import { Refusal, refusalWire } from '@miji/contract';
import { asRefusal, fromWire } from './refusals.ts';
import { pause } from './retry.ts';
import type { Connection, FileRequest } from './transport/transport.ts';

/** What a file is sent from: bytes at hand, or a stream whose size is known. */
export type FileSource = Uint8Array | Blob | AsyncIterable<Uint8Array>;

/** What is said of a file that is sent. */
export interface FileToSend {
  /** its ending says what it is; its bytes must agree */
  readonly fileName: string;
  /** in bytes; only a stream has to say it */
  readonly size?: number;
  /** the number of the item that it is to revise, where that is another company’s than one’s own */
  readonly item?: string;
  /** the id of an upload that was broken off: what is safe of it is not sent again. Not for streams */
  readonly resume?: string;
  /** told after each piece */
  readonly onProgress?: (received: number, size: number) => void;
}

interface Sending {
  readonly connection: Connection;
  readonly look: (id: string) => Promise<UploadWire>;
  /** gives the sending up */
  readonly signal: AbortSignal;
}

/** The server keeps whole parts of so many bytes: less than one is not taken. */
const PART = 4 * 1024 * 1024;
const PIECE_TIMEOUT_MS = 120_000;
const FAILURES_IN_A_ROW = 8;
const FIRST_PAUSE_MS = 200;
const LOOK_EVERY_MS = 250;
const LOOKS = 480;

/**
 * Sends a file, piece by piece, and waits until it has been looked at. A piece that does not arrive is sent again from where the server
 * says that it stands.
 *
 * @returns the upload, ready to be registered with an item
 * @throws Refusal why it is not taken, `VALIDATION` for a stream without a size, `UNAVAILABLE` where nothing gets through any more
 */
export const sendFile = async (sending: Sending, source: FileSource, file: FileToSend): Promise<UploadWire> => {
  const size = sizeOf(source, file);
  const pieces = piecesOf(source);
  const id = file.resume ?? (await begin(sending, size, file));
  let offset = file.resume === undefined ? 0 : await standing(sending, id);
  let failures = 0;
  while (offset < size) {
    const piece = await pieces(offset, Math.min(PART, size - offset));
    try {
      offset = await sendPiece(sending, id, offset, piece);
      failures = 0;
      file.onProgress?.(offset, size);
    } catch (error) {
      sending.signal.throwIfAborted();
      const refusal = asRefusal(error);
      failures += 1;
      if (!MAY_PASS.has(refusal.code) || failures === FAILURES_IN_A_ROW) throw refusal;
      await pause(FIRST_PAUSE_MS * 2 ** failures * (0.5 + Math.random()), sending.signal);
      offset = await standing(sending, id).catch(() => offset);
    }
  }
  return lookedAt(sending, id);
};

/** Nobody answered, or somebody stands elsewhere than was thought. */
const MAY_PASS: ReadonlySet<string> = new Set(['UNAVAILABLE', 'AUDIT_UNAVAILABLE', 'VERSION_CONFLICT']);

const sizeOf = (source: FileSource, { size }: FileToSend): number => {
  if (source instanceof Uint8Array) return source.length;
  if (source instanceof Blob) return source.size;
  if (size === undefined)
    throw new Refusal('VALIDATION', { fields: [{ field: 'size', code: 'VALIDATION', article: null }] });
  return size;
};

/** Gives the bytes from an offset on; a stream gives them once, and again only what it has just given. */
const piecesOf = (source: FileSource): ((offset: number, length: number) => Promise<Uint8Array<ArrayBuffer>>) => {
  if (source instanceof Uint8Array) return async (offset, length) => source.slice(offset, offset + length);
  if (source instanceof Blob)
    return async (offset, length) => new Uint8Array(await source.slice(offset, offset + length).arrayBuffer());
  const stream = source[Symbol.asyncIterator]();
  let [start, end] = [0, 0];
  let left = new Uint8Array(0);
  const held = new Uint8Array(PART);
  return async (offset, length) => {
    if (offset !== start && offset !== end) throw new Refusal('VALIDATION');
    if (offset === end) {
      start = offset;
      while (end - start < length) {
        if (left.length === 0) {
          const { done, value } = await stream.next();
          if (done === true) throw new Refusal('VALIDATION');
          left = new Uint8Array(value);
        }
        const taken = left.subarray(0, length - (end - start));
        held.set(taken, end - start);
        end += taken.length;
        left = left.subarray(taken.length);
      }
    }
    return held.slice(0, length);
  };
};

const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

const ask = async ({ connection, signal }: Sending, path: string, request: Asking): Promise<Response> => {
  try {
    const response = await connection.fetch(`/api/v1/uploads${path}`, {
      ...request,
      headers: { 'tus-resumable': '1.0.0', ...request.headers },
      signal: AbortSignal.any([signal, AbortSignal.timeout(PIECE_TIMEOUT_MS)]),
    });
    if (response.ok) return response;
    const wire = refusalWire.safeParse(await response.json().catch(() => null));
    throw wire.success ? fromWire(wire.data) : new Refusal(response.status === 404 ? 'NOT_FOUND' : 'UNAVAILABLE');
  } catch (error) {
    signal.throwIfAborted();
    throw asRefusal(error);
  }
};

type Asking = Omit<FileRequest, 'signal'>;

const begin = async (sending: Sending, size: number, { fileName, item }: FileToSend): Promise<string> => {
  const said = { filename: fileName, ...(item === undefined ? {} : { item }) };
  const metadata = Object.entries(said).map(([name, value]) => `${name} ${base64(value)}`);
  const headers = { 'upload-length': String(size), 'upload-metadata': metadata.join(',') };
  const response = await ask(sending, '', { method: 'POST', headers });
  const id = response.headers.get('location')?.split('/').at(-1);
  if (id === undefined) throw new Refusal('UNAVAILABLE');
  return id;
};

const offsetIn = (response: Response): number => {
  const offset = Number(response.headers.get('upload-offset') ?? Number.NaN);
  if (!Number.isSafeInteger(offset)) throw new Refusal('UNAVAILABLE');
  return offset;
};

const standing = async (sending: Sending, id: string): Promise<number> =>
  offsetIn(await ask(sending, `/${encodeURIComponent(id)}`, { method: 'HEAD' }));

const sendPiece = async (
  sending: Sending,
  id: string,
  offset: number,
  body: Uint8Array<ArrayBuffer>,
): Promise<number> => {
  const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) };
  return offsetIn(await ask(sending, `/${encodeURIComponent(id)}`, { method: 'PATCH', headers, body }));
};

const lookedAt = async ({ look, signal }: Sending, id: string): Promise<UploadWire> => {
  for (let looks = 0; looks < LOOKS; looks += 1) {
    const upload = await look(id);
    if (upload.refusal !== null) throw new Refusal(upload.refusal);
    if (upload.state === 'ready') return upload;
    await pause(LOOK_EVERY_MS, signal);
  }
  throw new Refusal('UNAVAILABLE');
};
