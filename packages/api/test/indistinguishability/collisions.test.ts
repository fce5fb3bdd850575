import { itemDraft, personsNamed } from '@miji/testing';
import { describe, expect, test } from 'vitest';
import { openHouse } from '../support/house.ts';
import type { Sender } from '../support/http.ts';
import { rest, serve, trpc } from '../support/http.ts';
import { seen } from './two-worlds.ts';

const house = await openHouse();
const app = await serve(house);
const { group } = house;
const { own, headquarters } = group;
const clerk = await group.hire(own, 'staff');
const reader = await group.hire(own, 'staff');
const outsider = await group.hire(own, 'staff');
const { department_head: manager } = own.people;

const TITLE = '与远帆科技的并购谈判底价';
const KEY = 'hidden-item-key-01';
const draft = (over: object = {}) => ({ ...itemDraft('secret', manager), range: personsNamed(reader), ...over });
const hiddenDraft = draft({ title: TITLE, idempotencyKey: KEY });
const { number: hidden } = await house.as(clerk).items.register(hiddenDraft);
const NEVER = `${own.code}-2026-000999`;
const running = (number: string) => Number(number.slice(-6));
const register = (sender: Sender, body: object) => rest(app, sender, { method: 'POST', path: '/items', body });

describe('name collision: what somebody writes down', () => {
  test('under the key, with the title and the text of a hidden item is his own item, as any other would be', async () => {
    const same = await register({ person: outsider }, hiddenDraft);
    const other = await register({ person: outsider }, draft({ title: '另一件', idempotencyKey: 'quite-another-key' }));
    expect([same.statusCode, other.statusCode]).toEqual([200, 200]);
    const [a, b] = [same, other].map((response) => {
      const { number, ...answer } = response.json<{ number: string }>();
      return { answer, headers: { ...response.headers, date: '' }, length: number.length };
    });
    expect(a).toEqual(b);
    expect(same.json<{ number: string }>().number).not.toBe(hidden);
  });

  test('with a hidden item as its source is refused in the same bytes as with a number never issued', async () => {
    for (const [key, known] of [
      ['derived-key-0001', []],
      ['derived-key-0002', [(await house.as(outsider).items.register(draft())).number]],
    ] as const) {
      const ask = (source: string) => draft({ sources: [...known, source], idempotencyKey: key });
      const body = JSON.stringify(ask(hidden)).length;
      expect(JSON.stringify(ask(NEVER)).length).toBe(body);
      const answers = [
        await register({ person: outsider }, ask(hidden)),
        await register({ person: outsider }, ask(NEVER)),
      ];
      const overTrpc = [
        await trpc(app, { person: outsider }, 'items.register', ask(hidden)),
        await trpc(app, { person: outsider }, 'items.register', ask(NEVER)),
      ];
      expect(seen(answers[0] ?? never())).toEqual(seen(answers[1] ?? never()));
      expect(seen(overTrpc[0] ?? never())).toEqual(seen(overTrpc[1] ?? never()));
      expect(answers[0]?.statusCode).not.toBe(200);
    }
  });

  test('as a request under the key that a hidden request has is answered as any other', async () => {
    const filing = { particulars: { operation: 'copy' }, purpose: '用', idempotencyKey: 'request-key-0001' } as const;
    await house.as(reader).requests.file({ ...filing, item: hidden });
    const { number: mine } = await house.as(outsider).items.register(draft({ range: personsNamed(outsider) }));
    const answers = await Promise.all(
      [hidden, NEVER].map((item) =>
        rest(app, { person: outsider }, { method: 'POST', path: '/requests', body: { ...filing, item } }),
      ),
    );
    expect(seen(answers[0] ?? never())).toEqual(seen(answers[1] ?? never()));
    expect((await house.as(outsider).requests.file({ ...filing, item: mine })).item).toBe(mine);
  });
});

/** Numbers run on without gaps, so one's own tell how many others there are (threat model, no. 5); that, and nothing else. */
describe('sequence numbers: the next one', () => {
  const next = async (): Promise<number> => running((await house.as(outsider).items.register(draft())).number);

  test('is further by one for each item in between, whatever it is, and whatever became of it', async () => {
    for (const level of ['confidential', 'secret', 'top_secret'] as const) {
      const before = await next();
      const range = level === 'top_secret' ? [] : personsNamed(reader);
      const { number } = await house.as(clerk).items.register({ ...itemDraft(level, manager), range });
      const namer = house.as(level === 'top_secret' ? headquarters.people.general_manager : manager);
      await namer.items.name({ number, member: { kind: 'person', personId: reader }, reason: '承办' });
      await namer.items.exclude({ number, personId: clerk, reason: '回避' });
      expect((await next()) - before, level).toBe(2);
    }
  });

  test('does not move for what was refused, asked for, or done twice', async () => {
    const before = await next();
    const again = draft({ idempotencyKey: 'the-same-key-again' });
    await house.as(clerk).items.register(again);
    await house.as(clerk).items.register(again);
    await register({ person: clerk }, draft({ basis: '' }));
    await register({ person: clerk }, draft({ sources: [NEVER] }));
    await rest(app, { person: outsider }, { method: 'GET', path: `/items/${hidden}` });
    expect((await next()) - before).toBe(2);
  });

  test('of a request is the same whether one has asked for hidden items before or not', async () => {
    const { number: mine } = await house.as(outsider).items.register(draft({ range: personsNamed(outsider) }));
    const file = async (idempotencyKey: string): Promise<number> =>
      running(
        (
          await house
            .as(outsider)
            .requests.file({ item: mine, particulars: { operation: 'copy' }, purpose: '用', idempotencyKey })
        ).number,
      );
    const first = await file('sequence-key-0001');
    for (const item of [hidden, NEVER, hidden]) {
      const body = { item, particulars: { operation: 'copy' }, purpose: '用', idempotencyKey: `probing-${item}` };
      expect((await rest(app, { person: outsider }, { method: 'POST', path: '/requests', body })).statusCode).toBe(404);
    }
    expect((await file('sequence-key-0002')) - first).toBe(1);
  });
});

const never = (): never => {
  throw new Error('there is no answer');
};
