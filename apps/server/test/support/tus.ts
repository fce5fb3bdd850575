import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Answer, Desk } from './desk.ts';

const MB = 1024 * 1024;
/** What the vault seals at a time. */
export const PIECE = 4 * MB;

/** Begins a file; gives its id. */
export const beginFile = async ({ raw }: Desk, name: string, size: number): Promise<string> => {
  const begun = await raw('/uploads', {
    method: 'POST',
    headers: { 'upload-length': String(size), 'upload-metadata': `filename ${Buffer.from(name).toString('base64')}` },
  });
  const id = begun.headers.get('location')?.split('/').at(-1);
  if (id === undefined) throw new Error(`the upload was not begun: ${begun.status}`);
  return id;
};

/** Sends a piece; gives up to where the server has it then. */
export const sendPiece = async ({ raw }: Desk, id: string, offset: number, bytes: Buffer): Promise<number> => {
  const sent = await raw(`/uploads/${id}`, {
    method: 'PATCH',
    headers: { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    body: new Uint8Array(bytes),
  });
  return Number(sent.headers.get('upload-offset') ?? Number.NaN);
};

/** Up to where the server has a file. */
export const offsetOf = async ({ raw }: Desk, id: string): Promise<number> =>
  Number((await raw(`/uploads/${id}`, { method: 'HEAD' })).headers.get('upload-offset') ?? Number.NaN);

/** Sends what the server lacks of a file, and waits until it has been looked at. */
export const sendRest = async (desk: Desk, id: string, bytes: Buffer): Promise<Answer> => {
  for (let offset = await offsetOf(desk, id); offset < bytes.length; ) {
    offset = await sendPiece(desk, id, offset, bytes.subarray(offset, offset + PIECE));
    expect(offset, 'the server takes it').toBeGreaterThan(0);
  }
  for (;;) {
    const answer = await desk.get(`/uploads/${id}`);
    if ((answer.body as { state?: string }).state !== 'checking') return answer;
    await sleep(30);
  }
};

/** A PDF of one page with words on it, and so many bytes behind its end. */
export const pdfOf = (words: string, further: number): Buffer => {
  const drawn = `BT /F1 24 Tf 72 700 Td (${words}) Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${drawn.length}>>\nstream\n${drawn}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  let text = '%PDF-1.7\n';
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  const end = `trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.concat([Buffer.from(text + table + end), Buffer.alloc(further, words)]);
};
