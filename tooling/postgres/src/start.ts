import { spawn, type ChildProcess } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { reachableBinaries } from './reachable-binaries.ts';
import { childOptions } from './child-options.ts';
import { ClusterError } from './cluster-error.ts';
import type { OsUser } from './os-user.ts';
import { clearStaleLock, isAlive, readPostmasterPid } from './postmaster-pid.ts';
import { assertReachable } from './reachable.ts';

export interface StartOptions {
  /** An initialised cluster, as an absolute path. */
  readonly directory: string;
  readonly port: number;
  readonly user: OsUser | undefined;
  /** The server's own log is appended here. */
  readonly logFile: string;
  /** Server settings, passed as `-c name=value`. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface RunningCluster {
  readonly pid: number;
  readonly port: number;
  /** Settles when the server process has gone, for whatever reason. */
  readonly exited: Promise<void>;
  /** Disconnects everyone, writes a checkpoint and ends; may be called more than once. */
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 60_000;

/**
 * Starts PostgreSQL on 127.0.0.1 only (no socket file) and waits until it accepts connections. After a crash it first
 * recovers by itself.
 *
 * @throws ClusterError START_FAILED, PORT_TAKEN, UNREACHABLE_FOLDER, UNSUPPORTED_PLATFORM
 */
export async function startCluster(options: StartOptions): Promise<RunningCluster> {
  const giveUpAt = Date.now() + READY_WITHIN_MS;
  await assertReachable(join(options.directory, 'postmaster.pid'), options.user);
  for (;;) {
    await clearStaleLock(options.directory);
    const outcome = await attempt(options, giveUpAt);
    if (typeof outcome !== 'string') return outcome;
    // The children of a killed server need a moment to notice that it is gone.
    if (/pre-existing shared memory block/.test(outcome) && Date.now() < giveUpAt) await sleep(250);
    else throw explain(outcome, options);
  }
}

/** Ends the server with this number: first orderly, then, after half a minute, at once (it recovers at its next start). */
export async function stopPostmaster(pid: number): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    for (const until = Date.now() + patience; isAlive(pid) && Date.now() < until; ) await sleep(20);
  }
}

/** One start; answers with the log of a failed one. */
async function attempt(options: StartOptions, giveUpAt: number): Promise<RunningCluster | string> {
  const { postgres } = await reachableBinaries(options.user);
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port: String(options.port),
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...options.settings,
  };
  const args = [
    '-D',
    options.directory,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const log = await open(options.logFile, 'a', 0o600);
  const logStart = (await log.stat()).size;
  let child: ChildProcess;
  try {
    child = spawn(postgres, args, { ...childOptions(options.user), stdio: ['ignore', log.fd, log.fd] });
  } finally {
    await log.close();
  }
  let spawnError: Error | undefined;
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      spawnError = error;
      resolve();
    });
  });
  const { pid } = child;
  if (pid === undefined) {
    await exited;
    return spawnError?.message ?? 'the program could not be started';
  }
  const gone = () => child.exitCode !== null || child.signalCode !== null;
  while (!gone()) {
    const state = await readPostmasterPid(options.directory);
    if (state?.pid === pid && state.ready) {
      const stop = async () => {
        if (!gone()) await stopPostmaster(pid);
        await exited;
      };
      return { pid, port: options.port, exited, stop };
    }
    if (Date.now() > giveUpAt) {
      await stopPostmaster(pid);
      break;
    }
    await Promise.race([exited, sleep(15)]);
  }
  return (await readFile(options.logFile)).subarray(logStart).toString('utf8');
}

function explain(log: string, { port, logFile }: StartOptions): ClusterError {
  if (/could not bind/.test(log)) {
    return new ClusterError(
      'PORT_TAKEN',
      `Port ${port} on 127.0.0.1 is taken: choose another one with MIJI_PG_PORT, or leave it out.`,
    );
  }
  const line = log.split('\n').find((text) => /FATAL|PANIC/.test(text)) ?? log.trim().split('\n').at(-1) ?? '';
  return new ClusterError(
    'START_FAILED',
    `PostgreSQL did not start: ${line.trim() || 'it gave no reason'} (its log: ${logFile})`,
  );
}
