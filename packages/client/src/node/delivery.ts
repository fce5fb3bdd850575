import type { ReportedEvent } from '@miji/contract';
import { REPORT_LIMIT, reportedEvent } from '@miji/contract';
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { MijiClient } from '../create-miji-client.ts';
import { asRefusal } from '../refusals.ts';
import type { SpooledEvent } from '../spool.ts';

/** Where what the server will never take is kept, for a person to look at. */
export const REFUSED = 'refused.txt';

/** What stands in a line: an event, or something that this client does not understand, an older or newer one may. */
const read = (line: string): ReportedEvent | string => {
  try {
    const event = reportedEvent.safeParse(JSON.parse(line));
    return event.success ? event.data : line;
  } catch {
    return line;
  }
};

/** Of what was never written a file system may make zeros. */
const isNothing = (line: string): boolean => /^\0*$/.test(line);

/**
 * The whole lines of a file. Whoever waited for the last one, where it is not ended, was never told that it is safe: the file was being
 * written when its process or machine went down.
 */
const wholeLines = (text: string): readonly string[] =>
  text
    .split('\n')
    .slice(0, -1)
    .filter((line) => !isNothing(line));

/** Somebody has taken the file away: there is nothing in it to tell. */
const whenGone = (error: unknown): string => {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
  throw error;
};

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));

type Aside = (lines: readonly string[]) => Promise<void>;

const linesOf = (events: readonly SpooledEvent[]): string[] => events.map((event) => JSON.stringify(event));

/** Tells the server some events; what it will never take goes aside. @throws Refusal where it does not answer */
const report = async (
  client: Pick<MijiClient, 'access'>,
  events: readonly SpooledEvent[],
  aside: Aside,
): Promise<void> => {
  try {
    const { refused } = await client.access.report({ events: [...events] });
    const ids = new Set(refused.map(({ id }) => id));
    // What was denied here, and is nothing to the server either, nobody has to look at.
    const lost = events.filter(({ id, outcome }) => ids.has(id) && outcome === 'allowed');
    if (lost.length > 0) await aside(linesOf(lost));
  } catch (error) {
    const refusal = asRefusal(error);
    // One that nobody understands must not hold up those behind it.
    if (refusal.code !== 'VALIDATION') throw refusal;
    if (events.length === 1) return aside(linesOf(events));
    const middle = Math.ceil(events.length / 2);
    await report(client, events.slice(0, middle), aside);
    await report(client, events.slice(middle), aside);
  }
};

/** Writes lines at the end of a file that several processes may write, and waits until they are on the disk. */
const keepAside =
  (path: string): Aside =>
  async (lines) => {
    const file = await open(path, 'a', 0o600);
    try {
      await file.write(lines.map((line) => `${line}\n`).join(''));
      await file.sync();
    } finally {
      await file.close();
    }
  };

/** A file that is written no more, and where what the server does not take out of it is kept. */
export interface Parcel {
  readonly folder: string;
  readonly name: string;
  /** the folder of the spool */
  readonly root: string;
}

/**
 * Tells the server everything in a file, and removes it. Broken off in the middle it is told on from there, by another process from the
 * beginning; the server knows the events by their ids.
 *
 * @param taken how many chunks of which file the server has taken
 */
export const deliverFile = async (
  client: Pick<MijiClient, 'access'>,
  { folder, name, root }: Parcel,
  taken: Map<string, number>,
): Promise<void> => {
  const aside = keepAside(join(root, REFUSED));
  const found = wholeLines(await readFile(join(folder, name), 'utf8').catch(whenGone)).map(read);
  const odd = found.filter((one) => typeof one === 'string');
  const events = found.filter((one) => typeof one !== 'string');
  for (const [index, chunk] of chunks(events, REPORT_LIMIT).entries()) {
    if (index < (taken.get(name) ?? 0)) continue;
    await report(client, chunk, aside);
    taken.set(name, index + 1);
  }
  if (odd.length > 0) await aside(odd);
  await rm(join(folder, name), { force: true });
  taken.delete(name);
};
