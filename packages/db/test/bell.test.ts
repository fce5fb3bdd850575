import { DatabaseBell, decisionsOf } from '@miji/db';
import { afterAll, expect, test } from 'vitest';
import { openBench } from './support/connect.ts';
import { BANK, seedDirectory } from './support/rows.ts';

const { database, superuser } = await openBench();
const bell = new DatabaseBell(database.urlFor('miji_app'));
afterAll(() => bell.close());

test('a new version of the rules rings for the decisions of every company, and for nobody’s inbox', async () => {
  await seedDirectory(superuser, [BANK]);
  const rung: string[] = [];
  for (const name of [BANK.person, decisionsOf(BANK.id), decisionsOf(BANK.person)]) {
    bell.listen(name, () => rung.push(name));
  }
  const notify = (channel: string, payload: string) => superuser.query('select pg_notify($1, $2)', [channel, payload]);
  const heard = async (): Promise<readonly string[]> => {
    await expect.poll(() => rung.length, { interval: 5 }).toBeGreaterThan(0);
    return rung.splice(0).toSorted();
  };
  const all = [BANK.person, decisionsOf(BANK.id), decisionsOf(BANK.person)].toSorted();
  expect(await heard(), 'whoever listens is rung once it is connected').toEqual(all);
  await notify('miji_snapshot', '*');
  expect(await heard()).toEqual([decisionsOf(BANK.id), decisionsOf(BANK.person)].toSorted());
  await notify('miji_snapshot', BANK.id);
  expect(await heard()).toEqual([decisionsOf(BANK.id)]);
  await notify('miji_notice', BANK.person);
  expect(await heard()).toEqual([BANK.person]);
});
