import { Temporal } from '@miji/core';
import { insertDepartment, listDepartmentsOf } from '@miji/db';
import { beforeAll, expect, test } from 'vitest';
import { openBench } from './support/connect.ts';
import { BANK, HEADQUARTERS, seedCompany, seedDirectory, SISTER } from './support/rows.ts';

const bench = await openBench();
const scope = { personId: null, principals: [], at: Temporal.Instant.from('2026-11-21T04:00:00Z') };
const names = (companyId: string) =>
  bench.db.transact({ ...scope, companyId }, async (tx) => (await listDepartmentsOf(tx)).map(({ name }) => name));

beforeAll(async () => {
  await seedDirectory(bench.superuser, [BANK, SISTER, HEADQUARTERS]);
  for (const company of [BANK, SISTER]) await seedCompany(bench.superuser, company);
});

test('an act in two companies is in both, and each part sees its own company alone', async () => {
  const ids = ['11111111-0000-4000-8000-000000000001', '11111111-0000-4000-8000-000000000002'] as const;
  await bench.db.transactAcross(scope, async (within) => {
    await within(BANK.id, (tx) => insertDepartment(tx, { id: ids[0], name: 'both' }));
    const seen = await within(SISTER.id, async (tx) => {
      await insertDepartment(tx, { id: ids[1], name: 'both' });
      return listDepartmentsOf(tx);
    });
    expect(new Set(seen.map((row) => row.company_id))).toEqual(new Set([SISTER.id]));
  });
  expect([await names(BANK.id), await names(SISTER.id)]).toEqual([
    expect.arrayContaining(['both']),
    expect.arrayContaining(['both']),
  ]);
});

test('where its second part fails, its first has not happened', async () => {
  const failing = bench.db.transactAcross(scope, async (within) => {
    await within(BANK.id, (tx) => insertDepartment(tx, { id: '11111111-0000-4000-8000-000000000003', name: 'half' }));
    await within(SISTER.id, async () => Promise.reject(new Error('the second part')));
  });
  await expect(failing).rejects.toThrow('the second part');
  expect(await names(BANK.id)).not.toContain('half');
});

test('two parts at a time are refused: a connection is within one company', async () => {
  const both = bench.db.transactAcross(scope, (within) =>
    Promise.all([within(BANK.id, listDepartmentsOf), within(SISTER.id, listDepartmentsOf)]),
  );
  await expect(both).rejects.toThrow('one company at a time');
});
