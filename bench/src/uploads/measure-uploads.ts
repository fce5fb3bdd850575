import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { MijiClient } from '@miji/client';
import { createMijiClient, signIn } from '@miji/client';
import { DEMO_PASSWORD, startServer } from '@miji/stage';
import type { Finding } from '../support/report.ts';
import { longPdf } from './long-pdf.ts';

const MB = 1_000_000;
const SIZES = [5, 50, 500] as const;
const LOOK_EVERY_MS = 100;
/** The server’s resident memory, from what the system keeps of it; undefined where the system keeps none. */
const residentOf = (processId: number): number | undefined => {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${processId}/status`, 'utf8')) ?? [];
    return Number(kilobytes) * 1_024;
  } catch {
    return undefined;
  }
};

/** What a server keeps on its disk below a folder, in bytes. */
const bytesBelow = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(folder, name)))
    .reduce((sum, found) => sum + (found.isFile() ? found.size : 0), 0);

interface Measured {
  readonly sending: number;
  readonly looking: number;
  readonly most: number | undefined;
}

const sendOne = async (miji: MijiClient, processId: number, megabytes: number): Promise<Measured> => {
  let most = residentOf(processId);
  const watching = setInterval(() => {
    const now = residentOf(processId);
    if (now !== undefined && most !== undefined) most = Math.max(most, now);
  }, LOOK_EVERY_MS);
  const began = performance.now();
  let sent = began;
  const size = megabytes * MB;
  await miji.uploads.send(longPdf(size), {
    fileName: 'long.pdf',
    size,
    onProgress: () => {
      sent = performance.now();
    },
  });
  const ended = performance.now();
  clearInterval(watching);
  return { sending: (sent - began) / 1_000, looking: (ended - sent) / 1_000, most };
};

/** Sending files to a real server: how long it takes, and whether its memory stays where it was. */
export const measureUploads = async (): Promise<Finding> => {
  const server = await startServer({ clock: 'system' });
  try {
    const session = await signIn(server.url, { email: 'zhang.mingyuan@hyyh.example', password: DEMO_PASSWORD });
    const miji = createMijiClient({ url: server.url, session });
    await sendOne(miji, server.processId, 5);
    const before = residentOf(server.processId) ?? 0;
    const rows: (readonly (string | number)[])[] = [];
    for (const megabytes of SIZES) {
      const { sending, looking, most } = await sendOne(miji, server.processId, megabytes);
      rows.push([
        `${megabytes} MB`,
        sending,
        megabytes / sending,
        looking,
        most === undefined ? 'not known here' : most / MB,
      ]);
    }
    return {
      title: 'Sending a file',
      setting: `A PDF made while it is sent, by \`uploads.send\` over HTTP from another process, sealed in parts of 4 MiB, each synced to the disk. The server held ${Math.round(before / MB)} MB before; ${Math.round(bytesBelow(join(server.dataDir, 'blobs')) / MB)} MB lie in its store afterwards.`,
      columns: ['size', 'sent in s', 'MB/s', 'looked at in s', 'most memory, MB'],
      rows,
      meaning: [
        'Looking at it reads the whole twice: PDFium what it needs, piece by piece, and the digest every part.',
        'Goal: memory does not grow with the size.',
      ],
    };
  } finally {
    await server.stop();
  }
};
