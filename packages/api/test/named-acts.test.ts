import { randomUUID } from 'node:crypto';
import type { CallContext } from '@miji/services';
import { beginCall, runNamed } from '@miji/services';
import { insertAppointment } from '@miji/db';
import { itemDraft, personsNamed } from '@miji/testing';
import { describe, expect, test } from 'vitest';
import { openHouse } from './support/house.ts';
import { ORIGIN, restCode, serve } from './support/http.ts';

const house = await openHouse();
const app = await serve(house);
const { group, superuser, platform } = house;
const { own } = group;
const administrator = own.people.system_administrator;
const clerk = await group.hire(own, 'staff');

const send = (key: string, path: string, body: object, person = administrator) =>
  app.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    headers: { 'x-test-person': person, origin: ORIGIN, 'idempotency-key': key },
    payload: body,
  });
/** An act that is done twice where it is sent twice: it has no key of its own. */
const openDepartment = (key: string, name: string, person?: string) =>
  send(key, '/departments', { company: own.code, name }, person);
const issueKey = (key: string, service: string) => send(key, '/service-keys', { service });
const count = async (text: string, values: unknown[]) => (await superuser.query(text, values)).rowCount;
const issued = (service: string) =>
  count(
    `select 1 from miji.audit_event e join miji.service s on s.id::text = e.subject_id
    where e.action = 'service_key.issued' and s.name = $1`,
    [service],
  );

describe('an act that its caller has named', () => {
  test('is done once, and whoever sends it again gets the same answer', async () => {
    const key = randomUUID();
    const [first, again] = [await issueKey(key, '一号系统'), await issueKey(key, '一号系统')];
    expect([first.statusCode, again.statusCode]).toEqual([200, 200]);
    expect(again.json()).toEqual(first.json());
    expect(await issued('一号系统')).toBe(1);
    expect((await issueKey(randomUUID(), '一号系统')).json()).not.toEqual(first.json());
    expect(await issued('一号系统')).toBe(2);
  });

  test('is done once where ten send it at the same moment', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => issueKey(key, '二号系统')));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(await issued('二号系统')).toBe(1);
  });

  test('is another act with another input, or as another procedure', async () => {
    const key = randomUUID();
    await issueKey(key, '三号系统');
    expect(restCode(await issueKey(key, '四号系统'))).toBe('KEY_REUSED');
    expect(restCode(await openDepartment(key, '三号系统'))).toBe('KEY_REUSED');
    expect(await issued('四号系统')).toBe(0);
  });

  test('is named for its caller alone', async () => {
    const key = randomUUID();
    const mine = (await issueKey(key, '五号系统')).json<{ key: string }>();
    const other = await send(key, '/service-keys', { service: '五号系统' }, clerk);
    expect([restCode(other), other.body.includes(mine.key)]).toEqual(['NOT_ENTITLED', false]);
  });

  test('that was refused may be sent again under the same name', async () => {
    const key = randomUUID();
    expect(restCode(await send(key, '/service-keys', { service: '六号系统' }, clerk))).toBe('NOT_ENTITLED');
    expect(restCode(await send(key, '/service-keys', {}, clerk))).toBe('VALIDATION');
    await group.promote(own, clerk, 'system_administrator');
    expect((await send(key, '/service-keys', { service: '六号系统' }, clerk)).statusCode).toBe(200);
    expect(await issued('六号系统')).toBe(1);
  });

  test('keeps its answer sealed: what is shown once lies nowhere to be read', async () => {
    const key = randomUUID();
    const { key: secret } = (await issueKey(key, '七号系统')).json<{ key: string }>();
    const { rows } = await superuser.query<{ answer: Buffer }>(
      'select sealed_answer as answer from miji.idempotency where key = $1',
      [key],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.answer.includes(secret)).toBe(false);
  });

  test.each(['short', 'with spaces in it', 'x'.repeat(65)])('has no such name as %s', async (key) => {
    expect(restCode(await issueKey(key, '八号系统'))).toBe('VALIDATION');
  });

  test('with a key of its own besides makes what it made', async () => {
    const draft = { ...itemDraft('secret', own.people.department_head), range: personsNamed(clerk) };
    const [key, another] = [randomUUID(), randomUUID()];
    const numbers = [await send(key, '/items', draft, clerk), await send(another, '/items', draft, clerk)];
    expect(new Set(numbers.map((one) => one.json<{ number: string }>().number)).size).toBe(1);
  });
});

describe('where a server ends in the middle of an act', () => {
  const ctxOf = async (): Promise<CallContext> =>
    beginCall(platform, { kind: 'person', personId: administrator }, null, await platform.clock.now());
  const scope = (at: CallContext['at']) => ({ companyId: own.id, personId: null, principals: [], at });
  /** Writes one row that can be counted, as an act does. */
  const write = (ctx: CallContext, reason: string) => {
    const appointment = {
      id: randomUUID(),
      personId: clerk,
      post: 'staff',
      departmentId: null,
      from: ctx.at,
      reason,
    } as const;
    return ctx.platform.db.transact(scope(ctx.at), (tx) => insertAppointment(tx, appointment));
  };
  const written = (reason: string) => count('select 1 from miji.appointment where reason = $1', [reason]);
  const forget = (key: string) =>
    superuser.query(`update miji.idempotency set claimed_until = now() - interval '1 second' where key = $1`, [key]);
  const naming = (key: string, input: object = {}) => ({ key, procedure: 'organisation.openDepartment', input });
  const never = new Promise<never>(() => {});

  test('before anything was written, the next does it', async () => {
    const key = randomUUID();
    void runNamed(await ctxOf(), naming(key), () => never);
    await expect.poll(() => count('select 1 from miji.idempotency where key = $1', [key])).toBe(1);
    await forget(key);
    expect(await runNamed(await ctxOf(), naming(key), async (ctx) => write(ctx, '甲部').then(() => 'done'))).toBe(
      'done',
    );
    expect(await written('甲部')).toBe(1);
  });

  test('after it was written, nobody does it again, and the next is told so', async () => {
    const key = randomUUID();
    void runNamed(await ctxOf(), naming(key), async (ctx) => write(ctx, '乙部').then(() => never));
    await expect.poll(() => written('乙部')).toBe(1);
    await forget(key);
    await expect(runNamed(await ctxOf(), naming(key), (ctx) => write(ctx, '乙部'))).rejects.toThrow('ANSWER_LOST');
    expect(await written('乙部')).toBe(1);
  });

  test('after it was written, a verb with a key of its own is asked again', async () => {
    const [key, input] = [randomUUID(), { idempotencyKey: 'own-key-0001' }];
    void runNamed(await ctxOf(), naming(key, input), async (ctx) => write(ctx, '丙部').then(() => never));
    await expect.poll(() => written('丙部')).toBe(1);
    await forget(key);
    expect(await runNamed(await ctxOf(), naming(key, input), async () => 'what it made')).toBe('what it made');
  });

  test('and was only slow: what another has taken over he can no longer write', async () => {
    const key = randomUUID();
    let goOn = (): void => {};
    const waiting = new Promise<void>((resolve) => (goOn = resolve));
    const slow = runNamed(await ctxOf(), naming(key), async (ctx) => {
      await waiting;
      return write(ctx, '丁部');
    });
    await expect.poll(() => count('select 1 from miji.idempotency where key = $1', [key])).toBe(1);
    await forget(key);
    await runNamed(await ctxOf(), naming(key), (ctx) => write(ctx, '丁部'));
    goOn();
    await expect(slow).rejects.toThrow('taken over');
    expect(await written('丁部')).toBe(1);
  });
});
