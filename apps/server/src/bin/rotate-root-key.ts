import { addRootKey } from '../secrets.ts';
import { readSettings, StartupError } from '../settings.ts';

/**
 * Makes a further root key beside the one in use. Servers seal under it from their next start on, and seal the companies' keys under it
 * then; no content is touched.
 */
const main = async (): Promise<void> => {
  const { dataDir } = readSettings(process.env);
  const file = await addRootKey(dataDir);
  console.log(`miji: made ${file}`);
  console.log('miji: back it up, copy it to every server of this database, then start them again; keep the older ones');
};

try {
  await main();
} catch (error) {
  console.error(`miji: ${error instanceof StartupError ? error.message : String(error)}`);
  process.exitCode = 1;
}
