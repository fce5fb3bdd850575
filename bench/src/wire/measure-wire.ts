import { Agent, request } from 'node:http';
import { startServer } from '@miji/stage';
import { openService } from '../support/bank-service.ts';
import { drive } from '../support/drive.ts';
import type { Finding } from '../support/report.ts';

const CONNECTIONS = 32;
const MS = 5_000;
const BATCH = 10;

/** Posts JSON on one of the kept connections; gives the status. */
const poster = (url: string, headers: Readonly<Record<string, string>>) => {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const post = (path: string, body: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const sent = request(new URL(path, url), {
        method: 'POST',
        agent,
        headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      });
      sent.once('error', reject);
      sent.once('response', (response) => {
        response.resume();
        response.once('end', () =>
          response.statusCode === 200 ? resolve() : reject(new Error(`${path}: ${response.statusCode}`)),
        );
      });
      sent.end(body);
    });
  return { post, close: () => agent.destroy() };
};

/** access.check over the wire, everything behind it included: key, rights, database, decision, trace. */
export const measureWire = async (): Promise<Finding> => {
  const server = await startServer({ clock: 'system' });
  try {
    const { key, reader, item } = await openService(server.url);
    const question = { item, operation: 'copy' };

    const { post, close } = poster(server.url, { authorization: `Bearer ${key}`, 'miji-on-behalf-of': reader });
    const one = JSON.stringify({ 0: question });
    const ten = JSON.stringify(Object.fromEntries(Array.from({ length: BATCH }, (_, index) => [index, question])));
    const path = (calls: number): string =>
      `/api/trpc/${Array.from({ length: calls }, () => 'access.check').join(',')}?batch=1`;
    const ways = [
      ['REST, POST /api/v1/access/check', 1, () => post('/api/v1/access/check', JSON.stringify(question))],
      [
        `REST, ${BATCH} questions in check-many`,
        BATCH,
        () =>
          post(
            '/api/v1/access/check-many',
            JSON.stringify({ questions: Array.from({ length: BATCH }, () => question) }),
          ),
      ],
      ['tRPC, one call', 1, () => post(path(1), one)],
      [`tRPC, ${BATCH} calls in one request`, BATCH, () => post(path(BATCH), ten)],
    ] as const;
    const rows: (string | number)[][] = [];
    try {
      for (const [, , work] of ways) await drive(CONNECTIONS, MS / 5, work);
      for (const [name, calls, work] of ways) {
        const { perSecond, p50Ms, p99Ms } = await drive(CONNECTIONS, MS, work);
        rows.push([name, perSecond, perSecond * calls, p50Ms, p99Ms]);
      }
    } finally {
      close();
    }
    const of = (name: string): number => Number(rows.find(([first]) => String(first).startsWith(name))?.[1]);
    return {
      title: 'access.check over HTTP',
      setting: `${CONNECTIONS} kept connections, ${MS / 1_000} s each, one server process; the driver, the server and PostgreSQL share the processors of this machine. Every answer is checked for its key, decided on facts out of the database, and traced durably before it leaves.`,
      columns: ['', 'requests/s', 'checks/s', 'p50 ms', 'p99 ms'],
      rows,
      meaning: [
        `REST makes ${(of('REST, POST') / of('tRPC, one')).toFixed(2)} times the requests of tRPC. The goal of 3 speaks of the bare adapters with an empty procedure; here the same work stands behind both.`,
        'Not measured here: a driver on a machine of its own, several server processes, a PostgreSQL elsewhere.',
      ],
    };
  } finally {
    await server.stop();
  }
};
