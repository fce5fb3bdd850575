import { randomUUID } from 'node:crypto';
import type { RegisterItemInput } from '@miji/contract';
import { itemDraft, personsNamed } from '@miji/testing';
import { describe, expect, test } from 'vitest';
import {
  fileChange,
  decideRequest,
  getItem,
  gradeCustomer,
  listCustomers,
  readItem,
  registerCustomer,
  registerItem,
  useGrant,
} from '../../src/index.ts';
import { codeOf, openHouse, tally, times } from '../support/house.ts';

const house = await openHouse();
const { own, sister, headquarters } = house.group;
const clerk = own.people.customer_information_specialist;
const manager = own.people.general_manager;
const executive = headquarters.people.deputy_general_manager;
const reader = await house.group.hire(own, 'staff');
const colleague = await house.group.hire(own, 'staff');

type Grade = 'ordinary' | 'important' | 'decisive';
let running = 0;
const enter = async (grade: Grade, personId: string = clerk) => {
  running += 1;
  const input = { name: `远航贸易${running}`, grade, idempotencyKey: randomUUID() };
  return (await registerCustomer(await house.as(personId), input)).number;
};
const grade = async (number: string, to: Grade, personId: string = manager) =>
  gradeCustomer(await house.as(personId), { number, grade: to, reason: '往来性质变化' });
const CODE = { ordinary: 'CD-05', important: 'CD-06', decisive: 'CD-07' } as const;
const LEVEL = { ordinary: 'confidential', important: 'secret', decisive: 'top_secret' } as const;

/** A file of a customer, confirmed, of which the reader knows. */
const file = async (customer: string, of: Grade, changes: Partial<RegisterItemInput> = {}) =>
  house.register(LEVEL[of], [reader], { catalogueCode: CODE[of], customer, ...changes });
const item = async (number: string, personId = reader) => getItem(await house.as(personId), { number });

describe('the files of a customer (CD-05…07)', () => {
  test('follow its grade in level and entry, up and down, with readers and copies', async () => {
    const customer = await enter('ordinary');
    const department = { kind: 'department', departmentId: own.departmentId } as const;
    const number = await file(customer, 'ordinary', {
      range: [...personsNamed(reader), { member: department, reason: '共同维护' }],
    });
    const grant = await house.grant(number, reader, manager);
    await useGrant(await house.as(reader), { grant, idempotencyKey: randomUUID() });
    expect((await readItem(await house.as(colleague), { number })).level).toBe('confidential');

    expect(await grade(customer, 'important')).toMatchObject({
      changedItems: 1,
      customer: { grade: 'important', catalogueCode: 'CD-06', since: '2026-11-02' },
    });
    const up = await item(number);
    expect(up).toMatchObject({ level: 'secret', catalogueCode: 'CD-06', customer });
    expect(up.copies).toMatchObject([{ level: 'secret', mark: up.mark }]);
    expect(up.changes).toMatchObject([{ kind: 'grade', reason: '往来性质变化', request: null }]);
    expect(await codeOf(readItem(await house.as(colleague), { number }))).toBe('NOT_FOUND');

    await grade(customer, 'ordinary');
    expect(await item(number)).toMatchObject({ level: 'confidential', catalogueCode: 'CD-05' });
    // A name that has lapsed does not come back by itself.
    expect(await codeOf(readItem(await house.as(colleague), { number }))).toBe('NOT_FOUND');
  });

  test('that were given a higher level than the grade asks for keep it', async () => {
    const customer = await enter('ordinary');
    const number = await file(customer, 'ordinary');
    const change = { kind: 'regrade', toLevel: 'top_secret' } as const;
    const request = { item: number, change, reason: '涉及并购', idempotencyKey: randomUUID() };
    const { number: filed } = await fileChange(await house.as(reader), request);
    house.accounts.confirmBySecondFactor(headquarters.people.general_manager, filed);
    await decideRequest(await house.as(headquarters.people.general_manager), { number: filed, decision: 'approve' });
    await grade(customer, 'important');
    expect(await item(number)).toMatchObject({ level: 'top_secret', catalogueCode: 'CD-06' });
  });

  test('that are declassified stay so', async () => {
    const customer = await enter('ordinary');
    const number = await file(customer, 'ordinary');
    const { number: filed } = await fileChange(await house.as(reader), {
      item: number,
      change: { kind: 'declassify' },
      reason: '已公开',
      idempotencyKey: randomUUID(),
    });
    await decideRequest(await house.as(manager), { number: filed, decision: 'approve' });
    expect(await grade(customer, 'important')).toMatchObject({ changedItems: 0 });
    expect(await item(number, colleague)).toMatchObject({ level: 'declassified' });
  });

  test('stand under the entry of its grade from the beginning', async () => {
    const customer = await enter('important');
    const draft = { ...itemDraft('confidential', own.people.department_head), range: personsNamed(reader) };
    const register = async (changes: Partial<RegisterItemInput>) =>
      registerItem(await house.as(house.clerk), { ...draft, idempotencyKey: randomUUID(), ...changes });
    expect(await codeOf(register({ catalogueCode: 'CD-05', customer }))).toBe('VALIDATION');
    expect(await codeOf(register({ catalogueCode: 'CD-06', customer: 'HYYH-KH-000999' }))).toBe('VALIDATION');
    // Proposed lower than its entry says: protected at the higher of the two until somebody confirms.
    expect(await register({ catalogueCode: 'CD-06', customer })).toMatchObject({ markedLevel: 'secret' });
  });
});

describe('who gives a grade', () => {
  test('the company’s general manager or a deputy; to and from the gravest the head office’s', async () => {
    const customer = await enter('ordinary');
    for (const personId of [clerk, own.people.department_head, own.people.security_officer]) {
      expect(await codeOf(grade(customer, 'important', personId))).toBe('NOT_ENTITLED');
    }
    expect(await codeOf(grade(customer, 'decisive'))).toBe('NOT_ENTITLED');
    await grade(customer, 'decisive', executive);
    expect(await codeOf(grade(customer, 'ordinary'))).toBe('NOT_ENTITLED');
    await grade(customer, 'ordinary', executive);
    expect(await codeOf(grade(customer, 'ordinary'))).toBe('NO_CHANGE');
    expect(await codeOf(grade('HYYH-KH-000999', 'ordinary'))).toBe('NOT_FOUND');
    expect(await codeOf(grade(customer, 'important', sister.people.general_manager))).toBe('NOT_ENTITLED');
  });

  test('ten at once give it once', async () => {
    const customer = await enter('ordinary');
    const number = await file(customer, 'ordinary');
    const ways = await tally(times(10, () => grade(customer, 'important')));
    expect(ways['done']).toBe(1);
    expect((await item(number)).changes).toHaveLength(1);
  });
});

describe('who the customers are (CD-03)', () => {
  const list = async (personId: string, search?: string) =>
    listCustomers(await house.as(personId), { company: own.code, search, limit: 100 });

  test('is for those who deal with them, and for nobody of another company', async () => {
    const number = await enter('ordinary');
    for (const personId of [clerk, manager, executive]) {
      expect((await list(personId)).entries.map((entry) => entry.number)).toContain(number);
    }
    for (const personId of [reader, own.people.auditor, sister.people.customer_information_specialist]) {
      expect(await codeOf(list(personId))).toBe('NOT_ENTITLED');
    }
    expect((await list(clerk, number)).entries).toHaveLength(1);
  });

  test('a name is there once, and the same call twice enters one', async () => {
    const input = { name: '恒泰商行', grade: 'ordinary', idempotencyKey: randomUUID() } as const;
    const first = await registerCustomer(await house.as(clerk), input);
    expect(await registerCustomer(await house.as(clerk), input)).toEqual(first);
    const another = { ...input, idempotencyKey: randomUUID() };
    expect(await codeOf(registerCustomer(await house.as(clerk), another))).toBe('DUPLICATE');
    expect(await codeOf(registerCustomer(await house.as(clerk), { ...input, grade: 'important' }))).toBe('KEY_REUSED');
    expect(await codeOf(registerCustomer(await house.as(reader), another))).toBe('NOT_ENTITLED');
  });
});
