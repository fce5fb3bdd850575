import { describe, expect, test } from 'vitest';
import { NOON, openDeliveryHouse, SWIFT } from './delivery-house.ts';

const house = await openDeliveryHouse();
const { office, group } = house;
const { general_manager: manager, department_head: head, system_administrator } = group.own.people;
const address = await house.account(manager);
await house.account(head);
const administrator = await house.administrator();

const emptied = <T>(list: T[]): T[] => list.splice(0);
const outbox = (key: string) =>
  house.behind(
    `select state, attempts, last_error, extract(epoch from next_at - now())::float8 as due_in from miji.outbox where key = $1`,
    [key],
  );

describe('a letter', () => {
  test('arrives once, with number, level, deadline and link, from the house and as an automatic one', async () => {
    await house.tell('to_decide', [manager], 'first');
    await house.tell('to_decide', [manager], 'first');
    await house.send();
    await house.send();
    const [letter, ...more] = emptied(office.letters);
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ to: address, subject: '【密级】有一件申请待您审批（HYYH-SQ-2026-000001）' });
    expect(letter?.from).toContain('miji@bank.example');
    expect(letter?.text).toContain('密级：机密');
    expect(letter?.text).toContain('截止（北京时间）：2026-11-24 12:00');
    expect(letter?.text).toContain('http://127.0.0.1:4412/requests/HYYH-SQ-2026-000001');
    expect(letter?.raw).toMatch(/^auto-submitted: auto-generated/im);
  });

  test('is written in the language of whom it is for', async () => {
    const cookie = await house.signIn(address);
    const set = await house.post('/api/v1/notices/settings', cookie, { channels: [], quiet: null, language: 'en' });
    expect(set.json()).toMatchObject({ language: 'en', email: address, mail: true });
    await house.tell('to_decide', [manager], 'in english', 3);
    await house.send();
    const [letter] = emptied(office.letters);
    expect(letter?.subject).toBe('[Miji] A request waits for your decision (HYYH-SQ-2026-000001)');
    expect(letter?.text).toContain('Level: Top secret (绝密)');
  });

  test('of a kind that he does not want by mail is not sent; what is forced is', async () => {
    const cookie = await house.signIn(address);
    const channels = [
      { kind: 'reminder', channels: [] },
      { kind: 'to_decide', channels: [] },
    ];
    const set = await house.post('/api/v1/notices/settings', cookie, { channels, quiet: null, language: 'zh-CN' });
    const kinds = set.json<{ channels: { kind: string; channels: string[]; forced: boolean }[] }>().channels;
    expect(kinds.find(({ kind }) => kind === 'reminder')).toEqual({ kind: 'reminder', channels: [], forced: false });
    expect(kinds.find(({ kind }) => kind === 'to_decide')).toMatchObject({
      channels: ['email', 'robot'],
      forced: true,
    });
    await house.tell('reminder', [manager], 'not wanted');
    await house.tell('to_decide', [manager], 'forced');
    await house.send();
    expect(emptied(office.letters).map(({ subject }) => subject)).toEqual([expect.stringContaining('待您审批')]);
    expect(await outbox('not wanted')).toMatchObject([{ state: 'not_wanted' }]);
  });

  test('for somebody who holds no post any more, or has no account, is not sent', async () => {
    const leaver = await group.hire(group.own, 'staff');
    await house.account(leaver);
    await house.behind('update miji.appointment set valid_to = $2 where person_id = $1', [leaver, NOON.toString()]);
    await house.tell('refused', [leaver, await group.hire(group.own, 'staff')], 'nobody');
    await house.send();
    expect(emptied(office.letters)).toEqual([]);
    expect((await outbox('nobody')).map(({ state }) => state)).toEqual(['not_wanted', 'not_wanted']);
  });
});

describe('quiet hours', () => {
  test('hold a letter back until they end, across midnight; what is forced comes at any hour', async () => {
    const cookie = await house.signIn(address);
    const quiet = { from: '22:00', to: '07:00' };
    await house.post('/api/v1/notices/settings', cookie, { channels: [], quiet, language: 'zh-CN' });
    const at = (time: string) =>
      house.platform.clock.set(NOON.toZonedDateTimeISO('Asia/Shanghai').withPlainTime(time).toInstant());
    await at('23:30');
    await house.tell('approved', [manager], 'at night');
    await house.tell('last_reminder', [manager], 'forced at night');
    await house.send();
    expect(emptied(office.letters).map(({ subject }) => subject)).toEqual([expect.stringContaining('即将到期')]);
    const morning = NOON.toZonedDateTimeISO('Asia/Shanghai').add({ days: 1 }).withPlainTime('06:59:59').toInstant();
    await house.platform.clock.set(morning);
    await house.send();
    expect(office.letters).toEqual([]);
    await house.platform.clock.set(morning.add({ seconds: 1 }));
    await house.send();
    expect(emptied(office.letters).map(({ subject }) => subject)).toEqual([expect.stringContaining('已获批准')]);
    expect(await outbox('at night')).toMatchObject([{ state: 'delivered', attempts: 1 }]);
    await house.platform.clock.set(NOON);
  });
});

describe('the outbox', () => {
  test('of two servers that look at the same moment one sends, for every one of sixty letters', async () => {
    for (let n = 0; n < 60; n += 1) await house.tell('to_decide', [manager], `many ${n}`);
    const servers = [house.platform, { ...house.platform }];
    let sent = 0;
    do {
      const rounds = await Promise.all(servers.flatMap((one) => [house.send(SWIFT, one), house.send(SWIFT, one)]));
      sent = rounds.reduce((sum, one) => sum + one, 0);
    } while (sent > 0);
    const letters = emptied(office.letters);
    expect(letters).toHaveLength(60);
    expect(new Set(letters.map(({ messageId }) => messageId)).size).toBe(60);
  });

  test('what a server took and never settled is sent by another once the lease is over, and not before', async () => {
    await house.tell('to_decide', [manager], 'left behind');
    const taken = `update miji.outbox set lease = gen_random_uuid(), attempts = 1, leased_until = now() + $2::interval where key = $1`;
    await house.behind(taken, ['left behind', '1 minute']);
    expect(await house.send()).toBe(0);
    await house.behind(taken, ['left behind', '-1 second']);
    expect(await house.send()).toBe(1);
    expect(emptied(office.letters)).toHaveLength(1);
    expect(await outbox('left behind')).toMatchObject([{ state: 'delivered', attempts: 2 }]);
  });

  test('rests longer after each failure, and unevenly', async () => {
    office.refuse(451);
    await house.tell('to_decide', [manager, head], 'patience');
    const pace = { attempts: 9, firstRestMs: 60_000, longestRestMs: 200_000, leaseMs: 30_000 };
    const rests: number[][] = [];
    for (let n = 0; n < 4; n += 1) {
      await house.send(pace);
      rests.push((await outbox('patience')).map(({ due_in }) => Number(due_in)));
      await house.behind(`update miji.outbox set next_at = now() where key = $1`, ['patience']);
    }
    for (const [n, longest] of [60, 120, 200, 200].entries()) {
      for (const due of rests[n] ?? []) {
        expect(due).toBeGreaterThan(longest / 2 - 5);
        expect(due).toBeLessThanOrEqual(longest);
      }
      expect(new Set(rests[n]).size).toBe(2);
    }
    await house.behind(`delete from miji.outbox where key = $1`, ['patience']);
    office.refuse(null);
  });

  test('after the last attempt a letter is dead: administrators are told, see it, and send it anew', async () => {
    office.refuse(550);
    await house.tell('to_decide', [manager], 'doomed');
    for (let n = 0; n < 5; n += 1) await house.send();
    expect(await outbox('doomed')).toMatchObject([{ state: 'dead', attempts: 3 }]);
    const told = await house.behind('select kind, person_id from miji.notice where kind = $1', ['undelivered']);
    expect(told).toEqual([{ kind: 'undelivered', person_id: system_administrator }]);
    const traced = await house.behind('select details from miji.audit_event where action = $1', ['notice.undelivered']);
    expect(traced).toEqual([{ details: { kind: 'to_decide', channel: 'email', attempts: 3 } }]);

    const listed = await house.get('/api/v1/dead-letters', { cookie: administrator });
    const { entries } = listed.json<{ entries: { id: string; recipient: string; lastError: string }[] }>();
    expect(entries).toMatchObject([{ channel: 'email', kind: 'to_decide', attempts: 3, company: 'HYYH' }]);
    expect(entries[0]?.lastError).toContain('550');

    office.refuse(null);
    const ids = entries.map(({ id }) => id);
    const manners = await house.signIn(await house.account(head));
    expect((await house.post('/api/v1/dead-letters/resending', manners, { ids })).statusCode).toBe(403);
    expect((await house.post('/api/v1/dead-letters/resending', administrator, { ids })).json()).toEqual({ resent: 1 });
    expect((await house.post('/api/v1/dead-letters/resending', administrator, { ids })).json()).toEqual({ resent: 0 });
    await house.send();
    expect(emptied(office.letters)).toHaveLength(1);
    expect((await house.get('/api/v1/dead-letters', { cookie: administrator })).json()).toEqual({
      entries: [],
      next: null,
    });
  });

  test('an administrator of a sister company sees and sends none of it', async () => {
    office.refuse(550);
    await house.tell('to_decide', [manager], 'not theirs');
    for (let n = 0; n < 4; n += 1) await house.send();
    office.refuse(null);
    const sister = await house.signIn(await house.account(group.sister.people.system_administrator));
    expect((await house.get('/api/v1/dead-letters', { cookie: sister })).json()).toEqual({ entries: [], next: null });
    expect((await house.get('/api/v1/dead-letters?company=HYYH', { cookie: sister })).statusCode).toBe(403);
    const [row] = await house.behind(`select id from miji.outbox where key = 'not theirs'`, []);
    const resent = await house.post('/api/v1/dead-letters/resending', sister, { ids: [row?.['id']] });
    expect(resent.json()).toEqual({ resent: 0 });
    const headOffice = await house.signIn(await house.account(group.headquarters.people.system_administrator));
    const seen = await house.get('/api/v1/dead-letters?company=HYYH', { cookie: headOffice });
    expect(seen.json<{ entries: unknown[] }>().entries).toHaveLength(1);
  });
});
