import { itemDraft, personsNamed } from '@miji/testing';
import { expect, test } from 'vitest';
import { openHouse } from '../support/house.ts';
import type { RestCall } from '../support/http.ts';
import { rest, serve } from '../support/http.ts';

const house = await openHouse();
const app = await serve(house);
const { group } = house;
const { own } = group;
const clerk = house.as(await group.hire(own, 'staff'));
const reader = await group.hire(own, 'staff');
const outsider = await group.hire(own, 'staff');

/** With a wide range, whose loading would take its time. */
const people: string[] = [];
for (let index = 0; index < 40; index += 1) people.push(await group.hire(own, 'staff'));
const draft = itemDraft('secret', own.people.department_head);
const { number: hidden } = await clerk.items.register({ ...draft, range: personsNamed(reader, ...people) });
const NEVER = `${own.code}-2026-000999`;

const ROUNDS = 150;
const CALLS: Readonly<Record<string, (item: string) => RestCall>> = {
  'reading the text': (item) => ({ method: 'GET', path: `/items/${item}/content` }),
  'looking at it': (item) => ({ method: 'GET', path: `/items/${item}` }),
  'asking the law': (item) => ({ method: 'POST', path: '/access/check', body: { item, operation: 'view' } }),
  'asking the law a hundred times': (item) => ({
    method: 'POST',
    path: '/access/check-many',
    body: { questions: Array.from({ length: 100 }, () => ({ item, operation: 'view' })) },
  }),
  'filing a request': (item) => ({
    method: 'POST',
    path: '/requests',
    body: { item, operation: 'copy', copies: 1, purpose: '用', idempotencyKey: 'timing-key-0001' },
  }),
  'searching everywhere for it': (item) => ({ method: 'POST', path: '/search', body: { words: item } }),
  'searching for it': (item) => ({ method: 'POST', path: '/items/search', body: { company: own.code, search: item } }),
};

const sorted = (times: readonly number[]) => times.toSorted((a, b) => a - b);
const quantile = (times: readonly number[], share: number): number =>
  sorted(times)[Math.floor((times.length - 1) * share)] ?? 0;
const shown = (times: readonly number[]) =>
  [0.1, 0.5, 0.9, 0.99].map((share) => quantile(times, share).toFixed(2)).join(' / ');

/**
 * How probable it is that a hidden item takes longer than a number never issued, with the standard score of that under chance
 * (Mann–Whitney): 0.5 and near 0 where time tells nothing.
 */
const rankTest = (a: readonly number[], b: readonly number[]) => {
  const wins = a.reduce((sum, x) => sum + b.reduce((won, y) => won + (x > y ? 1 : x === y ? 0.5 : 0), 0), 0);
  const pairs = a.length * b.length;
  const spread = Math.sqrt((pairs * (a.length + b.length + 1)) / 12);
  return { share: wins / pairs, score: (wins - pairs / 2) / spread };
};

test.each(Object.keys(CALLS))(
  'timing: %s takes as long for what is hidden as for what never was',
  async (name) => {
    const call = CALLS[name];
    if (call === undefined) throw new Error('no such call');
    const timed = async (item: string): Promise<number> => {
      const began = performance.now();
      await rest(app, { person: outsider }, call(item));
      return performance.now() - began;
    };
    const rounds = name.includes('hundred') ? ROUNDS / 5 : ROUNDS;
    for (let round = 0; round < 10; round += 1) await Promise.all([timed(hidden), timed(NEVER)]);
    const there: number[] = [];
    const nowhere: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      // In turns, and each first as often as the other: whatever else the machine does falls on both.
      const order = round % 2 === 0 ? [hidden, NEVER] : [NEVER, hidden];
      for (const item of order) (item === hidden ? there : nowhere).push(await timed(item));
    }
    const ratio = quantile(there, 0.5) / quantile(nowhere, 0.5);
    const { share, score } = rankTest(there, nowhere);
    process.stdout.write(
      `${name}: ms at 10/50/90/99 %: hidden ${shown(there)}, never issued ${shown(nowhere)}; ` +
        `medians ${ratio.toFixed(3)}; hidden is slower in ${(share * 100).toFixed(1)} % of pairs, z ${score.toFixed(1)}\n`,
    );
    // Generous, so that a busy machine does not turn it red; a further query to the database would.
    expect(ratio).toBeLessThan(1.8);
    expect(ratio).toBeGreaterThan(0.55);
  },
  60_000,
);
