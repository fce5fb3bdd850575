import { createPool, ScopedDatabase } from '@miji/db';
import { createTestDatabase } from '@miji/testing';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { databaseClock } from '../src/index.ts';

const database = await createTestDatabase();
const pool = createPool({ url: database.urlFor('miji_app'), max: 2, name: 'test' });
afterAll(() => database.drop());
afterAll(() => pool.end());
afterEach(() => {
  vi.useRealTimers();
});
const db = new ScopedDatabase(pool);

const shownByDatabase = async (): Promise<number> => {
  const { rows } = await pool.query<{ ms: string }>('select floor(extract(epoch from clock_timestamp()) * 1000) as ms');
  return Number(rows[0]?.ms);
};
/** How far apart two readings may be, one of them taken while this machine was busy. */
const CLOSE_MS = 500;

test('every server goes by the clock of the database, whatever its own machine shows', async () => {
  const real = Date.now();
  vi.useFakeTimers({ toFake: ['Date'], now: real + 24 * 3_600_000 });
  const [ahead, behind] = [databaseClock(db), databaseClock(db)];
  const first = (await ahead.now()).epochMilliseconds;
  vi.setSystemTime(real - 24 * 3_600_000);
  const second = (await behind.now()).epochMilliseconds;
  const shown = await shownByDatabase();
  expect(Math.abs(first - shown)).toBeLessThan(CLOSE_MS);
  expect(Math.abs(second - shown)).toBeLessThan(CLOSE_MS);
});

test('it goes on where the machine’s clock is set back, and never back itself', async () => {
  const clock = databaseClock(db);
  const readings: number[] = [];
  for (let count = 0; count < 50; count += 1) {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 60_000 });
    readings.push((await clock.now()).epochMilliseconds);
    vi.useRealTimers();
  }
  expect(readings).toEqual(readings.toSorted((one, other) => one - other));
  expect(Math.abs((await clock.now()).epochMilliseconds - (await shownByDatabase()))).toBeLessThan(CLOSE_MS);
});

test('it is read once for many who ask, and cannot be set', async () => {
  const asked = vi.spyOn(db, 'directory');
  const clock = databaseClock(db);
  const first = await clock.now();
  await Promise.all(Array.from({ length: 100 }, () => clock.now()));
  expect(asked).toHaveBeenCalledTimes(1);
  await expect(clock.set(first)).rejects.toMatchObject({ code: 'CLOCK_NOT_MANUAL' });
});
