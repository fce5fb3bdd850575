import { expect, test, vi } from 'vitest';
import { tendRequests } from '../../src/index.ts';
import { openHouse } from '../support/house.ts';
import { storedOf } from '../support/tending.ts';

const MANY = 2_000;
/** As many as one round looks at in one go; what it asks for once is asked for once for all of these. */
const PAGE = 200;

const house = await openHouse();
const { own } = house.group;
const reader = await house.group.hire(own, 'staff');
const item = await house.register('secret', [reader]);

/** The same request again, so often, as if each had been filed by itself. */
const repeat = async (number: string): Promise<void> => {
  const { rows } = await house.superuser.query<{ column_name: string }>(
    `select column_name from information_schema.columns where table_schema = 'miji' and table_name = 'request'
        and is_generated = 'NEVER'`,
  );
  const columns = rows.map(({ column_name }) => column_name);
  const other: Readonly<Record<string, string>> = {
    id: 'gen_random_uuid()',
    number: `overlay(number placing lpad((100000 + n)::text, 6, '0') from length(number) - 5)`,
    idempotency_key: 'gen_random_uuid()',
  };
  await house.superuser.query(
    `insert into miji.request (${columns.join(', ')})
     select ${columns.map((column) => other[column] ?? column).join(', ')}
       from miji.request, generate_series(1, ${MANY - 1}) as n where number = $1`,
    [number],
  );
};

test('a round over two thousand requests asks once for many of them, and writes only those to which something has happened', async () => {
  const number = await house.file(item, reader);
  await repeat(number);
  const transactions = vi.spyOn(house.platform.db, 'transact');
  const clockReadings = vi.spyOn(house.platform.clock, 'now');
  expect(await tendRequests(house.platform, own.id)).toBe(0);
  // Of each page: the page itself, and the officers of the owner and of the head office.
  const pages = MANY / PAGE + 1;
  expect(transactions.mock.calls.length).toBeLessThanOrEqual(pages * 3);
  expect(clockReadings.mock.calls.length).toBe(pages * 2);

  const { rows } = await house.superuser.query(
    `update miji.request set turn_began_at = turn_began_at - interval '8 days' where number like '%77' returning id`,
  );
  transactions.mockClear();
  expect(await tendRequests(house.platform, own.id)).toBe(rows.length);
  expect(rows.length).toBeGreaterThan(10);
  expect(transactions.mock.calls.length).toBeLessThanOrEqual(pages * 4);
  expect(await storedOf(house, number)).toMatchObject({ stage: 'fresh' });
  expect(await tendRequests(house.platform, own.id)).toBe(0);
}, 120_000);
