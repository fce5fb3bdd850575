import { setTimeout as sleep } from 'node:timers/promises';
import { itemDraft, personsNamed } from '@miji/testing';
import type { LightMyRequestResponse } from 'fastify';
import { expect, test } from 'vitest';
import { openHouse } from './support/house.ts';
import { rest, serve, trpc } from './support/http.ts';

const house = await openHouse();
const app = await serve(house);
const { own } = house.group;
const clerk = { person: await house.group.hire(own, 'staff') };
const { number } = await house.as(clerk.person).items.register({
  ...itemDraft('secret', own.people.department_head),
  range: personsNamed(clerk.person),
});

const WAITING = `select pid from pg_stat_activity
  where datname = current_database() and usename = 'miji_app' and wait_event_type = 'Lock'`;

/** Keeps a table to itself until the call waits for it, and takes the call's connection away then. */
const interrupted = async (call: () => Promise<LightMyRequestResponse>): Promise<LightMyRequestResponse> => {
  const holder = await house.superuser.connect();
  try {
    await holder.query('begin');
    await holder.query('lock table miji.item in access exclusive mode');
    const answer = call();
    let waiting: readonly { pid: number }[] = [];
    while (waiting.length === 0) {
      ({ rows: waiting } = await house.superuser.query<{ pid: number }>(WAITING));
      await sleep(5);
    }
    for (const { pid } of waiting) await house.superuser.query('select pg_terminate_backend($1)', [pid]);
    return await answer;
  } finally {
    await holder.query('rollback');
    holder.release();
  }
};

const UNAVAILABLE = {
  code: 'UNAVAILABLE',
  rule: null,
  article: null,
  missing: [],
  fields: [],
  counterexample: null,
};
const read = { method: 'GET', path: `/items/${number}` } as const;

test('a database that is lost under way is UNAVAILABLE over either face, and the same call goes through when it is back', async () => {
  const rested = await interrupted(() => rest(app, clerk, read));
  expect([rested.statusCode, rested.json()]).toEqual([503, UNAVAILABLE]);
  const called = await interrupted(() => trpc(app, clerk, 'items.get', { number }));
  expect([called.statusCode, called.json()]).toMatchObject([
    503,
    { error: { message: 'UNAVAILABLE', data: { refusal: UNAVAILABLE } } },
  ]);
  expect((await rest(app, clerk, read)).statusCode).toBe(200);
});
