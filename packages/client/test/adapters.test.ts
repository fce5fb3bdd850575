import type { Server } from 'node:http';
import { SERVICE_SCOPES } from '@miji/contract';
import { initTRPC, TRPCError } from '@trpc/server';
import express from 'express';
import Fastify from 'fastify';
import type { Context } from 'hono';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as forExpress from '../src/adapters/express.ts';
import * as forFastify from '../src/adapters/fastify.ts';
import type { GuardOptions } from '../src/adapters/guard.ts';
import * as forHono from '../src/adapters/hono.ts';
import * as forTrpc from '../src/adapters/trpc.ts';
import type { LocalMiji, MijiClient, SpooledEvent } from '../src/index.ts';
import { classify, createMijiClient, decisionEndpoint, directSpool, Refusal } from '../src/index.ts';
import type { Bank } from './support/bank.ts';
import { openBank, START_TIMEOUT_MS } from './support/bank.ts';

let bank: Bank;
let miji: MijiClient;
let local: LocalMiji;
let number: string;
/** Where what is decided is written down. */
const kept: SpooledEvent[] = [];
/** By what the guards decide: the service’s own law, or that of one whom no server answers. */
let deciding: LocalMiji;
let cutOff: LocalMiji;

beforeAll(async () => {
  bank = await openBank({ clock: 'system' });
  const { key, keyId } = await bank.administrator.serviceKeys.issue({ service: '中间件', scopes: [...SERVICE_SCOPES] });
  await bank.officer.serviceKeys.confirm({ keyId });
  miji = createMijiClient({ url: bank.url, apiKey: key });
  ({ number } = await miji.items.register(bank.draft('守卫所及')));
  const direct = directSpool(miji);
  local = miji.local({
    spool: {
      ...direct,
      keep: async (events) => {
        await direct.keep(events);
        kept.push(...events);
      },
    },
  });
  await local.ready();
  deciding = local;
  const away = createMijiClient({ url: 'http://127.0.0.1:9', apiKey: key, attempts: 1 });
  cutOff = away.local({ spool: direct });
}, START_TIMEOUT_MS);
afterAll(async () => {
  local?.close();
  cutOff?.close();
  await bank?.server.stop();
});

/** What a route or procedure of one’s own would be guarded by, wherever the framework keeps who calls and what for. */
const guarding = <Request>(
  personOf: (request: Request) => string | null,
  itemOf: (request: Request) => string | null,
): GuardOptions<Request> => ({
  local: { decideOrAsk: (question, options) => deciding.decideOrAsk(question, options) },
  personOf,
  itemOf,
  purpose: '授信审查',
});

/** What came back. */
interface Answer {
  readonly status: number;
  readonly caching: string | null;
  readonly body: unknown;
}
type Ask = (path: string, person: string | null) => Promise<Answer>;
const headersOf = (person: string | null): Record<string, string> => (person === null ? {} : { 'x-employee': person });
const answerOf = async (response: Response): Promise<Answer> => ({
  status: response.status,
  caching: response.headers.get('cache-control'),
  body: await response.json(),
});
const readUnknown = () => miji.onBehalfOf(bank.outsiderId).items.read({ number });

const fastify = (): Ask => {
  type Route = { Params: { number: string } };
  const app = Fastify();
  app.setErrorHandler(forFastify.mijiErrors());
  const preHandler = forFastify.mijiGuard<Route>(
    guarding(
      ({ headers: { 'x-employee': person } }) => (typeof person === 'string' ? person : null),
      ({ params }) => params.number,
    ),
  );
  app.get<Route>('/files/:number', { preHandler }, async ({ params }) => ({ file: params.number }));
  app.get('/unknown', readUnknown);
  return async (path, person) => {
    const { statusCode, headers, payload } = await app.inject({ url: path, headers: headersOf(person) });
    return { status: statusCode, caching: headers['cache-control'] ?? null, body: JSON.parse(payload) };
  };
};

const hono = (): Ask => {
  const app = new Hono();
  app.onError(forHono.mijiErrors());
  const guard = forHono.mijiGuard(
    guarding<Context>(
      ({ req }) => req.header('x-employee') ?? null,
      ({ req }) => req.param('number') ?? null,
    ),
  );
  app.get('/files/:number', guard, (context) => context.json({ file: context.req.param('number') }));
  app.get('/unknown', async (context) => context.json(await readUnknown()));
  return async (path, person) => answerOf(await app.request(path, { headers: headersOf(person) }));
};

let listening: Server | null = null;
afterAll(() => listening?.close());
const overExpress = async (): Promise<Ask> => {
  const app = express();
  const guard = forExpress.mijiGuard<{ number: string }>(
    guarding(
      (request) => request.header('x-employee') ?? null,
      ({ params }) => params.number,
    ),
  );
  app.get('/files/:number', guard, (request, response) => void response.json({ file: request.params.number }));
  app.get('/unknown', async (_request, response) => void response.json(await readUnknown()));
  app.use(forExpress.mijiErrors());
  const server = app.listen(0, '127.0.0.1');
  listening = server;
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return async (path, person) =>
    answerOf(await fetch(`http://127.0.0.1:${address.port}${path}`, { headers: headersOf(person) }));
};

const never = (): string => number.replace(/\d{6}$/, '999999');

describe.each([
  ['Fastify', async () => fastify()],
  ['Express', overExpress],
  ['Hono', async () => hono()],
])('the guard of %s', (_name, open) => {
  let ask: Ask;
  beforeAll(async () => {
    ask = await open();
  });

  it('passes on whoever may, after it was written down, and keeps the answer out of caches', async () => {
    kept.length = 0;
    const answer = await ask(`/files/${number}`, bank.readerId);
    expect(answer).toEqual({ status: 200, caching: 'no-store', body: { file: number } });
    expect(kept).toMatchObject([
      { person: bank.readerId, item: number, operation: 'view', outcome: 'allowed', purpose: '授信审查' },
    ]);
  });

  it('answers whoever may not know it as for a number never issued, exactly as Miji would', async () => {
    const secret = await ask(`/files/${number}`, bank.outsiderId);
    expect(secret).toEqual(await ask(`/files/${never()}`, bank.outsiderId));
    expect(secret).toEqual(await ask('/files/none', bank.outsiderId));
    expect(secret).toEqual(await ask('/unknown', null));
    const direct = await fetch(new URL(`/api/v1/items/${never()}`, bank.url), {
      headers: { authorization: `Bearer ${bank.apiKey}`, 'miji-on-behalf-of': bank.outsiderId },
    });
    expect(secret).toEqual(await answerOf(direct));
  });

  it('answers nobody with 401, and 503 where it can neither be decided here nor asked', async () => {
    expect(await ask(`/files/${number}`, null)).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
    deciding = cutOff;
    const answer = await ask(`/files/${number}`, bank.readerId);
    deciding = local;
    expect(answer).toMatchObject({ status: 503, caching: 'no-store', body: { code: 'UNAVAILABLE' } });
  });
});

describe('a guard for what has to be approved', () => {
  it('answers 403 with code, article and a sentence in the language that was asked for', async () => {
    const app = new Hono();
    const options = guarding(
      () => bank.readerId,
      () => number,
    );
    app.get('/copy', forHono.mijiGuard({ ...options, operation: 'copy', language: 'en' }), (c) => c.text('taken'));
    const { status, body } = await answerOf(await app.request('/copy'));
    expect(status).toBe(403);
    expect(body).toMatchObject({ code: 'APPROVAL_REQUIRED', article: 'GS-22', missing: [{ kind: 'approval' }] });
    expect(body).toHaveProperty('sentence', expect.stringMatching(/^[A-Z].+\.$/));
  });
});

describe('the guard of tRPC', () => {
  interface Employed {
    readonly employee: string | null;
  }
  const t = initTRPC.context<Employed>().create();
  const guard = forTrpc.mijiGuard<Employed, { number: string }>(
    guarding(
      ({ ctx }) => ctx.employee,
      ({ input }) => input.number,
    ),
  );
  const router = t.router({
    file: t.procedure
      .input(z.object({ number: z.string() }))
      .use(guard)
      .query(({ input, ctx }) => `${input.number} ${ctx.employee ?? ''}`),
  });
  const codeFor = async (employee: string | null, wanted: string): Promise<unknown> => {
    try {
      return await router.createCaller({ employee }).file({ number: wanted });
    } catch (error) {
      if (!(error instanceof TRPCError)) throw error;
      return [error.code, error.cause instanceof Refusal ? error.cause.code : null];
    }
  };

  it('passes on whoever may, and throws errors of tRPC whose cause is the refusal', async () => {
    expect(await codeFor(bank.readerId, number)).toBe(`${number} ${bank.readerId}`);
    expect(await codeFor(bank.outsiderId, number)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    expect(await codeFor(bank.outsiderId, never())).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    expect(await codeFor(null, number)).toEqual(['UNAUTHORIZED', 'UNAUTHENTICATED']);
  });
});

describe('the endpoint of one’s own pages', () => {
  const asking =
    (person: string | null) =>
    async (question: unknown, type = 'application/json') => {
      const endpoint = decisionEndpoint({
        local,
        personOf: () => person,
        valueOf: async ({ item }) => classify(98_000, { item }, { level: 'confidential' }),
      });
      const headers = { 'content-type': type };
      const request = new Request('http://page.test/miji', { method: 'POST', headers, body: JSON.stringify(question) });
      return answerOf(await endpoint(request));
    };

  it('tells a decision, and a value only with a purpose and after the reading stands in the trace', async () => {
    const ask = asking(bank.readerId);
    expect(await ask({ item: number })).toMatchObject({
      status: 200,
      caching: 'no-store',
      body: { outcome: 'allowed' },
    });
    const value = await ask({ item: number, purpose: '查看授信额度' });
    expect(value).toEqual({ status: 200, caching: 'no-store', body: { value: 98_000 } });
    const { entries } = await bank.auditor.trace.list({ item: number, action: 'item.decided_locally' });
    // What was only decided before may be told after it.
    const reading = { outcome: 'done', details: expect.objectContaining({ purpose: '查看授信额度' }) };
    expect(entries).toContainEqual(expect.objectContaining(reading));
    expect(await ask({ item: number, operation: 'copy' })).toMatchObject({
      status: 403,
      body: { code: 'APPROVAL_REQUIRED' },
    });
  });

  it('tells whoever may not know it nothing, with a purpose or without, and nobody who has not signed in', async () => {
    const ask = asking(bank.outsiderId);
    const secret = await ask({ item: number });
    expect(secret).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    const further = [
      { item: number, purpose: '查看' },
      { item: never() },
      { item: never(), purpose: '查看' },
      'nonsense',
    ];
    for (const question of further) expect(await ask(question)).toEqual(secret);
    expect(await asking(bank.readerId)({ item: number }, 'text/plain')).toEqual(secret);
    expect(await asking(null)({ item: number })).toMatchObject({ status: 401 });
  });
});
