import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { GoneError, NotNowError } from '../../src/platform/not-now-error.ts';
import { Turns } from '../../src/platform/turns.ts';

/** Whose work began in which order, and how many pieces were under way at most. */
const watched = async (seats: number, who: string): Promise<{ readonly order: string; readonly most: number }> => {
  const turns = new Turns(seats);
  const busy: string[] = [];
  let [order, most] = ['', 0];
  const work = async (whose: string): Promise<void> => {
    expect(busy, 'nobody has two under way').not.toContain(whose);
    order += whose;
    busy.push(whose);
    most = Math.max(most, busy.length);
    await sleep(1);
    busy.splice(busy.indexOf(whose), 1);
  };
  await Promise.all(Array.from(who, (whose) => turns.take(whose, () => work(whose))));
  return { order, most };
};

test('whoever waits has a turn before anybody has a second one', async () => {
  expect(await watched(1, 'aaaabbc')).toEqual({ order: 'abcabaa', most: 1 });
});

test('so many are under way as there are seats, and never two of one', async () => {
  expect(await watched(2, 'aaabc')).toMatchObject({ most: 2 });
  expect(await watched(5, 'aaaa')).toEqual({ order: 'aaaa', most: 1 });
});

test('what goes wrong with one piece is told to whoever wanted it, and keeps nobody else waiting', async () => {
  const turns = new Turns(1);
  const failed = turns.take('a', () => Promise.reject(new Error('broken')));
  const next = turns.take('a', () => Promise.resolve('done'));
  await expect(failed).rejects.toThrow('broken');
  expect(await next).toBe('done');
});

test('whoever has gone, or has waited long enough, takes no turn', async () => {
  const turns = new Turns(1, 20);
  const { promise: end, resolve } = Promise.withResolvers<void>();
  const running = turns.take('a', () => end);
  const leaving = new AbortController();
  const gone = turns.take('b', () => Promise.reject(new Error('began')), leaving.signal);
  const tired = turns.take('c', () => Promise.reject(new Error('began')));
  leaving.abort();
  await expect(gone).rejects.toThrow(GoneError);
  await expect(tired).rejects.toThrow(NotNowError);
  resolve();
  await running;
  await expect(turns.take('b', () => Promise.resolve('late'), leaving.signal)).rejects.toThrow(GoneError);
  expect(await turns.take('b', () => Promise.resolve('done'))).toBe('done');
});
