import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '@miji/client';
import type { FastifyInstance } from 'fastify';
import { askForACopy } from './ask-for-a-copy.ts';
import type { BankService } from './bank.ts';
import { startService } from './bank.ts';
import { registerCreditFile } from './credit-file.ts';
import { creditLimits } from './guard-endpoint.ts';
import { declareCustomers, screenOf } from './mask-customers.ts';
import { exportTonight } from './nightly-export.ts';

const { MIJI_URL = 'http://127.0.0.1:4400', PORT = '4500' } = process.env;
/** How long somebody has to approve what an example asks for. */
const PATIENCE_MS = 15 * 60_000;

/** Serves until it is interrupted. */
const serve = async (app: FastifyInstance, path: string): Promise<void> => {
  const address = await app.listen({ host: '127.0.0.1', port: Number(PORT) });
  console.log(`${address}${path}`);
  await new Promise((resolve) => process.once('SIGINT', resolve));
  await app.close();
};

const EXAMPLES: Readonly<Record<string, (service: BankService) => Promise<void>>> = {
  'guard-endpoint': async (service) => {
    const readerId = await service.idOf('张明远');
    const item = await registerCreditFile(service, { title: '授信额度', readerId });
    console.log(`with the header x-employee: ${readerId}, and with any other id`);
    await serve(creditLimits(service, new Map([[item, 98_000]])), `/limits/${item}`);
  },
  'mask-customers': async (service) => {
    await declareCustomers(service);
    const person = await service.idOf('张明远');
    const rows = [
      { id: 1, vip: 'B', manager_id: person, phone: '13812345678', segment: '零售' },
      { id: 2, vip: 'C', manager_id: await service.idOf('孙浩'), phone: '13987654321', segment: '对公' },
    ] as const;
    console.log((await screenOf(service, rows, person)).join('\n'));
  },
  'ask-for-a-copy': async (service) => {
    const person = await service.idOf('张明远');
    const item = await registerCreditFile(service, { title: '授信档案', readerId: person });
    console.log(`approve the copy of ${item} in the console, as zhou.jianguo@hyyh.example: ${MIJI_URL}`);
    const answer = await askForACopy(service, { person, item, purpose: '当面核对' }, AbortSignal.timeout(PATIENCE_MS));
    console.log(answer.state === 'granted' ? `${answer.grant}, ${answer.pdf.length} bytes of PDF` : 'refused');
  },
  'nightly-export': async (service) => {
    const into = await mkdtemp(join(tmpdir(), 'miji-export-'));
    const written = await exportTonight(service, { person: await service.idOf('张明远'), into });
    console.log(written.length === 0 ? 'nothing was granted' : written.join('\n'));
  },
  'react-page': async (service) => {
    const readerId = await service.idOf('张明远');
    const item = await registerCreditFile(service, { title: '授信额度', readerId });
    const { limitsPage } = await import('./react-page.ts');
    console.log(`in the browser’s console: document.cookie = 'employee=${readerId}'`);
    await serve(await limitsPage(service, new Map([[item, 98_000]])), `/?item=${item}`);
  },
};

/** Shows one of them; gives what is wrong where it cannot be shown. */
const show = async (name: string): Promise<string | null> => {
  const example = EXAMPLES[name];
  if (example === undefined) return `Which one? ${Object.keys(EXAMPLES).join(' | ')}`;
  try {
    const service = await startService(MIJI_URL, name);
    try {
      await example(service);
    } finally {
      await service.close();
    }
    return null;
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'UNAVAILABLE') throw error;
    return `Nobody answers at ${MIJI_URL}: start the server with npm start, or say where it is in MIJI_URL.`;
  }
};

const wrong = await show(process.argv[2] ?? '');
if (wrong !== null) {
  console.error(wrong);
  process.exitCode = 1;
}
