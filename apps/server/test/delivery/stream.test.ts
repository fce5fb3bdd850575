import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, describe, expect, test } from 'vitest';
import { BASE_URL } from '../api/support.ts';
import { openDeliveryHouse } from './delivery-house.ts';

const house = await openDeliveryHouse();
const { general_manager: manager, staff, department_head: head } = house.group.own.people;

const listening = async (app: FastifyInstance): Promise<string> => {
  await app.listen({ host: '127.0.0.1', port: 0 });
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
};
const here = await listening(house.app);
const elsewhere = await listening(await house.another());

/** A stream as a browser reads it: what was said so far, and how it ended. */
const watch = async (base: string, cookie: string, site = 'same-origin') => {
  const leaving = new AbortController();
  const response = await fetch(`${base}/api/trpc/notices.unread`, {
    headers: { cookie, accept: 'text/event-stream', 'sec-fetch-site': site },
    signal: leaving.signal,
  });
  const said: { readonly event: string; readonly data: string }[] = [];
  const reading = (async () => {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks.filter((one) => one.trim() !== '')) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
        said.push({ event: field('event') || 'message', data: field('data') });
      }
    }
  })().catch(() => {});
  afterAll(() => leaving.abort());
  const counts = () =>
    said.filter(({ event }) => event === 'message').map(({ data }) => (JSON.parse(data) as { unread: number }).unread);
  return { response, said, counts, ended: reading, leave: () => leaving.abort() };
};

const tell = (to: string, key: string) => house.tell('approved', [to], key);
const WITHIN = { timeout: 4_000, interval: 20 };

describe('the number of unread notices', () => {
  test('is said at once, and whenever it changes, on every server and by whichever the change was made', async () => {
    const cookie = await house.signIn(await house.account(manager));
    const streams = [await watch(here, cookie), await watch(elsewhere, cookie)];
    expect(streams.map(({ response }) => response.headers.get('content-type'))).toEqual([
      'text/event-stream',
      'text/event-stream',
    ]);
    expect(streams[0]?.response.headers.get('content-security-policy')).toContain("default-src 'none'");
    for (const { counts } of streams) await expect.poll(counts, WITHIN).toEqual([0]);
    await tell(manager, 'one');
    for (const { counts } of streams) await expect.poll(counts, WITHIN).toEqual([0, 1]);
    await tell(head, 'of somebody else');
    await tell(manager, 'two');
    for (const { counts } of streams) await expect.poll(counts, WITHIN).toEqual([0, 1, 2]);
    const read = await fetch(`${elsewhere}/api/v1/notices/read`, {
      method: 'POST',
      headers: { cookie, origin: BASE_URL, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(await read.json()).toEqual({ unread: 0 });
    for (const { counts, leave } of streams) {
      await expect.poll(counts, WITHIN).toEqual([0, 1, 2, 0]);
      leave();
    }
  });

  test('is right again after the connection to the database broke and something happened meanwhile', async () => {
    const cookie = await house.signIn(await house.account(staff));
    const { counts, leave } = await watch(here, cookie);
    await expect.poll(counts, WITHIN).toEqual([0]);
    const bells = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'miji bell' and datname = current_database()`;
    expect((await house.behind(bells, [])).length).toBeGreaterThan(0);
    await tell(staff, 'while nobody listened');
    await expect.poll(counts, { timeout: 10_000 }).toEqual([0, 1]);
    await tell(staff, 'and after');
    await expect.poll(counts, WITHIN).toEqual([0, 1, 2]);
    leave();
  });

  test('is said to nobody who is not signed in, nor to somebody else’s page', async () => {
    const cookie = await house.signIn(await house.account(manager));
    for (const stream of [await watch(here, 'nobody=1'), await watch(here, cookie, 'cross-site')]) {
      await stream.ended;
      expect(stream.counts()).toEqual([]);
      expect(stream.said.at(-1)?.data).toContain('"UNAUTHENTICATED"');
    }
  });
});

describe('a stream', () => {
  test('ends with the session: what happens after signing out is not said', async () => {
    const cookie = await house.signIn(await house.account(head));
    const { said, counts, ended } = await watch(here, cookie);
    await expect.poll(() => counts().length, WITHIN).toBe(1);
    const out = await house.post('/api/auth/sign-out', cookie, {});
    expect(out.statusCode).toBe(200);
    await tell(head, 'too late');
    await ended;
    expect(counts()).toHaveLength(1);
    expect(said.at(-1)?.event).toBe('serialized-error');
    expect(said.at(-1)?.data).toContain('"UNAUTHENTICATED"');
  });

  test('keeps no idle session open', async () => {
    const cookie = await house.signIn(await house.account(manager));
    const { counts, ended, said } = await watch(here, cookie);
    await expect.poll(() => counts().length, WITHIN).toBe(1);
    const idle = `update auth.session set updated_at = now() - interval '2 days' where user_id = (select id from auth."user" where person_id = $1)`;
    await house.behind(idle, [manager]);
    await tell(manager, 'while he was away');
    await ended;
    expect(said.at(-1)?.data).toContain('"UNAUTHENTICATED"');
  });

  test('does not hold up the end of the server, and asks to be opened again', async () => {
    const cookie = await house.signIn(await house.account(staff));
    const closing = await house.another();
    const { said, counts, ended } = await watch(await listening(closing), cookie);
    await expect.poll(() => counts().length, WITHIN).toBe(1);
    // Held up, it would end with the test's own time, and not before.
    await closing.close();
    await ended;
    expect(said.at(-1)?.data).toContain('"SERVICE_UNAVAILABLE"');
  });
});
