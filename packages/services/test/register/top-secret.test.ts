import { requestRegister as contract } from '@miji/contract';
import { beforeAll, describe, expect, test } from 'vitest';
import { listRegister, requestFigures, requestForm } from '../../src/index.ts';
import { codeOf, openHouse, START } from '../support/house.ts';

const house = await openHouse();
const { own, headquarters } = house.group;
const manager = own.people.general_manager;
const reader = await house.group.hire(own, 'staff');
let hidden = '';
let open = '';
let mine = '';

const numbersOf = async (personId: string, asked: object = {}): Promise<readonly string[]> =>
  (await listRegister(await house.as(personId), contract.input.parse(asked))).entries.map(({ number }) => number);
const figures = async (personId: string) =>
  requestFigures(await house.as(personId), { from: '2026-01-01', to: '2026-12-31' });
const form = async (personId: string, number: string) =>
  requestForm(await house.as(personId), { number, language: 'zh-CN' });

beforeAll(async () => {
  hidden = await house.file(await house.register('top_secret', [reader]), reader);
  open = await house.file(await house.register('secret', [reader]), reader);
  mine = await house.file(await house.register('top_secret', [manager]), manager);
  await house.setTime(START.add({ minutes: 5 }));
});

describe('the general manager learns of no 绝密 item that he was not named for (GS-17)', () => {
  test('its requests do not stand in his register, whatever he asks for', async () => {
    expect((await numbersOf(manager)).toSorted()).toEqual([open, mine].toSorted());
    expect(await numbersOf(manager, { level: 'top_secret' })).toEqual([mine]);
    expect(await numbersOf(manager, { personId: reader })).toEqual([open]);
  });

  test('they are in no figure of his, and among nothing that waits', async () => {
    const { counts, waiting } = await figures(manager);
    expect(counts).toContainEqual({ state: 'pending', count: 2 });
    expect(waiting.map(({ number }) => number).toSorted()).toEqual([open, mine].toSorted());
  });

  test('their form is to him that of a number never issued', async () => {
    expect(await codeOf(form(manager, hidden))).toBe('NOT_FOUND');
    expect((await form(manager, open)).fileName).toBe(`${open}.pdf`);
    expect((await form(manager, mine)).fileName).toBe(`${mine}.pdf`);
  });

  test.each([own.people.auditor, own.people.security_officer, headquarters.people.auditor])(
    'whoever watches over the register sees the whole of it',
    async (watcher) => {
      expect(await numbersOf(watcher, { company: own.code })).toContain(hidden);
    },
  );
});
