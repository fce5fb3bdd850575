import { itemDraft, personsNamed } from '@miji/testing';
import { expect, test } from 'vitest';
import { openHouse } from './support/house.ts';
import { rest, serve } from './support/http.ts';

const house = await openHouse();
const { own, sister } = house.group;
const reader = await house.group.hire(own, 'staff', '张明远');
const app = await serve(house);
const clerk = house.as(await house.group.hire(own, 'staff'));
const register = async (): Promise<string> => {
  const draft = { ...itemDraft('secret', own.people.department_head), range: personsNamed(reader) };
  return (await clerk.items.register(draft)).number;
};
const page = (item: string, number = 1, width = 400) =>
  ({ method: 'GET', path: `/items/${item}/pages/${number}?width=${width}` }) as const;

test('a page comes as a picture that nothing on the way keeps', async () => {
  const item = await register();
  const answer = await rest(app, { person: reader }, page(item));
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({ 'content-type': 'image/jpeg', 'cache-control': 'no-store' });
  expect([...answer.rawPayload.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
});

test('to who may not know a page answers like one of an item that never was', async () => {
  const item = await register();
  await rest(app, { person: reader }, page(item));
  const never = `${own.code}-2026-009999`;
  for (const person of [own.people.security_officer, sister.people.general_manager]) {
    const [there, missing] = [await rest(app, { person }, page(item)), await rest(app, { person }, page(never))];
    expect(there.statusCode).toBe(404);
    expect([there.statusCode, there.body, there.headers['content-type']]).toEqual([
      missing.statusCode,
      missing.body,
      missing.headers['content-type'],
    ]);
  }
});

test('a page or a width that cannot be is refused by its field', async () => {
  const item = await register();
  expect((await rest(app, { person: reader }, page(item, 999))).json()).toMatchObject({ code: 'VALIDATION' });
  expect((await rest(app, { person: reader }, page(item, 1, 99_999))).json()).toMatchObject({
    code: 'VALIDATION',
    fields: [{ field: 'width' }],
  });
});
