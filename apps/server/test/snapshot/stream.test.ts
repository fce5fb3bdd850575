import type { AddressInfo } from 'node:net';
import { setTimeout as rest } from 'node:timers/promises';
import type { SignedMessage } from '@miji/contract';
import { SERVICE_SCOPES, snapshotPayload } from '@miji/contract';
import type { LocalLaw } from '@miji/core';
import { openSnapshot } from '@miji/core';
import { nodeVerifier } from '@miji/services';
import { itemDraft, personsNamed } from '@miji/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { openServedHouse } from '../api/support.ts';

const house = await openServedHouse('no-console');
const { own } = house.group;
await house.app.listen({ host: '127.0.0.1', port: 0 });
const base = `http://127.0.0.1:${(house.app.server.address() as AddressInfo).port}`;
const enter = async (personId: string) => house.signIn(await house.account(personId));
const [administrator, officer, manager, general] = [
  await enter(own.people.system_administrator),
  await enter(own.people.security_officer),
  await enter(own.people.department_head),
  await enter(own.people.general_manager),
];
const reader = own.people.staff;
const leaver = await house.group.hire(own, 'staff');
const clerk = await enter(reader);

const done = async <T>(response: Promise<{ statusCode: number; json(): unknown; body: string }>): Promise<T> => {
  const { statusCode, json, body } = await response;
  if (statusCode !== 200) throw new Error(`${statusCode} ${body}`);
  return json() as T;
};
const { key, keyId } = await done<{ key: string; keyId: string }>(
  house.post('/api/v1/service-keys', administrator, { service: '信贷系统', scopes: SERVICE_SCOPES }),
);
await done(house.post(`/api/v1/service-keys/${keyId}/confirmation`, officer, {}));
const authorization = `Bearer ${key}`;

const register = async (): Promise<string> => {
  const draft = { ...itemDraft('secret', own.people.department_head), range: personsNamed(reader, leaver) };
  const { number } = await done<{ number: string }>(house.post('/api/v1/items', clerk, draft));
  await done(house.post(`/api/v1/items/${number}/confirmation`, manager, { version: 1 }));
  return number;
};
const [named, held, granted] = [await register(), await register(), await register()];
const filed = await done<{ number: string }>(
  house.post('/api/v1/requests', clerk, {
    item: granted,
    particulars: { operation: 'copy' },
    purpose: '会议',
    idempotencyKey: 'snapshot-request-1',
  }),
);
await done(house.post(`/api/v1/requests/${filed.number}/decision`, general, { decision: 'approve' }));

const verified = ({ payload, keyId: signer, signature }: SignedMessage) => {
  const { key: own_ } = house.platform.snapshots;
  if (signer !== own_.keyId || !nodeVerifier.verify(own_.publicKey, payload, signature)) throw new Error('not signed');
  return snapshotPayload.parse(JSON.parse(payload));
};

const open = (cursor: string, more = '', { bearer = key, signal }: { bearer?: string; signal?: AbortSignal } = {}) =>
  fetch(`${base}/api/v1/snapshot/stream?cursor=${encodeURIComponent(cursor)}${more}`, {
    headers: { authorization: `Bearer ${bearer}`, accept: 'text/event-stream' },
    ...(signal === undefined ? {} : { signal }),
  });

interface StreamEvent {
  readonly event: string;
  readonly data: string;
}
/** What a stream says, one after the other. */
async function* eventsOf(response: Response): AsyncGenerator<StreamEvent, void> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
      yield { event: field('event'), data: field('data') };
    }
  }
}

/** A service that keeps a snapshot by the stream, over the wire. */
const follow = async () => {
  const taken = verified(
    (await (await fetch(`${base}/api/v1/snapshot`, { headers: { authorization } })).json()) as SignedMessage,
  );
  if (taken.kind !== 'snapshot') throw new Error(taken.kind);
  const law: LocalLaw = openSnapshot(taken.body);
  const leaving = new AbortController();
  const response = await open(law.cursor, '', { signal: leaving.signal });
  const said: StreamEvent[] = [];
  const ended = (async () => {
    for await (const { event, data } of eventsOf(response)) {
      if (event !== 'refused') {
        const message = verified(JSON.parse(data) as SignedMessage);
        if (message.kind === 'changed') expect(law.apply(message.delta)).toBe('applied');
        if (message.kind === 'alive') expect(message.cursor).toBe(law.cursor);
      }
      said.push({ event, data });
    }
  })().catch(() => {});
  afterAll(() => leaving.abort());
  return { law, response, said, ended, leave: () => leaving.abort() };
};

const stream = await follow();
const codeFor = async (person: string, item: string, operation: 'view' | 'copy'): Promise<unknown> => {
  const at = (await house.platform.clock.now()).epochMilliseconds;
  const answer = stream.law.decide({ person, item, operation, at });
  return 'decision' in answer ? answer.decision.code : 'known' in answer ? answer.code : answer.why;
};
/** Does something, and measures in milliseconds how long it takes until the service answers otherwise. */
const effectOf = async (act: () => Promise<unknown>, code: () => Promise<unknown>, wanted: unknown) => {
  await act();
  const began = performance.now();
  await expect.poll(code, { timeout: 5_000, interval: 10 }).toBe(wanted);
  return performance.now() - began;
};

describe('what is taken away is gone at the service within two seconds', () => {
  test('at first it is all there, and the stream says that it is alive', async () => {
    expect(stream.response.headers.get('content-type')).toContain('text/event-stream');
    expect(stream.response.headers.get('cache-control')).toBe('no-store, no-transform');
    await expect.poll(() => stream.said.map(({ event }) => event), { timeout: 5_000 }).toContain('alive');
    expect([
      await codeFor(reader, named, 'view'),
      await codeFor(leaver, named, 'view'),
      await codeFor(reader, granted, 'copy'),
      await codeFor(reader, held, 'copy'),
    ]).toEqual(['ALLOWED_NAMED', 'ALLOWED_NAMED', 'ALLOWED_GRANT', 'APPROVAL_REQUIRED']);
  });

  test('a name in a range', async () => {
    const item = await done<{ range: { id: string; name: string; member: { personId?: string } }[] }>(
      house.get(`/api/v1/items/${named}`, { cookie: manager }),
    );
    const entry = item.range.find(({ member }) => member.personId === reader);
    const path = `/api/v1/items/${named}/range/${entry?.id ?? ''}/revocation`;
    const ms = await effectOf(
      () => done(house.post(path, manager, { reason: '不再需要' })),
      () => codeFor(reader, named, 'view'),
      'NOT_FOUND',
    );
    expect(ms).toBeLessThan(2_000);
  });

  test('a grant', async () => {
    const ms = await effectOf(
      () => done(house.post(`/api/v1/grants/${filed.number}-G/revocation`, general, { reason: '收回' })),
      () => codeFor(reader, granted, 'copy'),
      'APPROVAL_REQUIRED',
    );
    expect(ms).toBeLessThan(2_000);
  });

  test('what is held', async () => {
    const ms = await effectOf(
      () => done(house.post(`/api/v1/items/${held}/hold`, officer, { reason: '调查' })),
      () => codeFor(reader, held, 'copy'),
      'ON_HOLD',
    );
    expect(ms).toBeLessThan(2_000);
  });

  test('a person who leaves', async () => {
    const { entries } = await done<{ entries: { appointmentId: string }[] }>(
      house.get(`/api/v1/appointments?personId=${leaver}`, { cookie: administrator }),
    );
    const path = `/api/v1/appointments/${entries[0]?.appointmentId ?? ''}/end`;
    const ms = await effectOf(
      () => done(house.post(path, administrator, { company: own.code })),
      // Of somebody who is not there any more only the server knows why.
      () => codeFor(leaver, named, 'view'),
      'UNKNOWN_PERSON',
    );
    expect(ms).toBeLessThan(2_000);
  });
});

/** Waits until the stream has told of somebody who has just come: from then on it is silent for a while. */
const hears = async (): Promise<string> => {
  const newcomer = await house.group.hire(own, 'staff');
  await expect.poll(() => codeFor(newcomer, named, 'view'), { timeout: 10_000, interval: 20 }).toBe('NOT_FOUND');
  return newcomer;
};

describe('the stream', () => {
  test('is right again after the connection to the database broke', async () => {
    const bells = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'miji bell' and datname = current_database()`;
    expect((await house.behind(bells, [])).length).toBeGreaterThan(0);
    await hears();
  });

  test('answers to what whoever opened it has made up, and no more of them are opened than a service needs', async () => {
    const metric = async () =>
      /^miji_snapshot_streams (\d+)$/m.exec((await house.app.inject('/metrics')).body)?.[1] ?? 'none';
    const nonce = 'a1-_'.repeat(5);
    const events = eventsOf(await open(stream.law.cursor, `&nonce=${nonce}`));
    const { value: first } = await events.next();
    expect(verified(JSON.parse(first?.data ?? '') as SignedMessage)).toMatchObject({ nonce });
    await events.return();
    await expect.poll(metric, { timeout: 5_000 }).toBe('1');
    const others = await Promise.all(Array.from({ length: 25 }, () => open(stream.law.cursor)));
    const codes = others.map(({ status }) => status);
    expect([codes.filter((code) => code === 200).length, new Set(codes)]).toEqual([19, new Set([200, 429])]);
    expect(await metric()).toBe('20');
    await Promise.all(others.map(async ({ body }) => body?.cancel()));
    // Whoever hangs up before he has read anything, too.
    await expect.poll(metric, { timeout: 5_000 }).toBe('1');
  });

  test('tells a burst of changes together', async () => {
    const moved = await hears();
    const [before, began] = [stream.said.length, performance.now()];
    const sooner = `update miji.appointment set valid_from = valid_from - interval '1 millisecond' where person_id = $1`;
    for (let turn = 0; turn < 60; turn += 1) await house.behind(sooner, [moved]);
    await hears();
    const told = stream.said.slice(before).filter(({ event }) => event === 'changed').length;
    expect(told).toBeLessThan((performance.now() - began) / 100 + 3);
  });

  test('ends when its key does', async () => {
    const expiresAt = new Date(Date.now() + 3_000).toISOString();
    const short = await done<{ key: string; keyId: string }>(
      house.post('/api/v1/service-keys', administrator, { service: '三秒', scopes: SERVICE_SCOPES, expiresAt }),
    );
    await done(house.post(`/api/v1/service-keys/${short.keyId}/confirmation`, officer, {}));
    const said: StreamEvent[] = [];
    for await (const event of eventsOf(await open(stream.law.cursor, '', { bearer: short.key }))) said.push(event);
    expect(said.at(-1)).toEqual({ event: 'refused', data: expect.stringContaining('KEY_EXPIRED') });
    expect(Date.now() - Date.parse(expiresAt)).toBeLessThan(2_000);
  });

  test('ends with the key at once, and says why', async () => {
    await hears();
    // Whatever else that rang is over: by itself the stream now says nothing for ten seconds.
    for (let said = -1; said !== stream.said.length; await rest(300)) said = stream.said.length;
    const began = performance.now();
    const revoked = await house.app.inject({
      method: 'DELETE',
      url: `/api/v1/service-keys/${keyId}`,
      headers: { cookie: administrator, origin: 'http://127.0.0.1:4412' },
    });
    expect(revoked.statusCode).toBe(200);
    await stream.ended;
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(stream.said.at(-1)).toEqual({ event: 'refused', data: expect.stringContaining('UNAUTHENTICATED') });
  });
});
