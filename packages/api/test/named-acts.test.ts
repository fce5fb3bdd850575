import { randomUUID } from 'node:crypto';
import { Refusal } from '@miji/contract';
import type { CallContext } from '@miji/services';
import { beginCall, OWN_KEY, runNamed } from '@miji/services';
import { insertAppointment } from '@miji/db';
import { itemDraft, personsNamed } from '@miji/testing';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { appRouter } from '../src/app-router.ts';
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
const opened = (name: string) => count('select 1 from miji.department where name = $1', [name]);
const kept = (key: string) =>
  superuser.query<{ answer: Buffer | null; acted: boolean }>(
    'select sealed_answer as answer, acted from miji.idempotency where key = $1',
    [key],
  );
const issued = (service: string) =>
  count(
    `select 1 from miji.audit_event e join miji.service s on s.id::text = e.subject_id
    where e.action = 'service_key.issued' and s.name = $1`,
    [service],
  );

describe('an act that its caller has named', () => {
  test('is done once, and whoever sends it again gets the same answer', async () => {
    const key = randomUUID();
    const [first, again] = [await openDepartment(key, '一部'), await openDepartment(key, '一部')];
    expect([first.statusCode, again.statusCode]).toEqual([200, 200]);
    expect(again.json()).toEqual(first.json());
    expect(await opened('一部')).toBe(1);
    expect((await openDepartment(randomUUID(), '一部')).json()).not.toEqual(first.json());
  });

  test('is done once where ten send it at the same moment', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => openDepartment(key, '二部')));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(await opened('二部')).toBe(1);
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

  test('keeps its answer sealed', async () => {
    const key = randomUUID();
    await openDepartment(key, '七部');
    const { rows } = await kept(key);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.answer?.includes('七部')).toBe(false);
  });

  test('keeps nowhere what is shown once, a key: whoever sends it again is told that it was done', async () => {
    const key = randomUUID();
    expect((await issueKey(key, '七号系统')).statusCode).toBe(200);
    expect(await kept(key)).toMatchObject({ rows: [{ answer: null, acted: true }] });
    expect(restCode(await issueKey(key, '七号系统'))).toBe('ANSWER_LOST');
    expect(await issued('七号系统')).toBe(1);
    const hers = { company: own.code, email: 'staff@bank.example' };
    const account = randomUUID();
    expect((await send(account, `/people/${own.people.staff}/account`, hers)).statusCode).toBe(200);
    expect(await kept(account)).toMatchObject({ rows: [{ answer: null, acted: true }] });
    expect(restCode(await send(account, `/people/${own.people.staff}/account`, hers))).toBe('ANSWER_LOST');
  });

  test('and was sent again stands in the trace', async () => {
    const key = randomUUID();
    for (let turn = 0; turn < 3; turn += 1) await openDepartment(key, '九部');
    await issueKey(key, '九部');
    const { rows } = await superuser.query(
      `select outcome, code, details ->> 'procedure' as procedure from miji.audit_event
        where action = 'act.repeated' and actor_id = $1 order by position desc limit 2`,
      [administrator],
    );
    const again = { outcome: 'done', code: null, procedure: 'organisation.openDepartment' };
    expect(rows).toEqual([again, again]);
  });

  test('gives its answer again only to whoever may still know what it speaks of', async () => {
    const draft = { ...itemDraft('secret', own.people.department_head), range: personsNamed(clerk) };
    const { number } = (await send(randomUUID(), '/items', draft, clerk)).json<{ number: string }>();
    const key = randomUUID();
    const manager = own.people.department_head;
    await send(randomUUID(), `/items/${number}/confirmation`, { version: 1 }, manager);
    const name = () => send(key, `/items/${number}/range`, { ...personsNamed(own.people.staff)[0] }, manager);
    const first = await name();
    expect([first.statusCode, (await name()).body]).toEqual([200, first.body]);
    await superuser.query('update miji.item set excluded_ids = array[$1::uuid] where number = $2', [manager, number]);
    expect(restCode(await name())).toBe('ANSWER_LOST');
  });

  test('gives its answer again only to whoever holds the same posts', async () => {
    const key = randomUUID();
    const second = await group.hire(own, 'system_administrator');
    expect((await openDepartment(key, '十部', second)).statusCode).toBe(200);
    await group.promote(own, second, 'auditor');
    expect(restCode(await openDepartment(key, '十部', second))).toBe('ANSWER_LOST');
    expect(await opened('十部')).toBe(1);
  });

  test('has a key of its own exactly where its input asks for one', () => {
    const procedures: Readonly<Record<string, unknown>> = appRouter._def.procedures;
    const withKey = Object.entries(procedures).flatMap(([name, procedure]) => {
      const { type, inputs } = Object(Reflect.get(Object(procedure), '_def'));
      const input: unknown = Array.isArray(inputs) ? inputs.at(-1) : undefined;
      if (type !== 'mutation' || !(input instanceof z.ZodType)) return [];
      const shape = JSON.stringify(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }));
      return shape.includes('"idempotencyKey"') ? [name] : [];
    });
    expect(withKey.toSorted()).toEqual([...OWN_KEY].toSorted());
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
  const naming = (key: string) => ({ key, procedure: 'organisation.openDepartment', input: {} });
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
    const key = randomUUID();
    const registering = { ...naming(key), procedure: 'items.register' };
    void runNamed(await ctxOf(), registering, async (ctx) => write(ctx, '丙部').then(() => never));
    await expect.poll(() => written('丙部')).toBe(1);
    await forget(key);
    expect(await runNamed(await ctxOf(), registering, async () => 'what it made')).toBe('what it made');
  });

  test('after it was written, and refused all the same: nobody does the first half again', async () => {
    const key = randomUUID();
    const half = async (ctx: CallContext): Promise<never> => {
      await write(ctx, '戊部');
      throw new Refusal('VERSION_CONFLICT');
    };
    await expect(runNamed(await ctxOf(), naming(key), half)).rejects.toThrow('VERSION_CONFLICT');
    await expect(runNamed(await ctxOf(), naming(key), half)).rejects.toThrow('ANSWER_LOST');
    expect(await written('戊部')).toBe(1);
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
