import { afterAll, describe, expect, test } from 'vitest';
import { NotNowError } from '../../src/platform/not-now-error.ts';
import { ReadingRoom, type Shelved } from '../../src/reading/reading-room.ts';
import { plainPdf } from '../support/raw-pdf.ts';

const room = new ReadingRoom(3_000);
afterAll(() => room.close());

const PDF = plainPdf(['FIRST', 'SECOND']);
async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
const read = async (offset: number, length: number): Promise<Buffer> =>
  Buffer.from(PDF.subarray(offset, offset + length));
const shelved = (reader: string, changes: Partial<Shelved> = {}): Shelved => ({
  key: 'minutes',
  bring: async () => ({ kind: 'pdf', size: PDF.length, inset: null, lines: null, pieces: once(PDF), read }),
  reader,
  ...changes,
});
/** A document whose bytes never come: the thread waits for them until its time is over. */
const endless = (reader: string): Shelved =>
  shelved(reader, {
    key: 'endless',
    bring: async () => ({
      kind: 'pdf',
      size: 65 * 1024 * 1024,
      inset: null,
      lines: null,
      pieces: once(PDF),
      read: () => new Promise(() => undefined),
    }),
  });

describe('the reading room is everybody’s', () => {
  test('whoever asks for one page does not wait for all the pages of another', async () => {
    await room.papers(shelved('何甲'));
    const order: string[] = [];
    const ask = (reader: string) => room.words(shelved(reader), 1).then(() => order.push(reader));
    await Promise.all([...Array.from({ length: 20 }, () => ask('何甲')), ask('陆乙')]);
    expect(order).toHaveLength(21);
    expect(order.indexOf('陆乙')).toBeLessThan(3);
  });

  test('nobody asks for more pages at once than he can look at', async () => {
    const asked = Array.from({ length: 200 }, () => room.words(shelved('何甲'), 0));
    const one = room.words(shelved('陆乙'), 0);
    const refused = (await Promise.allSettled(asked)).filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThan(150);
    for (const outcome of refused) expect(outcome).toMatchObject({ reason: expect.any(NotNowError) });
    expect(await one).toMatchObject({ lines: ['FIRST'] });
    expect(await room.words(shelved('何甲'), 0)).toMatchObject({ lines: ['FIRST'] });
  });

  test('whoever has gone is not waited for, and his page is not drawn', async () => {
    const going = new AbortController();
    let isBrought = false;
    const bring = async () => {
      isBrought = true;
      return shelved('陆乙').bring();
    };
    const first = room.words(shelved('何甲'), 0);
    const second = room.words(shelved('陆乙', { key: 'another', bring, gone: going.signal }), 0);
    going.abort();
    await expect(second).rejects.toBeInstanceOf(NotNowError);
    expect(await first).toMatchObject({ lines: ['FIRST'] });
    expect(isBrought).toBe(false);
  });
});

describe('a document that ends the thread', () => {
  test('is put aside: whoever asks for it again is told at once, and everybody else reads', async () => {
    await expect(room.papers(endless('何甲'))).rejects.toBeInstanceOf(NotNowError);
    const since = performance.now();
    await expect(room.papers(endless('陆乙'))).rejects.toBeInstanceOf(NotNowError);
    expect(performance.now() - since).toBeLessThan(500);
    expect(await room.papers(shelved('陆乙'))).toHaveLength(2);
  }, 30_000);

  test('is given up where its one reader has gone', async () => {
    const patient = new ReadingRoom();
    const going = new AbortController();
    const asked = patient.words({ ...endless('何甲'), gone: going.signal }, 0);
    setTimeout(() => going.abort(), 500);
    await expect(asked).rejects.toBeInstanceOf(NotNowError);
    await patient.close();
  }, 15_000);
});
