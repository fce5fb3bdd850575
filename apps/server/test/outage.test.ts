import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { expectConsistent, verifyTrace } from './support/consistency.ts';
import type { Answer, Desk } from './support/desk.ts';
import { CAST, creditPlan, deskAt, grantCopies, signIn, trySignIn } from './support/desk.ts';
import { rowsOf, withClient } from './support/look-behind.ts';
import type { Scratch } from './support/scratch.ts';
import { makeScratch } from './support/scratch.ts';
import type { SeparateCluster } from './support/separate-cluster.ts';
import { makeSeparateCluster } from './support/separate-cluster.ts';
import type { RunningServer } from './support/server-process.ts';
import { killEveryone, startServer } from './support/server-process.ts';

let scratch: Scratch;
let cluster: SeparateCluster;
let databaseUrl: string;
let server: RunningServer;
let reader: Desk;
let manager: Desk;
let auditor: Desk;
let item: string;

beforeAll(async () => {
  scratch = await makeScratch();
  cluster = await makeSeparateCluster(join(scratch.path, 'separate'));
  const url = new URL(cluster.adminUrl);
  url.pathname = new URL(cluster.ownerUrl).pathname;
  databaseUrl = url.href;
  server = await startServer({ env: { MIJI_DATA_DIR: scratch.dataDir(), DATABASE_URL: cluster.ownerUrl } });
  reader = await signIn(server.baseUrl, CAST.reader);
  manager = await signIn(server.baseUrl, CAST.manager);
  auditor = await signIn(server.baseUrl, CAST.auditor);
  item = await creditPlan(reader);
}, 120_000);

afterAll(async () => {
  await killEveryone();
  await cluster.stop();
  await scratch.remove();
});

const readiness = async (): Promise<number> => (await fetch(`${server.baseUrl}/readyz`)).status;
const ready = async (): Promise<void> => {
  await expect.poll(readiness, { timeout: 15_000 }).toBe(200);
};

beforeEach(ready);

const UNAVAILABLE = {
  status: 503,
  body: { code: 'UNAVAILABLE', rule: null, article: null, missing: [], fields: [], counterexample: null },
};

describe('while PostgreSQL is away', { timeout: 60_000 }, () => {
  test('/readyz says so, every request gets a code and nothing else, and all works again when it is back', async () => {
    await cluster.stop();
    expect(await readiness()).toBe(503);
    expect((await fetch(`${server.baseUrl}/healthz`)).status).toBe(200);
    expect((await fetch(`${server.baseUrl}/metrics`)).status).toBe(200);

    expect(await reader.get(`/items/${item}/content`)).toEqual(UNAVAILABLE);
    expect(await reader.get('/session')).toEqual(UNAVAILABLE);
    expect(await reader.post('/items/search', { search: '信贷' })).toEqual(UNAVAILABLE);
    expect(await auditor.get('/trace/export?from=2026-01-01&to=2026-01-01')).toEqual(UNAVAILABLE);
    expect(await reader.get('/copies/HYYH-2026-000001-001/file')).toEqual(UNAVAILABLE);
    const key = await fetch(`${server.baseUrl}/api/v1/session`, {
      headers: { authorization: `Bearer miji_${'k'.repeat(43)}` },
    });
    expect(key.status).toBe(503);
    const trpc = await fetch(`${server.baseUrl}/api/trpc/session.get`, { headers: { cookie: reader.cookie } });
    expect(trpc.status).toBe(503);
    const text = await trpc.text();
    expect(text).toContain('"code":"UNAVAILABLE"');
    expect(text).not.toMatch(/stack|ECONNREFUSED|127\.0\.0\.1|at /);
    const signingIn = await trySignIn(server.baseUrl, `${CAST.reader}.example`);
    expect({ status: signingIn.status, body: await signingIn.json() }).toEqual(UNAVAILABLE);
    expect(signingIn.headers.getSetCookie()).toEqual([]);

    await cluster.start();
    await ready();
    expect(await reader.get(`/items/${item}/content`)).toMatchObject({ status: 200 });
    expect(await creditPlan(await signIn(server.baseUrl, CAST.reader))).toBe(item);
    expect(server.child.exitCode).toBeNull();
  });

  test('nothing is half written: it goes away under twenty uses of a grant, and they are carried to their end when it is back', async () => {
    const grant = await grantCopies(reader, manager, 7, 'outage-grant-1');
    const attempt = (index: number) =>
      reader.post(`/grants/${grant.number}/copies`, { idempotencyKey: `outage-use-${index}` });
    const numbers = Array.from({ length: 20 }, (_, index) => index);
    const answered: Answer[] = [];
    const using = numbers.map(async (index) => {
      const answer = await attempt(index);
      answered.push(answer);
      return answer;
    });
    while (answered.length < 2) await sleep(1);
    await cluster.stop();
    for (const { status, body } of await Promise.all(using)) {
      expect([200, 409, 503]).toContain(status);
      expect(JSON.stringify(body)).not.toMatch(/stack|node_modules|terminat/);
    }
    await cluster.start();
    await ready();
    await expectConsistent(databaseUrl);
    const again = await Promise.all(numbers.map(attempt));
    expect(again.filter(({ status }) => status === 200)).toHaveLength(7);
    expect(again.filter(({ status }) => status === 409)).toHaveLength(13);
    await expectConsistent(databaseUrl);
    expect(await verifyTrace(auditor)).toMatchObject({ ok: true });
  });

  test('the end comes all the same, cleanly', async () => {
    await cluster.stop();
    onTestFinished(() => cluster.start());
    const ended = await server.end('SIGTERM');
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    // While it was away, what failed was said once for each job and connection, not at every attempt.
    expect(ended.stdout.split('\n').filter((line) => line.includes('a job failed')).length).toBeLessThanOrEqual(12);
  });
});

describe('while only the trace cannot be written', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    server = await startServer({ env: { MIJI_DATA_DIR: scratch.dataDir(), DATABASE_URL: cluster.ownerUrl } });
    [reader, auditor] = [reader, auditor].map(({ cookie }) => deskAt(server.baseUrl, cookie)) as [Desk, Desk];
  });

  test('SI-03: /readyz says so, a read answers AUDIT_UNAVAILABLE without content, and nobody gets in untraced', async () => {
    const read = await reader.get(`/items/${item}/content`);
    const content = (read.body as { text: string }).text;
    expect(content).toContain('新增投放');
    const sessions = async () => (await rowsOf(databaseUrl, 'select 1 from auth.session')).length;
    const before = await sessions();
    await withClient(databaseUrl, (client) => client.query('revoke insert on miji.audit_event from miji_trace'));
    try {
      expect(await readiness()).toBe(503);
      const refused = await reader.get(`/items/${item}/content`);
      expect(refused).toMatchObject({ status: 503, body: { code: 'AUDIT_UNAVAILABLE' } });
      expect(JSON.stringify(refused.body)).not.toContain('新增投放');
      const signingIn = await trySignIn(server.baseUrl, `${CAST.reader}.example`);
      expect(signingIn.status).toBe(503);
      expect(signingIn.headers.getSetCookie()).toEqual([]);
      expect(await sessions()).toBe(before);
    } finally {
      await withClient(databaseUrl, (client) => client.query('grant insert on miji.audit_event to miji_trace'));
    }
    await ready();
    expect(await reader.get(`/items/${item}/content`)).toMatchObject({ status: 200, body: { text: content } });
  });
});
