import { runServer } from './run-server.ts';
import { StartupError } from './settings.ts';

try {
  await runServer(process.env);
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  console.error(`miji: ${error.message}`);
  process.exitCode = 1;
}
