import { errorLine } from './log.ts';
import { readSettings, StartupError } from './settings.ts';

// One line whatever it is, and nothing of what people wrote: the messages of errors quote it.
const say = (error: unknown): void => {
  console.error(
    `miji: ${error instanceof StartupError ? error.message : `an unforeseen failure, please report it: ${errorLine(error)}`}`,
  );
  process.exitCode = 1;
};

process.on('uncaughtException', (error) => {
  say(error);
  process.kill(process.pid, 'SIGTERM');
});

try {
  // Before anything is loaded that takes its time: what cannot work is said at once.
  const settings = readSettings(process.env);
  const { runServer } = await import('./run-server.ts');
  await runServer(settings);
} catch (error) {
  say(error);
}
