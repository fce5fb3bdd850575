import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { isAlive, runningPostmaster } from '@miji/postgres';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { CAST, creditPlan, expectDone, grantCopies, signIn } from './support/desk.ts';
import { embeddedUrl, rowsOf, withClient } from './support/look-behind.ts';
import type { Scratch } from './support/scratch.ts';
import { makeScratch } from './support/scratch.ts';
import type { SeparateCluster } from './support/separate-cluster.ts';
import { makeSeparateCluster } from './support/separate-cluster.ts';
import type { Ended } from './support/server-process.ts';
import { killEveryone, runServer, startServer } from './support/server-process.ts';

let scratch: Scratch;
let cluster: SeparateCluster;

beforeAll(async () => {
  scratch = await makeScratch();
  cluster = await makeSeparateCluster(join(scratch.path, 'separate'));
});

afterAll(async () => {
  await killEveryone();
  await cluster.stop();
  await scratch.remove();
});

/** The one line that it ended with: exit code 1, and no PostgreSQL left behind. */
const refusalOf = async ({ code, stderr, stdout }: Ended, dataDir?: string): Promise<string> => {
  expect(stderr).toMatch(/^miji: [^\n]+\n$/);
  expect(stdout).not.toContain('is running');
  expect(code).toBe(1);
  if (dataDir !== undefined) expect(await runningPostmaster(join(dataDir, 'postgres'))).toBeUndefined();
  return stderr;
};

describe('a start on an empty folder', { timeout: 120_000 }, () => {
  test('tells what it does, says how to sign in, answers, stops cleanly, and a second one keeps the data', async () => {
    const dataDir = scratch.dataDir('fresh');
    const first = await startServer({ env: { MIJI_DATA_DIR: dataDir } });
    const lines = first.stdout();
    for (const progress of [
      'preparing the data folder',
      'starting PostgreSQL',
      'migrated: 0001-directory',
      'loading the demonstration group',
    ]) {
      expect(lines).toContain(progress);
    }
    expect(lines.match(/@hy\w\w\.example/g)).toHaveLength(20);
    expect(lines).toContain('miji-demo-2026');
    expect(lines).not.toContain('The clock is manual');

    expect(await (await fetch(`${first.baseUrl}/healthz`)).json()).toEqual({ status: 'alive' });
    expect(await (await fetch(`${first.baseUrl}/readyz`)).json()).toEqual({ status: 'ready' });
    const metrics = await (await fetch(`${first.baseUrl}/metrics`)).text();
    expect(metrics).toContain('miji_http_request_duration_seconds_count{method="GET",route="/healthz",status="200"} 1');
    expect(metrics).toContain('miji_database_connections{pool="trace",state="idle"}');
    expect(await (await fetch(`${first.baseUrl}/openapi.json`)).json()).toMatchObject({ openapi: '3.1.0' });
    const item = await creditPlan(await signIn(first.baseUrl, CAST.reader));

    const postmaster = await runningPostmaster(join(dataDir, 'postgres'));
    const stopped = await first.end('SIGINT');
    expect(stopped).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(stopped.stdout).toMatch(/stopping \(SIGINT\) …\nmiji {2}stopped; the data is kept\n$/);
    // Neither a warning of Node or a library nor a broken connection: the log level is the one of every user.
    expect(stopped.stdout).not.toMatch(/"level":|Warning|Deprecation/);
    expect(postmaster !== undefined && isAlive(postmaster)).toBe(false);

    const began = performance.now();
    const second = await startServer({ env: { MIJI_DATA_DIR: dataDir } });
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(second.stdout()).not.toMatch(/migrated|loading/);
    expect(await creditPlan(await signIn(second.baseUrl, CAST.reader))).toBe(item);
    expect(await second.end()).toMatchObject({ code: 0, stderr: '' });
  });

  test('is broken off by a signal, at once and cleanly, and carried to its end by the next', async () => {
    const dataDir = scratch.dataDir('interrupted');
    const first = runServer({ env: { MIJI_DATA_DIR: dataDir } });
    await first.says('loading the demonstration group');
    const began = performance.now();
    expect(await first.end('SIGINT')).toMatchObject({ code: 0, stderr: '' });
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(first.stdout()).not.toContain('is running');
    expect(await runningPostmaster(join(dataDir, 'postgres'))).toBeUndefined();
    const second = await startServer({ env: { MIJI_DATA_DIR: dataDir } });
    await creditPlan(await signIn(second.baseUrl, CAST.reader));
    expect(await second.end('SIGHUP')).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('the end', { timeout: 60_000 }, () => {
  test('waits for the request that is being answered, and then stops PostgreSQL too', async () => {
    const dataDir = scratch.dataDir('fresh');
    const server = await startServer({ env: { MIJI_DATA_DIR: dataDir } });
    const reader = await signIn(server.baseUrl, CAST.reader);
    const item = await creditPlan(reader);
    const url = await embeddedUrl(dataDir);
    const answered = await withClient(url, async (client) => {
      await client.query('begin; lock table miji.item_content in access exclusive mode');
      const reading = reader.get(`/items/${item}/content`);
      await expect.poll(async () => (await client.query(`select 1 from pg_locks where not granted`)).rowCount).toBe(1);
      server.child.kill('SIGTERM');
      await server.says('stopping (SIGTERM)');
      await client.query('commit');
      return reading;
    });
    expect(answered).toMatchObject({ status: 200, body: { number: item } });
    expect(await server.ended).toMatchObject({ code: 0, stderr: '' });
    expect(server.stdout()).not.toContain('"level":');
    expect(await runningPostmaster(join(dataDir, 'postgres'))).toBeUndefined();
  });

  test('comes when whoever started it is gone, too', async () => {
    const dataDir = scratch.dataDir('fresh');
    const server = await startServer({ env: { MIJI_DATA_DIR: dataDir }, ipc: true });
    server.child.disconnect();
    expect(await server.ended).toMatchObject({ code: 0, stderr: '' });
    expect(await runningPostmaster(join(dataDir, 'postgres'))).toBeUndefined();
  });

  test('comes with one line and exit code 1 where PostgreSQL has ended by itself', async () => {
    const dataDir = scratch.dataDir('fresh');
    const server = await startServer({ env: { MIJI_DATA_DIR: dataDir, MIJI_LOG_LEVEL: 'silent' } });
    process.kill((await runningPostmaster(join(dataDir, 'postgres'))) ?? Number.NaN, 'SIGKILL');
    const ended = await server.ended;
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(
      /^miji: PostgreSQL has ended by itself: .*postgres\.log says why; start Miji again\n$/,
    );
  });
});

describe('what cannot work is said in one line, with what to do', { timeout: 60_000 }, () => {
  const run = (env: Readonly<Record<string, string>>): Promise<Ended> => runServer({ env }).ended;

  test.each([
    [{ MIJI_PORT: 'http' }, /MIJI_PORT .*0/],
    [{ MIJI_PORT: '70000' }, /MIJI_PORT .*65535/],
    [{ MIJI_PG_PORT: '-1' }, /MIJI_PG_PORT .*65535/],
    [{ MIJI_CLOCK: 'sundial' }, /MIJI_CLOCK .*system or manual/],
    [{ MIJI_LOG_LEVEL: 'loud' }, /MIJI_LOG_LEVEL .*debug/],
    [{ MIJI_BASE_URL: 'miji' }, /MIJI_BASE_URL .*https/],
    [{ DATABASE_URL: 'mysql://host/db' }, /DATABASE_URL .*postgres:\/\//],
    [{ MIJI_CLOCK: 'manual', NODE_ENV: 'production' }, /MIJI_CLOCK=manual .*NODE_ENV=production/],
    [{ MIJI_HOST: '192.0.2.7' }, /192\.0\.2\.7.*MIJI_HOST/],
  ])('%o', async (env, line) => {
    const dataDir = scratch.dataDir('never');
    expect(await refusalOf(await run({ MIJI_DATA_DIR: dataDir, ...env }), dataDir)).toMatch(line);
  });

  test('a taken port', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    onTestFinished(() => void squatter.close());
    const address = squatter.address();
    const port = String(typeof address === 'object' ? address?.port : undefined);
    const dataDir = scratch.dataDir('taken');
    const ended = await run({ MIJI_DATA_DIR: dataDir, MIJI_PORT: port });
    expect(await refusalOf(ended, dataDir)).toContain(
      `port ${port} is taken: stop what uses it, or name another one in MIJI_PORT`,
    );
    // It is known before anything is made.
    expect(ended.stdout).toBe('');
  });

  test('a data folder below a regular file', async () => {
    const file = join(scratch.path, 'file');
    await writeFile(file, '');
    expect(await refusalOf(await run({ MIJI_DATA_DIR: join(file, 'data') }))).toMatch(
      /cannot be written.*MIJI_DATA_DIR/,
    );
    expect(await refusalOf(await run({ MIJI_DATA_DIR: file }))).toMatch(/cannot be written.*MIJI_DATA_DIR/);
  });

  test('a data folder of somebody else', async () => {
    const closed = join(scratch.path, 'closed');
    await mkdir(closed, { mode: 0o555 });
    // Root may write anywhere but where the kernel itself keeps the files.
    const foreign = process.getuid?.() === 0 ? '/sys/kernel' : closed;
    expect(await refusalOf(await run({ MIJI_DATA_DIR: join(foreign, 'data') }))).toMatch(
      /cannot be written.*MIJI_DATA_DIR/,
    );
  });

  test('a data folder on which Miji already runs', async () => {
    const dataDir = scratch.dataDir('fresh');
    const server = await startServer({ env: { MIJI_DATA_DIR: dataDir } });
    const second = await run({ MIJI_DATA_DIR: dataDir });
    expect(second.stderr).toMatch(/^miji: Miji is already running on this data folder[^\n]*MIJI_DATA_DIR[^\n]*\n$/);
    expect(second.code).toBe(1);
    expect((await fetch(`${server.baseUrl}/readyz`)).status).toBe(200);
    await server.end();
  });

  describe('DATABASE_URL', () => {
    const refusal = async (change: (url: URL) => void): Promise<string> => {
      const url = new URL(cluster.ownerUrl);
      const { password } = url;
      change(url);
      const ended = await run({ MIJI_DATA_DIR: scratch.dataDir('elsewhere'), DATABASE_URL: url.href });
      expect(ended.stderr).not.toContain(password);
      return refusalOf(ended);
    };

    test.each<[string, (url: URL) => void, RegExp]>([
      ['where nobody answers', (url) => void (url.port = '1'), /no PostgreSQL answers at 127\.0\.0\.1:1.*DATABASE_URL/],
      [
        'of an unknown host',
        (url) => void (url.hostname = 'no-such-host.invalid'),
        /no PostgreSQL answers at no-such-host\.invalid.*DATABASE_URL/,
      ],
      ['with a wrong password', (url) => void (url.password = 'guess'), /password in DATABASE_URL is wrong/],
      [
        'of a database that is not there',
        (url) => void (url.pathname = '/nowhere'),
        /does not exist: create it first.*nowhere/,
      ],
    ])('%s', async (_, change, line) => {
      expect(await refusal(change)).toMatch(line);
    });

    test('of a user who may not create roles', async () => {
      await withClient(cluster.adminUrl, (client) => client.query(`create role humble login password 'humble'`));
      const line = await refusal((url) => {
        url.username = 'humble';
        url.password = 'humble';
      });
      expect(line).toMatch(/CREATEROLE/);
    });
  });
});

describe('somebody else’s PostgreSQL', { timeout: 60_000 }, () => {
  test('serves Miji for its owner who may create roles and is no superuser, and is left running', async () => {
    const server = await startServer({
      env: { MIJI_DATA_DIR: scratch.dataDir('elsewhere'), DATABASE_URL: cluster.ownerUrl },
    });
    expect(server.stdout()).toContain('reaching PostgreSQL');
    const reader = await signIn(server.baseUrl, CAST.reader);
    const manager = await signIn(server.baseUrl, CAST.manager);
    const grant = await grantCopies(reader, manager, 1, 'elsewhere-1');
    expectDone(await reader.post(`/grants/${grant.number}/copies`, { idempotencyKey: 'elsewhere-copy-1' }));
    expect(await server.end('SIGINT')).toMatchObject({ code: 0, stderr: '' });
    expect(server.stdout()).not.toContain('"level":');
    const roles = await rowsOf<{ rolsuper: boolean; rolbypassrls: boolean }>(
      cluster.adminUrl,
      `select rolsuper, rolbypassrls from pg_roles where rolname like 'miji%'`,
    );
    expect(roles).toHaveLength(7);
    expect(roles.some(({ rolsuper, rolbypassrls }) => rolsuper || rolbypassrls)).toBe(false);
    const again = await startServer({
      env: { MIJI_DATA_DIR: scratch.dataDir('elsewhere'), DATABASE_URL: cluster.ownerUrl },
    });
    expect(again.stdout()).not.toMatch(/migrated|loading/);
    expect(await again.end()).toMatchObject({ code: 0, stderr: '' });
  });
});
