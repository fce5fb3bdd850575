import { randomUUID } from 'node:crypto';
import { itemDraft, personsNamed } from '@miji/testing';
import { expect, test } from 'vitest';
import { codeOf, openHouse } from '../support/house.ts';

const house = await openHouse();
const { group } = house;
const { own, sister, headquarters } = group;
const clerk = house.as(await group.hire(own, 'staff'));
const colleague = await group.hire(own, 'staff', '同单位人员');
const guestId = await group.hire(sister, 'staff', '外单位人员');
const guest = house.as(guestId);
const stranger = house.as(await group.hire(sister, 'staff'));

const register = async (title: string, readers: readonly string[]): Promise<string> =>
  (
    await clerk.items.register({
      ...itemDraft('secret', own.people.department_head),
      title,
      range: personsNamed(...readers),
    })
  ).number;

const shared = await register('两家公司的联合方案', [colleague, guestId]);
const hidden = await register('本公司自己的方案', [colleague]);

/** A copy for somebody, approved as the regulations want it. */
const copyFor = async (personId: string): Promise<string> => {
  const asking = {
    item: shared,
    particulars: { operation: 'copy' },
    purpose: '谈判使用',
    idempotencyKey: randomUUID(),
  } as const;
  const { number: request } = await house.as(personId).requests.file(asking);
  await house.as(own.people.general_manager).requests.decide({ number: request, decision: 'approve' });
  const { copy } = await house.as(personId).grants.use({ grant: `${request}-G`, idempotencyKey: randomUUID() });
  return copy.id;
};
const copies = [await copyFor(colleague), await copyFor(guestId)] as const;

test('a guest finds in the owner’s list, and in a search, the items whose range names him, and no others', async () => {
  for (const asked of [
    {},
    { search: '方案' },
    { level: 'secret' as const },
    { sort: 'declassifies_soonest' as const },
  ]) {
    const { entries, next } = await guest.items.list({ ...asked, company: own.code, limit: 10 });
    expect({ numbers: entries.map(({ number }) => number), next }).toEqual({ numbers: [shared], next: null });
  }
  expect(await guest.items.list({ company: own.code, search: '本公司', limit: 10 })).toEqual({
    entries: [],
    next: null,
  });
  expect((await guest.items.list({ limit: 10 })).entries, 'of his own company').toEqual([]);
  expect((await stranger.items.list({ company: own.code, limit: 10 })).entries).toEqual([]);
});

test('a guest reads the text of what names him; what does not is not there', async () => {
  expect(await guest.items.read({ number: shared })).toMatchObject({ number: shared, text: '第一行\n第二行\n第三行' });
  for (const call of [guest.items.read, guest.items.get])
    expect(await codeOf(call({ number: hidden }))).toBe('NOT_FOUND');
  for (const call of [stranger.items.read, stranger.items.get])
    expect(await codeOf(call({ number: shared }))).toBe('NOT_FOUND');
});

test('a guest sees of an item his own name and his own copies, and not who else knows it, asked, or holds one', async () => {
  const detail = await guest.items.get({ number: shared });
  expect(detail.range.map(({ name }) => name)).toEqual(['外单位人员']);
  expect(detail.copies.map(({ id }) => id)).toEqual([copies[1]]);
  expect(detail.copyCount).toMatchObject({ issued: 1, conserved: true });
  expect(detail.exclusions).toEqual([]);
  expect(detail.history.map(({ action }) => action)).not.toContain('range.named');
  expect(JSON.stringify(detail)).not.toContain('同单位人员');
  // The owner’s own reader sees all of it.
  const whole = await house.as(colleague).items.get({ number: shared });
  expect(whole.range.map(({ name }) => name).toSorted()).toEqual(['同单位人员', '外单位人员'].toSorted());
  expect(whole.copies.map(({ id }) => id).toSorted()).toEqual([...copies].toSorted());
  expect(whole.copyCount).toMatchObject({ issued: 2 });
});

test('a guest sees his own copy, and in no register anybody else’s', async () => {
  expect((await guest.copies.list({ company: own.code, limit: 10 })).entries.map(({ id }) => id)).toEqual([copies[1]]);
  expect((await guest.copies.list({ item: shared, limit: 10 })).entries.map(({ id }) => id)).toEqual([copies[1]]);
  expect(await codeOf(guest.copies.get({ id: copies[0] }))).toBe('NOT_FOUND');
  expect((await guest.copies.get({ id: copies[1] })).holder.id).toBe(guestId);
});

test('a guest names, revokes, shuts out and lets in nobody', async () => {
  const { range } = await house.as(colleague).items.get({ number: shared });
  const entryId = range[0]?.id ?? '';
  const reason = '需要';
  const member = { kind: 'person', personId: guestId } as const;
  const acts = [
    () => guest.items.name({ number: shared, member, reason }),
    () => guest.items.revoke({ number: shared, entryId, reason }),
    () => guest.items.exclude({ number: shared, personId: colleague, reason }),
    () => guest.items.readmit({ number: shared, personId: colleague, reason }),
  ];
  for (const act of acts) expect(await codeOf(act())).toBe('NOT_ENTITLED_TO_DESIGNATE');
});

test('who is shut out of an item is seen by whoever may shut somebody out, and by no other reader', async () => {
  const reason = '利益冲突';
  const barred = await group.hire(own, 'staff', '被排除人员');
  await house.as(own.people.department_head).items.exclude({ number: shared, personId: barred, reason });
  const seenBy = async (personId: string) => (await house.as(personId).items.get({ number: shared })).exclusions;
  expect(await seenBy(own.people.department_head)).toMatchObject([
    { person: { name: '被排除人员' }, excluded: { reason } },
  ]);
  expect(await seenBy(colleague)).toEqual([]);
  expect(await seenBy(headquarters.people.general_manager)).toEqual([]);
  expect(JSON.stringify(await house.as(colleague).items.get({ number: shared }))).not.toContain('被排除');
});

test('a guest whose name is taken out is a stranger at the next request', async () => {
  const manager = house.as(own.people.department_head);
  const entry = (await manager.items.get({ number: shared })).range.find(({ name }) => name === '外单位人员');
  await manager.items.revoke({ number: shared, entryId: entry?.id ?? '', reason: '合作结束' });
  expect(await codeOf(guest.items.read({ number: shared }))).toBe('NOT_FOUND');
  expect((await guest.items.list({ company: own.code, limit: 10 })).entries).toEqual([]);
});
