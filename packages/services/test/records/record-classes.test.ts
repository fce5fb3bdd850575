import type { RecordClassWire } from '@miji/contract';
import { USUAL_SCOPES } from '@miji/contract';
import { describe, expect, test } from 'vitest';
import { declareRecordClass, getRecordClass, listRecordClasses, retireRecordClass } from '../../src/index.ts';
import type { CallContext } from '../../src/index.ts';
import { codeOf, openHouse, tracedCode } from '../support/house.ts';

const house = await openHouse();
const { own, sister, headquarters } = house.group;
const officer = own.people.security_officer;
const groupOfficer = headquarters.people.security_officer;

const SERVICE = { kind: 'service', name: '信贷系统', scopes: USUAL_SCOPES, expiresAt: null, onBehalfOf: null } as const;
const CUSTOMER: RecordClassWire = {
  code: 'customer',
  name: '客户',
  regimes: ['customer'],
  level: { kind: 'by_grade', byGrade: { ordinary: 'confidential', important: 'confidential', decisive: 'top_secret' } },
  range: { accountManager: true, department: 'members' },
  fields: [
    { name: 'full_name', kind: 'name', pfi: 'C2', alwaysMasked: false },
    { name: 'mobile', kind: 'mobile', pfi: 'C2', alwaysMasked: false },
    { name: 'password', kind: 'text', pfi: 'C3', alwaysMasked: false },
  ],
  combinations: [],
  batchLimit: 100,
  unmaskers: ['account_manager', 'department_head'],
  unmaskReasons: [],
};
const declareAs = async (personId: string, change: Partial<RecordClassWire> = {}, base: number | null = null) =>
  declareRecordClass(await house.as(personId), { declared: { ...CUSTOMER, ...change }, base });
const inForceOf = async (personId: string) => (await listRecordClasses(await house.as(personId), {})).entries;

describe('a record class (K-15)', () => {
  test.each([
    ['general manager', own.people.general_manager],
    ['system administrator', own.people.system_administrator],
    ['auditor', own.people.auditor],
    ['clerk', house.clerk],
  ])('is not declared by the %s', async (_, personId) => {
    expect(await codeOf(declareAs(personId))).toBe('NOT_ENTITLED');
    expect(await tracedCode(house, personId, 'record_class.declared')).toBe('NOT_ENTITLED');
  });

  test('of the group binds every company, at the catalogue’s level where that is higher (CD-06)', async () => {
    const { inForce } = await declareAs(groupOfficer);
    expect(inForce.level).toMatchObject({ byGrade: { ordinary: 'confidential', important: 'secret' } });
    expect(await inForceOf(officer)).toMatchObject([
      { groupVersion: 1, ownVersion: null, inForce: { code: 'customer' } },
    ]);
    expect(await inForceOf(sister.people.auditor)).toHaveLength(1);
  });

  test('of a company is never looser than the group’s, and is told where it would be', async () => {
    const looser = declareAs(officer, { batchLimit: 101, fields: CUSTOMER.fields.slice(0, 2) });
    await expect(looser).rejects.toMatchObject({
      code: 'RULE_LOOSENED',
      fields: [{ field: 'declared.fields' }, { field: 'declared.batchLimit' }],
    });
    const { inForce, ownVersion } = await declareAs(officer, { batchLimit: 20 });
    expect([inForce.batchLimit, ownVersion]).toEqual([20, 1]);
    expect(await inForceOf(sister.people.auditor)).toMatchObject([{ inForce: { batchLimit: 100 }, ownVersion: null }]);
  });

  test('that the group makes stricter later is stricter for a company with its own too', async () => {
    await declareAs(groupOfficer, { batchLimit: 10 }, 1);
    expect(await inForceOf(officer)).toMatchObject([{ inForce: { batchLimit: 10 }, groupVersion: 2, ownVersion: 1 }]);
  });

  test('is declared on the version that one has seen', async () => {
    expect(await codeOf(declareAs(officer, { batchLimit: 5 }, null))).toBe('VERSION_CONFLICT');
    const both = await Promise.allSettled([
      declareAs(officer, { batchLimit: 5 }, 1),
      declareAs(officer, { batchLimit: 6 }, 1),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('that names no field twice is turned away at its place', async () => {
    const [first] = CUSTOMER.fields;
    const twice = declareAs(officer, { code: 'other', fields: first === undefined ? [] : [first, first] });
    await expect(twice).rejects.toMatchObject({ code: 'VALIDATION', fields: [{ field: 'declared.fields.1.name' }] });
  });

  test('keeps every version, and says who declared it', async () => {
    const found = await getRecordClass(await house.as(officer), { code: 'customer' });
    expect(found.own.map(({ version }) => version)).toEqual([2, 1]);
    expect(found.group?.map(({ declaredBy }) => declaredBy.id)).toEqual([groupOfficer, groupOfficer]);
    expect(await codeOf(getRecordClass(await house.as(officer), { code: 'unheard_of' }))).toBe('NOT_FOUND');
  });

  test('is shown to its office and to the company’s own services, and to nobody else (SG-02)', async () => {
    const service = async (companyId: string): Promise<CallContext> => ({
      ...(await house.as(officer)),
      caller: { ...SERVICE, serviceId: crypto.randomUUID(), companyId },
    });
    expect(await codeOf(listRecordClasses(await house.as(house.clerk), {}))).toBe('NOT_ENTITLED');
    expect(await codeOf(listRecordClasses(await house.as(officer), { company: sister.code }))).toBe('NOT_ENTITLED');
    expect(await codeOf(listRecordClasses(await service(sister.id), { company: own.code }))).toBe('NOT_ENTITLED');
    expect((await listRecordClasses(await service(own.id), {})).entries).toHaveLength(1);
  });

  test('that a company retires leaves the group’s; one that the group retires too leaves nothing', async () => {
    const retire = async (personId: string) =>
      retireRecordClass(await house.as(personId), { code: 'customer', reason: '不再使用' });
    expect(await retire(officer)).toMatchObject({ inForce: { ownVersion: null, groupVersion: 2 } });
    expect(await codeOf(retire(officer))).toBe('NOT_FOUND');
    expect(await retire(groupOfficer)).toMatchObject({ inForce: null });
    expect(await inForceOf(officer)).toEqual([]);
    expect(await declareAs(officer)).toMatchObject({ ownVersion: 3, groupVersion: null });
  });
});
