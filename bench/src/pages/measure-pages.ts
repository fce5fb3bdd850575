import { drawnCopy, readingRoom } from '@miji/services';
import type { Finding } from '../support/report.ts';
import { manyPages } from './many-pages.ts';

const PAGES = 300;
const MEGABYTE = 1024 * 1024;
const TRACE_CODE = 187_649_984_473_770;

/** The file of a copy of three hundred pages, from a PDF: how long it takes, and how much it holds meanwhile. */
export const measurePages = async (): Promise<Finding> => {
  const pdf = manyPages(PAGES);
  const shelved = {
    key: 'bench/1',
    reader: 'bench',
    bring: async () => ({
      kind: 'pdf' as const,
      size: pdf.length,
      inset: null,
      lines: null,
      pieces: only(pdf),
      read: async (offset: number, length: number) => pdf.subarray(offset, offset + length),
    }),
  };
  await readingRoom.papers(shelved);
  const before = process.memoryUsage.rss();
  const began = performance.now();
  const copy = await drawnCopy(shelved, [], FACE);
  const first = performance.now() - began;
  let [bytes, peak] = [0, before];
  for await (const piece of copy) {
    bytes += piece.length;
    peak = Math.max(peak, process.memoryUsage.rss());
  }
  const whole = performance.now() - began;
  await readingRoom.close();
  return {
    title: 'The file of a copy of 300 pages',
    setting: `A PDF of ${PAGES} pages of text; each page is drawn at 150 dpi with mark, face, code and pattern in its pixels, and the pages follow each other out.`,
    columns: ['', 'measured'],
    rows: [
      ['until the first byte, ms', first],
      ['whole, s', whole / 1_000],
      ['each page, ms', whole / PAGES],
      ['file, MB', bytes / MEGABYTE],
      ['memory before, MB', before / MEGABYTE],
      ['memory at most, MB', peak / MEGABYTE],
    ],
    meaning: ['Memory does not grow with the pages: one of them is held at a time.'],
  };
};

async function* only(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

const FACE = {
  kind: 'copy',
  mark: '宏远银行商密·机密·10年',
  ownerName: '宏远银行',
  itemNumber: 'HYYH-2026-000012',
  copyNumber: '003',
  holderName: '张明远',
  grantNumber: 'HYYH-SQ-2026-000123-G',
  issuedAt: '2026-11-21 10:05',
  address: 'https://miji.hongyuan.example/copies/HYYH-2026-000012-003',
  traceCode: TRACE_CODE,
} as const;
