import { writeSync } from 'node:fs';
import { openSpool } from '../../src/node/index.ts';
import { reading, spoolServer } from './spool-server.ts';

/** Keeps readings in the folder that it is given until it is killed or cannot any more, and prints the id of each that it hands out. */
const server = spoolServer();
server.isAway = true;
const spool = await openSpool({ folder: process.argv[2] ?? '', client: server.client, fileBytes: 64_000 });
try {
  for (;;) {
    const events = Array.from({ length: 3 }, () => reading());
    await Promise.all(events.map((event) => spool.keep([event]).then(() => writeSync(1, `${event.id}\n`))));
  }
} catch (error) {
  writeSync(1, `${error instanceof Error && 'code' in error ? String(error.code) : String(error)}\n`);
}
process.exit(0);
