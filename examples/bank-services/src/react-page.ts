import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { classify, decisionEndpoint } from '@miji/client';
import type { FastifyInstance } from 'fastify';
import Fastify from 'fastify';
import { build } from 'vite';
import type { BankService } from './bank.ts';

const PAGE = join(import.meta.dirname, '../page');
const TYPES = new Map([
  ['html', 'text/html; charset=utf-8'],
  ['js', 'text/javascript; charset=utf-8'],
]);

/** In earnest the bank’s own session says who it is; here a cookie does. */
const employeeIn = (request: Request): string | null =>
  /(?:^|; )employee=([^;]+)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? null;

/** A page of the bank’s own with a classified number in it, and the endpoint that the page asks. The browser holds no key. */
export const limitsPage = async (
  { local }: BankService,
  limits: ReadonlyMap<string, number>,
): Promise<FastifyInstance> => {
  const outDir = await mkdtemp(join(tmpdir(), 'miji-page-'));
  const conditions = ['@miji/source', 'module', 'browser'];
  await build({ root: PAGE, configFile: false, logLevel: 'error', build: { outDir }, resolve: { conditions } });
  const answer = decisionEndpoint({
    local,
    personOf: employeeIn,
    valueOf: async ({ item }) => {
      const limit = limits.get(item);
      return limit === undefined ? null : classify(limit, { item }, { level: 'confidential' });
    },
  });
  const app = Fastify();
  app.addHook('onClose', () => rm(outDir, { recursive: true }));
  app.post('/miji', async ({ headers: { cookie = '' }, body }, reply) => {
    const headers = { cookie, 'content-type': 'application/json' };
    return reply.send(
      await answer(new Request('http://page.test/miji', { method: 'POST', headers, body: JSON.stringify(body) })),
    );
  });
  app.get<{ Params: { '*': string } }>('/*', async ({ params: { '*': path } }, reply) => {
    const file = /^assets\/[\w.-]+$/.test(path) ? path : 'index.html';
    reply.header('content-type', TYPES.get(file.split('.').at(-1) ?? '') ?? 'application/octet-stream');
    return readFile(join(outDir, file));
  });
  return app;
};
