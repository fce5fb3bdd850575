import { errorLine } from './log.ts';
import { runServer } from './run-server.ts';
import { StartupError } from './settings.ts';

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
  await runServer(process.env);
} catch (error) {
  say(error);
}
