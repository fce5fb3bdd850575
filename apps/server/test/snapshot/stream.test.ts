import type { AddressInfo } from 'node:net';
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

/** A service that keeps a snapshot by the stream, over the wire. */
const follow = async () => {
  const taken = verified(
    (await (await fetch(`${base}/api/v1/snapshot`, { headers: { authorization } })).json()) as SignedMessage,
  );
  if (taken.kind !== 'snapshot') throw new Error(taken.kind);
  const law: LocalLaw = openSnapshot(taken.body);
  const leaving = new AbortController();
  const response = await fetch(`${base}/api/v1/snapshot/stream?cursor=${encodeURIComponent(law.cursor)}`, {
    headers: { authorization, accept: 'text/event-stream' },
    signal: leaving.signal,
  });
  const said: { readonly event: string; readonly data: string }[] = [];
  const ended = (async () => {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
        const [event, data] = [field('event'), field('data')];
        if (event !== 'refused') {
          const message = verified(JSON.parse(data) as SignedMessage);
          if (message.kind === 'changed') expect(law.apply(message.delta)).toBe('applied');
          if (message.kind === 'alive') expect(message.cursor).toBe(law.cursor);
        }
        said.push({ event, data });
      }
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

describe('the stream', () => {
  test('is right again after the connection to the database broke', async () => {
    const bells = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'miji bell' and datname = current_database()`;
    expect((await house.behind(bells, [])).length).toBeGreaterThan(0);
    const newcomer = await house.group.hire(own, 'staff');
    await expect.poll(() => codeFor(newcomer, named, 'view'), { timeout: 10_000, interval: 20 }).toBe('NOT_FOUND');
  });

  test('ends with the key, and says why', async () => {
    const revoked = await house.app.inject({
      method: 'DELETE',
      url: `/api/v1/service-keys/${keyId}`,
      headers: { cookie: administrator, origin: 'http://127.0.0.1:4412' },
    });
    expect(revoked.statusCode).toBe(200);
    // Whatever changes next wakes it.
    await house.group.hire(own, 'staff');
    await stream.ended;
    expect(stream.said.at(-1)).toEqual({ event: 'refused', data: expect.stringContaining('UNAUTHENTICATED') });
  });
});
