import type { NoticeKind } from '@miji/contract';
import { describe, expect, test } from 'vitest';
import {
  getNoticeSettings,
  listNotices,
  markNoticesRead,
  setNoticeSettings,
  tell,
  unreadNotices,
} from '../../src/index.ts';
import { openHouse, START, times } from '../support/house.ts';

const house = await openHouse();
const { platform, group } = house;
const { own, sister } = group;

const say = async (companyId: string, to: readonly (string | null)[], key: string, kind: NoticeKind = 'approved') =>
  platform.db.transact({ companyId, personId: null, principals: [], at: START }, (tx) =>
    tell(platform, tx, { kind, at: START, to, key, person: own.people.general_manager }),
  );
const inbox = async (personId: string, unreadOnly = false) =>
  (await listNotices(await house.as(personId), { unreadOnly, limit: 50 })).entries;

describe('telling', () => {
  test('the same again tells nobody twice, of two at the same moment one; whoever is nobody is left out', async () => {
    const person = await group.hire(own, 'staff');
    await Promise.all(times(8, () => say(own.id, [person, null, person], 'once')));
    const notices = await inbox(person);
    expect(notices).toMatchObject([{ kind: 'approved', readAt: null, person: '赵平', title: null }]);
    const rows = await house.superuser.query(`select channel from miji.outbox where key = 'once'`);
    expect(rows.rows).toEqual([{ channel: 'email' }]);
  });

  test('belongs to what happened: where that is taken back, nobody was told', async () => {
    const person = await group.hire(own, 'staff');
    const scope = { companyId: own.id, personId: null, principals: [], at: START };
    const failing = platform.db.transact(scope, async (tx) => {
      await tell(platform, tx, { kind: 'approved', at: START, to: [person], key: 'taken back' });
      throw new Error('taken back');
    });
    await expect(failing).rejects.toThrow('taken back');
    expect(await inbox(person)).toEqual([]);
  });

  test('that something could not be sent is not sent itself', async () => {
    const person = await group.hire(own, 'system_administrator');
    await say(own.id, [person], 'undelivered', 'undelivered');
    expect(await inbox(person)).toHaveLength(1);
    const rows = await house.superuser.query(`select 1 from miji.outbox where key = 'undelivered'`);
    expect(rows.rows).toEqual([]);
  });
});

describe('an inbox', () => {
  test('holds what any company told its owner, and nothing of anybody else', async () => {
    const [person, other] = [await group.hire(own, 'staff'), await group.hire(own, 'staff')];
    await say(own.id, [person], 'here');
    await say(sister.id, [person, other], 'there');
    expect(await inbox(person)).toHaveLength(2);
    expect(await inbox(other)).toHaveLength(1);
  });

  test('is read as its owner says, in whichever company; another’s notices stay as they are', async () => {
    const [person, other] = [await group.hire(own, 'staff'), await group.hire(own, 'staff')];
    await say(own.id, [person], 'read here');
    await say(sister.id, [person, other], 'read there');
    const theirs = (await inbox(other)).map(({ id }) => id);
    expect(await markNoticesRead(await house.as(person), { ids: theirs })).toEqual({ unread: 2 });
    expect(await inbox(other, true)).toHaveLength(1);
    const [first] = await inbox(person);
    expect(await markNoticesRead(await house.as(person), { ids: [first?.id ?? ''] })).toEqual({ unread: 1 });
    expect(await inbox(person, true)).toHaveLength(1);
    expect(await markNoticesRead(await house.as(person), {})).toEqual({ unread: 0 });
    expect(await inbox(other, true)).toHaveLength(1);
  });

  test('is paged newest first, without a gap', async () => {
    const person = await group.hire(own, 'staff');
    for (const n of times(5, String)) await say(own.id, [person], `page ${n}`);
    const call = await house.as(person);
    const first = await listNotices(call, { unreadOnly: false, limit: 2 });
    const second = await listNotices(call, { unreadOnly: false, limit: 2, cursor: first.next ?? '' });
    const third = await listNotices(call, { unreadOnly: false, limit: 2, cursor: second.next ?? '' });
    const ids = [...first.entries, ...second.entries, ...third.entries].map(({ id }) => id);
    expect(new Set(ids).size).toBe(5);
    expect(third.next).toBeNull();
  });

  test('says how many are unread, now and on every change, until nobody listens', async () => {
    const person = await group.hire(own, 'staff');
    const leaving = new AbortController();
    const watching = { isStillOpen: async () => true, signal: leaving.signal };
    const said: number[] = [];
    const listening = (async () => {
      for await (const { unread } of unreadNotices(await house.as(person), watching)) said.push(unread);
    })();
    await expect.poll(() => said).toEqual([0]);
    await say(sister.id, [person], 'counted');
    await expect.poll(() => said).toEqual([0, 1]);
    await markNoticesRead(await house.as(person), {});
    await expect.poll(() => said).toEqual([0, 1, 0]);
    leaving.abort();
    await listening;
  });
});

describe('how somebody wants to be told', () => {
  test('is everything by every channel, at any hour, until he says otherwise; it follows him to another company', async () => {
    const person = await group.hire(own, 'staff');
    const usual = await getNoticeSettings(await house.as(person));
    expect(usual).toMatchObject({ quiet: null, language: 'zh-CN', email: null, mail: false });
    expect(usual.channels.every(({ channels }) => channels.includes('email'))).toBe(true);
    const wish = { channels: [{ kind: 'approved' as const, channels: [] }], quiet: { from: '22:00', to: '07:00' } };
    await setNoticeSettings(await house.as(person), { ...wish, language: 'en' });
    await house.superuser.query('update miji.appointment set valid_to = $2 where person_id = $1', [
      person,
      START.toString(),
    ]);
    await group.promote(sister, person, 'staff');
    const after = await getNoticeSettings(await house.as(person));
    expect(after).toMatchObject({ quiet: wish.quiet, language: 'en' });
    expect(after.channels.find(({ kind }) => kind === 'approved')?.channels).toEqual([]);
    expect(after.channels.filter(({ channels }) => channels.length === 0)).toHaveLength(1);
  });
});
