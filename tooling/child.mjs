import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname } from 'node:path';
import { at, PINNED_NODE, ROOT, WINDOWS } from './paths.mjs';
import { Refusal } from './refusal.mjs';

const FORCE_AFTER_MS = 60_000;
const IMPATIENCE_AFTER_MS = 2_000;

/** The environment of every program: pinned Node first on PATH, no reports to the makers of tools. */
export function environment(extra = {}) {
  const pinned = existsSync(PINNED_NODE) ? [dirname(PINNED_NODE)] : [];
  return {
    ...process.env,
    PATH: [...pinned, process.env.PATH ?? ''].join(delimiter),
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
    // npx already brings the pinned pnpm, which otherwise asks the registry for itself and fails where it is mirrored late.
    pnpm_config_pm_on_fail: 'ignore',
    ...extra,
  };
}

/**
 * Runs a program to its end and answers with its exit code.
 *
 * It gets a process group of its own. A Ctrl-C in the terminal would otherwise reach it up to three times, from the
 * terminal, from npm and from here; so it gets exactly one signal, from here, and this process waits until it has ended.
 * Whoever asks again after two seconds, or has waited a minute, gets it by force.
 */
export function run(program, args, { env, cwd = ROOT, ipc = false, shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      shell,
      env: environment(env),
      // Nothing here asks questions, and a program outside the terminal's group must not read from it.
      stdio: ipc ? ['ignore', 'inherit', 'inherit', 'ipc'] : ['ignore', 'inherit', 'inherit'],
      detached: !WINDOWS,
    });
    let askedAt;
    let force;
    const kill = (signal) => {
      if (child.pid === undefined) return;
      try {
        if (signal === 'SIGKILL' && !WINDOWS) process.kill(-child.pid, signal);
        else child.kill(signal);
      } catch {
        // It has ended in the meantime.
      }
    };
    const forward = (signal) => {
      if (askedAt === undefined) {
        askedAt = Date.now();
        kill(signal);
        force = setTimeout(kill, FORCE_AFTER_MS, 'SIGKILL');
      } else if (Date.now() - askedAt > IMPATIENCE_AFTER_MS) kill('SIGKILL');
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    const settle = (result) => {
      clearTimeout(force);
      for (const signal of signals) process.off(signal, forward);
      result();
    };
    child.once('error', (cause) =>
      settle(() => reject(new Refusal(`${program} could not be started: ${cause.message}`))),
    );
    child.once('exit', (code, signal) => settle(() => resolve(code ?? 128 + (constants.signals[signal] ?? 0))));
  });
}

/** Runs a JavaScript file under the pinned Node. */
export const runNode = (args, options) => run(PINNED_NODE, args, options);

/** Runs a TypeScript file of the repository from its source. */
export function runSource(file, args, options) {
  if (!existsSync(at(file))) throw new Refusal(`${file} is not there: this checkout is incomplete.`);
  return runNode(['--conditions=@miji/source', at(file), ...args], options);
}

/** Runs npx, which comes with npm; on Windows it is a script that only a shell starts. */
export const runNpx = (args, options) => run('npx', ['--yes', ...args], { ...options, shell: WINDOWS });
