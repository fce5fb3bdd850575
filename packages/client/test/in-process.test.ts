import { itemDraft, personsNamed } from '@miji/testing';
import { expect, it } from 'vitest';
import { createMijiClient, Refusal, Session } from '../src/index.ts';
import { inProcess } from '../src/testing.ts';
import { codeOf } from './support/bank.ts';
import { openHouseInProcess } from './support/house-in-process.ts';
import { transportSuite } from './transport-suite.ts';

const house = await openHouseInProcess();
const { group, apiKey } = house;
const [manager, readerId, outsiderId] = [
  group.own.people.department_head,
  await group.hire(group.own, 'staff'),
  await group.hire(group.own, 'staff'),
];
const losing = new Map<string, number>();
const held = new Set<string>();
const sent: string[] = [];
const transport = inProcess({
  ...house,
  invoke: async (path, input, headers) => {
    sent.push(path);
    const answer = await house.invoke(path, input, headers);
    const left = losing.get(path) ?? 0;
    losing.set(path, left - 1);
    if (left > 0) throw new Refusal('UNAVAILABLE');
    if (held.has(path)) await new Promise(() => {});
    return answer;
  },
});

transportSuite('in this process', () => ({
  client: (options) => createMijiClient({ transport, apiKey, ...options }),
  readerId,
  outsiderId,
  draft: (title) => {
    const { idempotencyKey: _, ...draft } = itemDraft('confidential', manager);
    return { ...draft, title, range: personsNamed(readerId) };
  },
  loseAnswers: (path, times) => void losing.set(path, times),
  holdAnswers: (path) => void held.add(path),
  sent: (path) => sent.filter((one) => one === path).length,
}));

it('a person calls by his session, and the clock is what it was set to', async () => {
  const person = createMijiClient({ transport, session: new Session(`person=${readerId}`, 'http://miji.test') });
  await house.setTime('2027-03-01T00:00:00Z');
  expect((await person.session.get()).clock.now).toMatch(/^2027-03-01/);
});

it('what is no procedure is UNAVAILABLE where nothing answers it', async () => {
  const { invoke } = house;
  const bare = createMijiClient({ transport: inProcess({ invoke }), apiKey, attempts: 1 });
  expect(await codeOf(bare.copies.file({ id: 'HYYH-2026-000001/001' }))).toBe('UNAVAILABLE');
});
