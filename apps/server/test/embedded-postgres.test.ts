import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { chmod, lstat, mkdir, mkdtemp, readFile, readdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { runningPostmaster, stopPostmaster } from '@miji/postgres';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../src/embedded-postgres.ts';

let base: string;
let dataDir: string;
let running: EmbeddedPostgres[] = [];

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'miji-server-'));
  await chmod(base, 0o711);
  dataDir = join(base, 'data');
});

afterEach(async () => {
  for (const postgres of running) await postgres.stop();
  running = [];
  const orphan = await runningPostmaster(join(dataDir, 'postgres'));
  if (orphan !== undefined) await stopPostmaster(orphan);
  await rm(base, { recursive: true, force: true });
});

async function start(port = 0, lines: string[] = []): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, port, log: (line) => lines.push(line) });
  running.push(postgres);
  return postgres;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

async function holder(): Promise<{ child: ChildProcessByStdio<null, Readable, Readable>; url: string }> {
  const script = fileURLToPath(new URL('embedded-postgres-holder.ts', import.meta.url));
  const child = spawn(process.execPath, ['--conditions=@miji/source', script, dataDir], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
    child.once('exit', () => reject(new Error(errors)));
  });
  return { child, url };
}

describe('the built-in PostgreSQL', { timeout: 60_000 }, () => {
  test('a first start makes a durable cluster that only this machine reaches, and keeps its password to itself', async () => {
    const { adminUrl } = await start();
    expect(
      await query(
        adminUrl,
        "select current_setting('fsync') as fsync, current_setting('listen_addresses') as listen, current_setting('server_encoding') as encoding",
      ),
    ).toEqual([{ fsync: 'on', listen: '127.0.0.1', encoding: 'UTF8' }]);
    const secret = join(dataDir, 'secrets', 'postgres-password');
    expect((await stat(secret)).mode & 0o777).toBe(0o600);
    expect(new URL(adminUrl).password).toBe((await readFile(secret, 'utf8')).trim());
    expect((await readdir(dataDir)).toSorted()).toEqual([
      'postgres',
      'postgres.log',
      'postgres.port',
      'secrets',
      'server.pid',
    ]);
    const guess = new URL(adminUrl);
    guess.password = 'guess';
    await expect(query(guess.href, 'select 1')).rejects.toThrow(/password authentication failed/);
  });

  test('a second start keeps the data, the password and the port, and makes nothing anew', async () => {
    const first = await start();
    await query(first.adminUrl, 'create table kept as select 7 as n');
    await first.stop();
    const lines: string[] = [];
    const second = await start(0, lines);
    expect(second.adminUrl).toBe(first.adminUrl);
    expect(await query(second.adminUrl, 'select n from kept')).toEqual([{ n: 7 }]);
    expect(lines).toEqual([]);
  });

  test('what was committed survives a SIGKILL of PostgreSQL itself', async () => {
    const first = await start();
    await query(first.adminUrl, 'create table kept as select 7 as n');
    const [pid] = (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
    process.kill(Number(pid), 'SIGKILL');
    await first.exited;
    await first.stop();
    const second = await start();
    expect(await query(second.adminUrl, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  test('a PostgreSQL that a SIGKILLed server left running is ended, and its data is there', async () => {
    const { child, url } = await holder();
    await query(url, 'create table kept as select 7 as n');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await query(url, 'select n from kept')).toEqual([{ n: 7 }]);
    const lines: string[] = [];
    const second = await start(0, lines);
    expect(lines).toEqual(['Ending a PostgreSQL that a killed server left running']);
    expect(second.adminUrl).toBe(url);
    expect(await query(url, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  test('a lock file whose number now belongs to a stranger neither stops the start nor the stranger', async () => {
    const first = await start();
    await first.stop();
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    onTestFinished(() => void stranger.kill('SIGKILL'));
    await writeFile(
      join(dataDir, 'postgres', 'postmaster.pid'),
      `${stranger.pid}\n${join(dataDir, 'postgres')}\n1\n5432\n\n127.0.0.1\n  1 1\nready   \n`,
    );
    const second = await start();
    expect(await query(second.adminUrl, 'select 1 as n')).toEqual([{ n: 1 }]);
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  });

  test('files left half made by a killed first start are made anew', async () => {
    await mkdir(join(dataDir, 'postgres.new'), { recursive: true });
    await writeFile(join(dataDir, 'postgres.new', 'PG_VERSION'), '18\n');
    const { adminUrl } = await start();
    expect(await query(adminUrl, 'select 1 as n')).toEqual([{ n: 1 }]);
  });

  test('a second server on the same folder is refused and leaves the first alone', async () => {
    const { url } = await holder();
    await expect(start()).rejects.toMatchObject({ code: 'IN_USE', message: expect.stringContaining('MIJI_DATA_DIR') });
    expect(await query(url, 'select 1 as n')).toEqual([{ n: 1 }]);
  });

  test('a taken port is refused when it was asked for, and replaced when it was only remembered', async () => {
    const first = await start();
    await first.stop();
    const squatter = createServer().listen(first.port, '127.0.0.1');
    await once(squatter, 'listening');
    onTestFinished(() => void squatter.close());
    await expect(start(first.port)).rejects.toMatchObject({
      code: 'PORT_TAKEN',
      message: expect.stringContaining('MIJI_PG_PORT'),
    });
    const lines: string[] = [];
    const second = await start(0, lines);
    expect(second.port).not.toBe(first.port);
    expect(lines).toEqual([expect.stringContaining(`Port ${first.port} of last time is taken`)]);
  });

  test('a data folder that cannot be written says so in one line', async () => {
    await writeFile(dataDir, '');
    await expect(start()).rejects.toMatchObject({
      code: 'UNWRITABLE_FOLDER',
      message: expect.stringMatching(/^.*MIJI_DATA_DIR.*$/),
    });
  });

  test('behind a folder that is closed to others root has the cluster where PostgreSQL’s own user may walk, and keeps it', async () => {
    await chmod(base, 0o700);
    const first = await start();
    await query(first.adminUrl, 'create table kept as select 42 as answer');
    await first.stop();
    const isRoot = process.getuid?.() === 0;
    expect((await lstat(join(dataDir, 'postgres'))).isSymbolicLink()).toBe(isRoot);
    const elsewhere = await realpath(join(dataDir, 'postgres'));
    onTestFinished(() => rm(elsewhere, { recursive: true, force: true }));
    const second = await start();
    expect(await query(second.adminUrl, 'select answer from kept')).toEqual([{ answer: 42 }]);
    await second.stop();
  });

  test('a lost password is told apart from a first start', async () => {
    await (await start()).stop();
    await rm(join(dataDir, 'secrets', 'postgres-password'));
    await expect(start()).rejects.toMatchObject({ code: 'PASSWORD_LOST' });
  });
});
