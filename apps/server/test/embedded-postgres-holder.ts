/** Starts the built-in PostgreSQL on the folder in argv[2], prints its URL and stays, until it is killed. */
import { startEmbeddedPostgres } from '../src/embedded-postgres.ts';

const [, , dataDir] = process.argv;
if (dataDir === undefined) throw new Error('usage: embedded-postgres-holder DATA_DIR');
const { adminUrl } = await startEmbeddedPostgres({ dataDir, port: 0, log: () => {} });
process.stdout.write(`${adminUrl}\n`);
setInterval(() => {}, 60_000);
