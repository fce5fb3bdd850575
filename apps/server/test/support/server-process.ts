import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** How a server has ended, with everything that it wrote. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A server in a process of its own, as `npm start` runs it. */
export interface ServerProcess {
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Resolves once its output holds this; rejects where it ends without. */
  says(text: string): Promise<void>;
  /** Sends a signal and waits for the end. */
  end(signal?: NodeJS.Signals): Promise<Ended>;
  readonly ended: Promise<Ended>;
}

export interface RunOptions {
  readonly env: Readonly<Record<string, string>>;
  /** with a channel that tells when whoever started it ends */
  readonly ipc?: boolean;
}

const everyone = new Set<ChildProcess>();

/** Ends whatever a failed test has left running. */
export const killEveryone = async (): Promise<void> => {
  for (const child of everyone) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  everyone.clear();
};

const environment = (own: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  MIJI_PORT: '0',
  ...own,
});

export const runServer = ({ env, ipc = false }: RunOptions): ServerProcess => {
  const child = spawn(process.execPath, ['--conditions=@miji/source', MAIN], {
    env: environment(env),
    cwd: '/',
    stdio: ipc ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'pipe', 'pipe'],
  });
  everyone.add(child);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    // Not the event `close`, which never comes where the channel was closed from this side.
    const readOut = [child.stdout, child.stderr].flatMap((stream) => (stream === null ? [] : [once(stream, 'close')]));
    child.once('exit', (code, signal) => {
      void Promise.all(readOut).then(() => resolve({ code, signal, stdout, stderr }));
    });
  });
  const says = async (text: string): Promise<void> => {
    while (!stdout.includes(text)) {
      const more = new Promise<void>((resolve) => void child.stdout?.once('data', () => resolve()));
      const over = await Promise.race([more.then(() => false), ended.then(() => true)]);
      if (over && !stdout.includes(text))
        throw new Error(`the server ended without saying “${text}”:\n${stdout}\n${stderr}`);
    }
  };
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    says,
    ended,
    end: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
};

/** A server that answers. */
export interface RunningServer extends ServerProcess {
  readonly baseUrl: string;
}

/** Starts a server and waits until it answers; port 0 lets it choose. */
export const startServer = async (options: RunOptions): Promise<RunningServer> => {
  const server = runServer(options);
  await server.says('Not for state secrets.');
  const baseUrl = /is running: (\S+)/.exec(server.stdout())?.[1];
  if (baseUrl === undefined) throw new Error('the greeting names no address');
  return { ...server, baseUrl };
};
