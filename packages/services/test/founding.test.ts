import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { foundCompany } from '../src/index.ts';
import type { TraceHouse } from './trace/support/trace-house.ts';
import { openTraceHouse } from './trace/support/trace-house.ts';

let house: TraceHouse;

beforeAll(async () => {
  house = await openTraceHouse();
});

const numberOf = async (text: string, id: string): Promise<number> => {
  const { rows } = await house.superuser.query<{ n: number }>(`select count(*)::integer as n from ${text} = $1`, [id]);
  return rows[0]?.n ?? -1;
};
const companies = (id: string) => numberOf('miji.company where id', id);
const foundings = (id: string) => numberOf(`miji.audit_event where action = 'company.founded' and company_id`, id);

test('a company whose founding could not be traced is not founded; one that is, is traced once', async () => {
  const id = randomUUID();
  const found = async () => {
    const at = await house.platform.clock.now();
    const departments = [{ id: randomUUID(), name: '财务部' }];
    await foundCompany(house.platform, { id, code: 'HYQZ', kind: 'subsidiary', name: '宏远期货', departments }, at);
  };
  await house.superuser.query('revoke insert on miji.audit_event from miji_app');
  await expect(found()).rejects.toMatchObject({ code: '42501' });
  await house.superuser.query('grant insert on miji.audit_event to miji_app');
  expect([await companies(id), await foundings(id)]).toEqual([0, 0]);
  expect(await numberOf('miji.department where company_id', id)).toBe(0);

  await found();
  await foundCompany(
    house.platform,
    { id, code: 'HYQZ', kind: 'subsidiary', name: '宏远期货', departments: [] },
    await house.platform.clock.now(),
  );
  expect([await companies(id), await foundings(id)]).toEqual([1, 1]);
});
