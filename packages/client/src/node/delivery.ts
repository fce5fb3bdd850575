import type { ReportedEvent } from '@miji/contract';
import { REPORT_LIMIT, reportedEvent } from '@miji/contract';
import { appendFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { MijiClient } from '../create-miji-client.ts';
import { asRefusal } from '../refusals.ts';
import type { SpooledEvent } from '../spool.ts';

/** Where what the server will never take is kept, for a person to look at. */
export const REFUSED = 'refused.txt';

/** The line of a file, unless it is torn: whoever waited for it was never told that it is safe. */
const eventOf = (line: string): ReportedEvent | null => {
  try {
    const event = reportedEvent.safeParse(JSON.parse(line));
    return event.success ? event.data : null;
  } catch {
    return null;
  }
};

/** Somebody has taken the file away: there is nothing in it to tell. */
const whenGone = (error: unknown): string => {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
  throw error;
};

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));

/** Tells the server some events; what it will never take goes aside. @throws Refusal where it does not answer */
const report = async (
  client: Pick<MijiClient, 'access'>,
  events: readonly SpooledEvent[],
  aside: (events: readonly SpooledEvent[]) => Promise<void>,
): Promise<void> => {
  try {
    const { refused } = await client.access.report({ events: [...events] });
    const ids = new Set(refused.map(({ id }) => id));
    if (ids.size > 0) await aside(events.filter(({ id }) => ids.has(id)));
  } catch (error) {
    const refusal = asRefusal(error);
    // One that nobody understands must not hold up those behind it.
    if (refusal.code !== 'VALIDATION') throw refusal;
    if (events.length === 1) return aside(events);
    const middle = Math.ceil(events.length / 2);
    await report(client, events.slice(0, middle), aside);
    await report(client, events.slice(middle), aside);
  }
};

/**
 * Tells the server everything in a file that is written no more, and removes it. Broken off in the middle it is told again from the
 * beginning; the server knows the events by their ids.
 */
export const deliverFile = async (client: Pick<MijiClient, 'access'>, folder: string, name: string): Promise<void> => {
  const text = await readFile(join(folder, name), 'utf8').catch(whenGone);
  const events = text
    .split('\n')
    .map(eventOf)
    .filter((event) => event !== null);
  const aside = (refused: readonly SpooledEvent[]): Promise<void> =>
    appendFile(join(folder, REFUSED), refused.map((event) => `${JSON.stringify(event)}\n`).join(''), { mode: 0o600 });
  for (const chunk of chunks(events, REPORT_LIMIT)) await report(client, chunk, aside);
  await rm(join(folder, name), { force: true });
};
