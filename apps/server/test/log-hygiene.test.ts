import { join } from 'node:path';
import { Writable } from 'node:stream';
import { beginTotp } from '@miji/contract';
import { businessDay, Temporal } from '@miji/core';
import { authenticatorOf } from '@miji/testing/second-factor';
import { Client } from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeError, errorLine, LOG_OPTIONS } from '../src/log.ts';
import { demoPersonId } from '../src/demo/group.ts';
import type { Desk } from './support/desk.ts';
import { CAST, expectDone, PASSWORD, signIn, trySignIn } from './support/desk.ts';
import { rowsOf, withClient } from './support/look-behind.ts';
import type { Scratch } from './support/scratch.ts';
import { makeScratch } from './support/scratch.ts';
import type { SeparateCluster } from './support/separate-cluster.ts';
import { makeSeparateCluster } from './support/separate-cluster.ts';
import type { RunningServer } from './support/server-process.ts';
import { killEveryone, startServer } from './support/server-process.ts';

/** Words that occur nowhere but in what people write here. */
const SECRETS = {
  title: '鲲鹏计划标题',
  content: '鹏程万里正文',
  purpose: '面呈密函之用',
  password: 'kirin-password-1842',
  key: `miji_${'Z'.repeat(43)}`,
  email: 'phoenix@nowhere.example',
} as const;

let scratch: Scratch;
let cluster: SeparateCluster;
let databaseUrl: string;
let server: RunningServer;
let reader: Desk;

beforeAll(async () => {
  scratch = await makeScratch();
  cluster = await makeSeparateCluster(join(scratch.path, 'separate'));
  const url = new URL(cluster.adminUrl);
  url.pathname = new URL(cluster.ownerUrl).pathname;
  databaseUrl = url.href;
  server = await startServer({
    env: { MIJI_DATA_DIR: scratch.dataDir(), DATABASE_URL: cluster.ownerUrl, MIJI_LOG_LEVEL: 'trace' },
  });
  reader = await signIn(server.baseUrl, CAST.reader);
}, 120_000);

afterAll(async () => {
  await killEveryone();
  await cluster.stop();
  await scratch.remove();
});

const registration = (key: string) => ({
  title: SECRETS.title,
  catalogueCode: 'GS-08.3',
  level: 'confidential',
  basis: SECRETS.purpose,
  period: { kind: 'term', term: 'P5Y' },
  issuedOn: businessDay(Temporal.Now.instant()).toString(),
  responsibleManagerId: demoPersonId('lin.shuqin'),
  range: [{ member: { kind: 'person', personId: demoPersonId('zhang.mingyuan') }, reason: SECRETS.purpose }],
  content: { format: 'plain', text: SECRETS.content },
  idempotencyKey: key,
});

/** Everything at once: what is written, read, asked for and signed in with. */
const goThrough = async (round: string): Promise<number[]> => {
  const withKey = { headers: { authorization: `Bearer ${SECRETS.key}` } };
  const answers = await Promise.all([
    reader.post('/items', registration(`hygiene-${round}`)),
    reader.post('/items/search', { search: SECRETS.title }),
    fetch(`${server.baseUrl}/api/v1/session`, withKey),
    trySignIn(server.baseUrl, SECRETS.email, SECRETS.password),
  ]);
  return answers.map(({ status }) => status);
};

const expectClean = (log: string): void => {
  for (const [what, words] of Object.entries(SECRETS)) expect(log.includes(words), `${what} in the log`).toBe(false);
  expect(log).not.toContain(reader.cookie.split('=')[1]?.slice(0, 20));
  expect(log).not.toMatch(
    /insert into|select .* from|"values"|"parameters"|"detail"|"message"|connectionParameters|_events/i,
  );
};

describe('a log of the finest level', { timeout: 60_000 }, () => {
  test('of what goes well holds routes and times, and no more', async () => {
    expect(await goThrough('well')).toEqual([200, 200, 401, 401]);
    await expect.poll(() => server.stdout()).toContain('"route":"/api/v1/items"');
    expectClean(server.stdout());
  });

  test('of somebody from outside holds nothing of his identity document, filed or refused (AR-30)', async () => {
    const archived = { ...registration('hygiene-visitor'), regimes: ['archive'] };
    const { number: item } = expectDone(await reader.post('/items', archived)) as { number: string };
    const fitting = '11010519491231002X';
    const documents = [fitting, '110105194912310021', `${fitting}${'9'.repeat(40)}`];
    const statuses: number[] = [];
    for (const [index, documentNumber] of documents.entries()) {
      const visitor = { name: '来访人', organisation: '甲所', letter: '介字 12 号', documentNumber };
      const particulars = {
        operation: 'loan',
        days: 1,
        visitor: { ...visitor, document: 'resident_identity_card' },
      };
      const idempotencyKey = `hygiene-visitor-${index}`;
      const { status } = await reader.post('/requests', {
        item,
        particulars,
        purpose: SECRETS.purpose,
        idempotencyKey,
      });
      statuses.push(status);
    }
    expect(statuses).toEqual([200, 400, 400]);
    await expect.poll(() => server.stdout()).toContain('"route":"/api/v1/requests"');
    for (const typed of documents) expect(server.stdout()).not.toContain(typed.slice(3, -3));
    expectClean(server.stdout());
  });

  test('of a second factor holds no secret, no code and no password', async () => {
    const headers = { cookie: reader.cookie, origin: server.baseUrl, 'content-type': 'application/json' };
    const send = async (path: string, body: object) => {
      const sent = JSON.stringify(body);
      const answer = await fetch(`${server.baseUrl}/api/auth${path}`, { method: 'POST', headers, body: sent });
      return { status: answer.status, body: await answer.json() };
    };
    const begun = beginTotp.output.parse((await send('/second-factor/totp/begin', { password: PASSWORD })).body);
    const app = authenticatorOf(begun.uri);
    const codes = [await app.next(), await app.next(), await app.next()] as const;
    const wrong = String((Number(codes[2]) + 1) % 1_000_000).padStart(6, '0');
    const subject = 'HYYH-SQ-2026-000007';
    const statuses = [
      await send('/second-factor/totp/confirm', { code: codes[0] }),
      await send('/second-factor/acts/code', { subject, code: wrong }),
      await send('/second-factor/acts/code', { subject, code: codes[1] }),
      await send('/second-factor/acts/code', { subject, code: codes[1] }),
      await send('/second-factor/acts/passkey', { subject, response: { id: wrong, type: 'public-key', response: {} } }),
      await send('/sign-in/code', { code: codes[2] }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([200, 403, 200, 403, 403, 401]);
    await expect.poll(() => server.stdout()).toContain('"route":"/api/auth/sign-in/code"');
    // The greeting of the demonstration says its password by itself.
    const lines = server
      .stdout()
      .split('\n')
      .filter((line) => line.trimStart().startsWith('{'))
      .join('\n');
    for (const secret of [begun.secret, PASSWORD, ...[...codes, wrong].map((code) => new RegExp(`\\b${code}\\b`))])
      expect(lines).not.toMatch(secret);
    expectClean(server.stdout());
  });

  test('of a statement that the database refuses names table, constraint and place, and no value', async () => {
    await withClient(databaseUrl, (client) =>
      client.query(`alter table miji.item add constraint no_title_today check (title <> '${SECRETS.title}') not valid`),
    );
    try {
      expect((await reader.post('/items', registration('hygiene-refused'))).status).toBe(500);
    } finally {
      await withClient(databaseUrl, (client) => client.query('alter table miji.item drop constraint no_title_today'));
    }
    await expect.poll(() => server.stdout()).toContain('"constraint":"no_title_today"');
    const line =
      server
        .stdout()
        .split('\n')
        .find((candidate) => candidate.includes('no_title_today')) ?? '';
    expect(JSON.parse(line)).toMatchObject({
      level: 50,
      err: {
        type: 'DatabaseError',
        code: '23514',
        table: 'item',
        constraint: 'no_title_today',
        at: expect.arrayContaining([expect.stringContaining('register-item.ts')]),
      },
      msg: 'unexpected failure',
    });
    expectClean(server.stdout());
  });

  test('of requests that cannot be understood does not quote them', async () => {
    const headers = { cookie: reader.cookie, origin: server.baseUrl, 'content-type': 'application/json' };
    for (const path of ['/api/v1/items', '/api/trpc/items.register', '/api/auth/sign-in/email']) {
      const answer = await fetch(server.baseUrl + path, {
        method: 'POST',
        headers,
        body: `{"title":"${SECRETS.title}","password":"${SECRETS.password}"`,
      });
      expect(answer.status).toBe(400);
      expect(await answer.text()).not.toContain(SECRETS.title);
    }
    const search = encodeURIComponent(SECRETS.title);
    expect((await fetch(`${server.baseUrl}/api/v1/${search}?q=${search}`)).status).toBe(404);
    expectClean(server.stdout());
  });

  test('of a database that dies under registering, reading and signing in holds no value either', async () => {
    const { number } = expectDone(await reader.post('/items', registration('hygiene-before'))) as { number: string };
    const blocker = new Client({ connectionString: databaseUrl });
    blocker.on('error', () => {});
    await blocker.connect();
    await blocker.query('begin; lock table miji.item, miji.audit_event, auth."user" in access exclusive mode');
    const under = [goThrough('dying'), reader.get(`/items/${number}/content`)];
    await expect
      .poll(async () => (await rowsOf(cluster.adminUrl, 'select 1 from pg_locks where not granted')).length)
      .toBeGreaterThan(2);
    await cluster.stop();
    await Promise.all(under);
    expect(await goThrough('dead')).toEqual([503, 503, 503, 503]);
    expectClean(server.stdout());
    await cluster.start();
    await expect.poll(async () => (await fetch(`${server.baseUrl}/readyz`)).status, { timeout: 15_000 }).toBe(200);
    expect(server.stdout()).toContain('57P01');
  });

  test('and what it ends with is clean too', async () => {
    const { stdout, stderr, code } = await server.end();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expectClean(stdout);
  });
});

describe('an error in the log', () => {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const log = pino({ ...LOG_OPTIONS, level: 'trace' }, sink);
  const leaky = () => {
    const error = new Error(`${SECRETS.title}\n    at ${SECRETS.content} (/srv/x.ts:1:1)\n`, {
      cause: Object.assign(new TypeError(SECRETS.purpose), {
        code: '22P02',
        table: 'item',
        detail: SECRETS.content,
        query: SECRETS.title,
      }),
    });
    return Object.assign(error, { code: `a ${SECRETS.key}`, client: { statement: SECRETS.content } });
  };

  test('keeps class, code, table and place, of its causes too', () => {
    expect(describeError(leaky())).toMatchObject({
      type: 'Error',
      cause: { type: 'TypeError', code: '22P02', table: 'item' },
    });
    expect(describeError(leaky()).at?.[0]).toMatch(/log-hygiene\.test\.ts/);
    expect(errorLine(leaky())).toMatch(/^Error at .*log-hygiene\.test\.ts.*because of TypeError 22P02 item at /);
  });

  test.each([
    ['as the field err', () => log.error({ err: leaky() }, 'it failed')],
    ['without a message', () => log.error({ err: leaky() })],
    ['alone', () => log.error(leaky())],
    ['alone with a message', () => log.error(leaky(), 'it failed')],
    ['in a child of the log', () => log.child({ part: 'one' }).warn({ err: leaky() })],
    ['that is no error', () => log.error({ err: { name: 'DatabaseError', message: SECRETS.title } })],
    ['thrown as a text', () => log.error({ err: SECRETS.title })],
    [
      'beside fields of the same words',
      () => log.info({ title: SECRETS.title, body: { text: SECRETS.content, password: SECRETS.password } }, 'a field'),
    ],
  ])('%s, says nothing of what people wrote', (_, write) => {
    lines.length = 0;
    write();
    expect(lines).toHaveLength(1);
    for (const words of Object.values(SECRETS)) expect(lines[0]).not.toContain(words);
  });
});
