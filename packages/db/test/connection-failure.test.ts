import { createPool, isConnectionFailure, isUniqueViolation } from '@miji/db';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openBench } from './support/connect.ts';

const { database, superuser, pool } = await openBench();

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

const poolAt = (url: string, max = 1) => {
  const made = createPool({ url, max, name: 'failing' });
  onTestFinished(() => made.end().catch(() => {}));
  return made;
};

/** A port at which nobody listens any more. */
const deserted = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('it listened on no port');
  return address.port;
};

const elsewhere = (port: number): string => {
  const url = new URL(database.urlFor('miji_app'));
  url.host = `127.0.0.1:${port}`;
  return url.href;
};

test('a server that does not listen cannot be reached', async () => {
  const error = await failureOf(poolAt(elsewhere(await deserted())).query('select 1'));
  expect(error).toMatchObject({ code: 'ECONNREFUSED' });
  expect(isConnectionFailure(error)).toBe(true);
});

test('a server that hangs up before it has said anything cannot be reached', async () => {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => void (await new Promise((resolve) => server.close(resolve))));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it listens on no port');
  expect(isConnectionFailure(await failureOf(poolAt(elsewhere(address.port)).query('select 1')))).toBe(true);
});

test('a connection that is ended under way is lost, and the process goes on', async () => {
  const made = poolAt(database.urlFor('miji_app'));
  const client = await made.connect();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const asleep = failureOf(client.query('select pg_sleep(20)'));
  await superuser.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
  const ended = await asleep;
  const after = await failureOf(client.query('select 1'));
  client.release(true);
  expect([ended, after].map(isConnectionFailure)).toEqual([true, true]);
  expect((await made.query<{ one: number }>('select 1 as one')).rows).toEqual([{ one: 1 }]);
});

test('a pool that has been closed has no connection any more', async () => {
  const made = poolAt(database.urlFor('miji_app'));
  await made.end();
  expect(isConnectionFailure(await failureOf(made.query('select 1')))).toBe(true);
});

test('whatever the database itself refuses is no failure of the connection', async () => {
  for (const text of [
    'select 1 from miji.no_such_table',
    'select 1 / 0',
    'delete from miji.audit_event',
    'select pg_catalog.',
  ]) {
    const error = await failureOf(pool.query(text));
    expect(error, text).toBeInstanceOf(Error);
    expect(isConnectionFailure(error), text).toBe(false);
    expect(isUniqueViolation(error), text).toBe(false);
  }
  expect([new Error('something else'), 'Connection terminated', null, undefined].map(isConnectionFailure)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
