import { Temporal } from '@miji/core';
import type { Scope } from '@miji/db';
import { nextNumber } from '@miji/db';
import { expect, test } from 'vitest';
import { openBench } from './support/connect.ts';
import { BANK, seedDirectory, SISTER } from './support/rows.ts';

const { db, superuser } = await openBench(10);
await seedDirectory(superuser, [BANK, SISTER]);

const at = Temporal.Instant.from('2026-11-21T04:00:00Z');
const scopeOf = (companyId: string): Scope => ({ companyId, personId: null, principals: [], at });
const take = (year: number, companyId = BANK.id) =>
  db.transact(scopeOf(companyId), (tx) => nextNumber(tx, 'item', year));

test('fifty who take a number at once get 1 to 50, each one once', async () => {
  const numbers = await Promise.all(Array.from({ length: 50 }, () => take(2026)));
  expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
});

test('a number that was taken in vain leaves no gap', async () => {
  const outcomes = await Promise.allSettled(
    Array.from({ length: 30 }, (_, n) =>
      db.transact(scopeOf(BANK.id), async (tx) => {
        const number = await nextNumber(tx, 'request', 2026);
        if (n % 3 === 0) throw new Error('in vain');
        return number;
      }),
    ),
  );
  const numbers = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
});

test('every company, every year and every name counts for itself', async () => {
  expect(await take(2031)).toBe(1);
  expect(await take(2031, SISTER.id)).toBe(1);
  expect(await take(2032)).toBe(1);
  expect(await db.transact(scopeOf(BANK.id), (tx) => nextNumber(tx, 'request', 2031))).toBe(1);
  expect(await take(2031)).toBe(2);
});
