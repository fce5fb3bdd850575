import { setTimeout as sleep } from 'node:timers/promises';
import type { CopySummary } from '@miji/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectConsistent, inventory, verifyTrace } from './support/consistency.ts';
import type { Answer, Desk } from './support/desk.ts';
import { CAST, deskAt, grantCopies, signIn } from './support/desk.ts';
import { embeddedUrl, rowsOf, withClient } from './support/look-behind.ts';
import type { Scratch } from './support/scratch.ts';
import { makeScratch } from './support/scratch.ts';
import type { RunningServer } from './support/server-process.ts';
import { killEveryone, runServer, startServer } from './support/server-process.ts';

const GRANTED = 7;
const ATTEMPTS = 20;

let scratch: Scratch;
let dataDir: string;
let server: RunningServer;
let demonstration: Readonly<Record<string, number>>;
let reader: Desk;
let manager: Desk;
let auditor: Desk;

beforeAll(async () => {
  scratch = await makeScratch();
  dataDir = scratch.dataDir();
  server = await startServer({ env: { MIJI_DATA_DIR: dataDir } });
  demonstration = await inventory(await embeddedUrl(dataDir));
  reader = await signIn(server.baseUrl, CAST.reader);
  manager = await signIn(server.baseUrl, CAST.manager);
  auditor = await signIn(server.baseUrl, CAST.auditor);
}, 120_000);

afterAll(async () => {
  await killEveryone();
  await scratch.remove();
});

const restart = async (): Promise<void> => {
  server = await startServer({ env: { MIJI_DATA_DIR: dataDir } });
  // Nobody has to sign in again: sessions lie in the database.
  [reader, manager, auditor] = [reader, manager, auditor].map(({ cookie }) => deskAt(server.baseUrl, cookie)) as [
    Desk,
    Desk,
    Desk,
  ];
};

const copyIn = ({ body }: Answer): CopySummary => (body as { copy: CopySummary }).copy;
const keys = (round: string) => Array.from({ length: ATTEMPTS }, (_, index) => `${round}-attempt-${index}`);

describe('a server that is killed while twenty use one grant', { timeout: 60_000 }, () => {
  // Killed so many milliseconds after so many answers.
  test.each([
    [0, 15],
    [1, 0],
    [6, 2],
    [12, 0],
  ])(
    'after %i answers and %i ms: register, grant and trace agree, and no copy too many comes of trying again',
    async (answers, ms) => {
      const round = `killed-${answers}-${ms}`;
      const grant = await grantCopies(reader, manager, GRANTED, round);
      const answered = new Map<string, Answer>();
      const using = keys(round).map(async (idempotencyKey) => {
        const answer = await reader.post(`/grants/${grant.number}/copies`, { idempotencyKey });
        answered.set(idempotencyKey, answer);
      });
      const settled = Promise.allSettled(using);
      while (answered.size < answers) await sleep(1);
      await sleep(ms);
      server.child.kill('SIGKILL');
      await settled;
      await server.ended;
      expect(answered.size, 'the kill came too late to mean anything').toBeLessThan(ATTEMPTS);

      await restart();
      await expectConsistent(await embeddedUrl(dataDir));
      expect(await verifyTrace(auditor)).toMatchObject({ ok: true });

      const again = await Promise.all(
        keys(round).map((idempotencyKey) => reader.post(`/grants/${grant.number}/copies`, { idempotencyKey })),
      );
      const copies = again.filter(({ status }) => status === 200).map((answer) => copyIn(answer).id);
      const rest = again.filter(({ status }) => status !== 200);
      expect(new Set(copies).size).toBe(GRANTED);
      expect(copies).toHaveLength(GRANTED);
      expect(rest.map(({ body }) => (body as { code: string }).code)).toEqual(
        Array(ATTEMPTS - GRANTED).fill('GRANT_USED'),
      );
      // What had been promised before the kill is kept.
      const promised = [...answered.values()].filter(({ status }) => status === 200).map((answer) => copyIn(answer).id);
      expect(copies).toEqual(expect.arrayContaining(promised));
      await expectConsistent(await embeddedUrl(dataDir));
      expect(await verifyTrace(auditor)).toMatchObject({ ok: true });
    },
  );

  test('when nothing but the event was missing: neither the copy nor the event is there', async () => {
    const grant = await grantCopies(reader, manager, GRANTED, 'killed-at-the-event');
    const url = await embeddedUrl(dataDir);
    const issued = async () =>
      (await rowsOf(url, 'select 1 from miji.copy where grant_number = $1', [grant.number])).length;
    await withClient(url, async (client) => {
      await client.query('begin; lock table miji.audit_event in exclusive mode');
      const using = Promise.allSettled(
        keys('at-the-event').map((idempotencyKey) => reader.post(`/grants/${grant.number}/copies`, { idempotencyKey })),
      );
      const waiting = `select 1 from pg_locks where relation = 'miji.audit_event'::regclass and not granted`;
      await expect.poll(async () => (await client.query(waiting)).rows.length).toBeGreaterThan(0);
      server.child.kill('SIGKILL');
      await Promise.all([using, server.ended]);
      await client.query('commit');
      // What was on its way when the server died comes to its end, one way or the other.
      const left = `select 1 from pg_stat_activity where application_name like 'miji %'`;
      await expect.poll(async () => (await client.query(left)).rows.length, { timeout: 10_000 }).toBe(0);
    });
    await expectConsistent(url);
    expect(await issued()).toBe(0);
    await restart();
    await Promise.all(
      keys('at-the-event').map((idempotencyKey) => reader.post(`/grants/${grant.number}/copies`, { idempotencyKey })),
    );
    expect(await issued()).toBe(GRANTED);
    await expectConsistent(url);
    expect(await verifyTrace(auditor)).toMatchObject({ ok: true });
  });
});

describe('a server that is killed while it loads the demonstration group', { timeout: 120_000 }, () => {
  test('completes it at the next start, with nothing twice and nothing missing', async () => {
    const folder = scratch.dataDir('loading');
    const reached: number[] = [];
    for (const ms of [30, 120, 250, 500, 1_000]) {
      const loading = runServer({ env: { MIJI_DATA_DIR: folder } });
      await loading.says('loading the demonstration group');
      await sleep(ms);
      // What an earlier round has loaded is not loaded again, so that on a fast machine a later one is done before its kill.
      if ((await loading.end('SIGKILL')).stdout.includes('is running')) break;
      const [row] = await rowsOf<{ count: number }>(
        await embeddedUrl(folder),
        'select count(*)::int as count from auth."user"',
      );
      reached.push(row?.count ?? 0);
    }
    // The kills met different stages.
    expect(new Set(reached).size).toBeGreaterThan(1);
    const whole = await startServer({ env: { MIJI_DATA_DIR: folder } });
    expect(await inventory(await embeddedUrl(folder))).toEqual(demonstration);
    expect(await verifyTrace(await signIn(whole.baseUrl, CAST.auditor))).toMatchObject({ ok: true });
    await whole.end();
  });
});
