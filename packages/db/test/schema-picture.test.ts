import { expect, test } from 'vitest';
import { dumpSchema } from '../src/admin/dump-schema.ts';
import { openBench } from './support/connect.ts';

const { superuser } = await openBench();

test('schema.sql shows what the migrations make', async () => {
  await expect(await dumpSchema(superuser)).toMatchFileSnapshot('../schema.sql');
});

test('a change that no migration made is seen in the picture of the schema', async () => {
  const before = await dumpSchema(superuser);
  await superuser.query('grant update (title) on miji.item to miji_group');
  const after = await dumpSchema(superuser);
  expect(after.split('\n').filter((line) => !before.includes(line))).toEqual([
    'grant update (title) on miji.item to miji_group;',
  ]);
});
