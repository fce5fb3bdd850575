import { randomUUID } from 'node:crypto';
import { USUAL_SCOPES } from '@miji/contract';
import { HEADQUARTERS_EXECUTIVE, OWNER_GENERAL_MANAGER } from '@miji/core';
import { wishFor } from '@miji/testing';
import { describe, expect, test } from 'vitest';
import {
  beginCall,
  decideRequest,
  endAppointment,
  fileRequest,
  getRequest,
  listAppointments,
  listRequests,
  tendRequests,
  withdrawRequest,
} from '../src/index.ts';
import { codeOf, openHouse, refusalOf, START, tally, times, tracedCode } from './support/house.ts';

const house = await openHouse();
const { group, platform } = house;
const { own, sister, headquarters } = group;
const manager = own.people.general_manager;
const executive = headquarters.people.general_manager;
const deputy = headquarters.people.deputy_general_manager;
const reader = await group.hire(own, 'staff');
const item = await house.register('secret', [reader, manager]);

const approve = async (number: string, by: string) =>
  decideRequest(await house.as(by), { number, decision: 'approve' });
const endPost = async (personId: string, company: string, post: string): Promise<void> => {
  const administrator = await house.as(headquarters.people.system_administrator);
  const { entries } = await listAppointments(administrator, { company, personId, which: 'in_force', limit: 50 });
  const held = entries.find((entry) => entry.post === post);
  await endAppointment(administrator, { company, appointmentId: held?.appointmentId ?? '' });
};

describe('deciding', () => {
  test('of twenty who approve at once one decides, and nineteen are told it is decided', async () => {
    const number = await house.file(item, reader);
    const ctx = await house.as(manager);
    expect(await tally(times(20, () => decideRequest(ctx, { number, decision: 'approve' })))).toEqual({
      done: 1,
      ALREADY_DECIDED: 19,
    });
    const { rows } = await house.superuser.query('select 1 from miji.access_grant where number = $1', [`${number}-G`]);
    expect(rows).toHaveLength(1);
  });

  test('of twenty who approve and refuse at once, from two offices, exactly one is heard', async () => {
    const secret = await house.register('top_secret', [reader]);
    const number = await house.file(secret, reader);
    for (const by of [executive, deputy]) house.accounts.confirmBySecondFactor(by, number);
    const [one, other] = [await house.as(executive), await house.as(deputy)];
    const outcome = await tally(
      times(20, (index) =>
        decideRequest(
          index % 4 < 2 ? one : other,
          index % 2 === 0
            ? { number, decision: 'approve' }
            : { number, decision: 'refuse', reason: '无必要', ground: 'other' },
        ),
      ),
    );
    // One of them is first, one of the other office may be second; whoever comes without a proof of his own is not heard at all.
    expect(outcome['done']).toBe(1);
    expect(
      Object.keys(outcome).filter((code) => !['done', 'ALREADY_DECIDED', 'SECOND_FACTOR_REQUIRED'].includes(code)),
    ).toEqual([]);
    const { state } = await getRequest(await house.as(reader), { number });
    const { rows } = await house.superuser.query('select 1 from miji.access_grant where number = $1', [`${number}-G`]);
    expect(rows).toHaveLength(state === 'approved' ? 1 : 0);
  });

  test('whoever decides is named, with his reason where he refuses', async () => {
    const number = await house.file(item, reader);
    const refused = await decideRequest(await house.as(manager), {
      number,
      decision: 'refuse',
      ground: 'other',
      reason: '已有两份在外',
    });
    expect(refused).toMatchObject({ state: 'refused', decisionReason: '已有两份在外', decidedBy: { id: manager } });
  });
});

describe('nobody decides for himself (requirements §22.1)', () => {
  test('a request of the owner’s general manager goes to the head office', async () => {
    const number = await house.file(item, manager);
    expect(await codeOf(approve(number, manager))).toBe('SELF_APPROVAL');
    const { route, mayNotDecide } = await getRequest(await house.as(manager), { number });
    expect(route).toMatchObject({ kind: 'open', rule: OWNER_GENERAL_MANAGER, escalated: true });
    expect(route).toMatchObject({ approvers: [{ id: executive }, { id: deputy }] });
    expect(mayNotDecide).toBe('SELF_APPROVAL');
    expect(await approve(number, deputy)).toMatchObject({ state: 'approved', decidedBy: { id: deputy } });
  });

  test('nor may he decide what somebody else asks for in his favour', async () => {
    const number = await house.file(item, reader, { for: manager });
    expect(await codeOf(approve(number, manager))).toBe('SELF_APPROVAL');
    expect(await approve(number, executive)).toMatchObject({ state: 'approved' });
  });

  test('nor what a service has drafted for him; and the service decides nothing in his name', async () => {
    const serviceId = randomUUID();
    await house.superuser.query(
      `insert into miji.service (company_id, id, name, registered_at) values ($1, $2, '信贷系统', $3)`,
      [own.id, serviceId, START.toString()],
    );
    const service = await beginCall(
      platform,
      { kind: 'service', serviceId, companyId: own.id, scopes: USUAL_SCOPES, expiresAt: null },
      manager,
      START,
    );
    const { number } = await fileRequest(service, {
      ...wishFor(item, manager),
      purpose: '签署',
      idempotencyKey: randomUUID(),
    });
    expect(await codeOf(approve(number, manager))).toBe('SELF_APPROVAL');
    const other = await house.file(item, reader);
    expect(await codeOf(decideRequest(service, { number: other, decision: 'approve' }))).toBe('NOT_ENTITLED');
    expect(await approve(other, manager)).toMatchObject({ state: 'approved' });
  });

  test('a head-office executive’s own request is decided by the other one', async () => {
    const secret = await house.register('top_secret', []);
    const number = await house.file(secret, executive);
    expect(await codeOf(approve(number, executive))).toBe('SELF_APPROVAL');
    house.accounts.confirmBySecondFactor(deputy, number);
    expect(await approve(number, deputy)).toMatchObject({ state: 'approved' });
  });
});

describe('whoever decides holds the post at that moment', () => {
  test('a general manager who left his post in between finds nothing; his successor decides', async () => {
    const predecessor = await group.hire(sister, 'general_manager');
    await group.promote(sister, predecessor, 'staff');
    const clerk = await group.hire(sister, 'staff');
    await endPost(sister.people.general_manager, sister.code, 'general_manager');
    const number = await house.register('confidential', [clerk, predecessor]);
    const request = await house.file(number, clerk);
    expect(await codeOf(approve(request, predecessor))).toBe('NOT_FOUND');
    expect(await tracedCode(house, predecessor, 'request.approved')).toBe('APPROVER_NOT_OWNER_GM');

    const ours = await house.file(item, reader);
    const late = await group.hire(own, 'general_manager');
    await group.promote(own, late, 'staff');
    await house.setTime(START.add({ minutes: 1 }));
    await endPost(late, own.code, 'general_manager');
    expect(await codeOf(approve(ours, late))).toBe('NOT_FOUND');
    expect(await tracedCode(house, late, 'request.approved')).toBe('APPROVER_NOT_IN_OFFICE');
    expect(await approve(ours, manager)).toMatchObject({ state: 'approved' });
  });

  test('where the owner has no general manager nothing is filed, and the refusal says whom to appoint', async () => {
    const filed = async () => (await house.superuser.query('select number from miji.request')).rows;
    const before = await filed();
    await house.superuser.query(
      `update miji.appointment set valid_to = $1 where company_id = $2 and post = 'general_manager'`,
      [START.toString(), own.id],
    );
    const refusal = await refusalOf(house.file(item, reader));
    expect(refusal).toMatchObject({
      code: 'NO_ELIGIBLE_APPROVER',
      article: 'GS-22',
      missing: [{ kind: 'approval', by: OWNER_GENERAL_MANAGER }],
    });
    expect(await filed()).toEqual(before);
    await house.superuser.query(
      `update miji.appointment set valid_to = null where company_id = $1 and person_id = $2`,
      [own.id, manager],
    );
  });
});

describe('filing', () => {
  test('for an outsider nothing is asked', async () => {
    const outsider = await group.hire(own, 'staff');
    const refusal = await refusalOf(house.file(item, reader, { for: outsider }));
    expect(refusal).toMatchObject({
      code: 'NOT_IN_RANGE',
      fields: [{ field: 'terms.recipients.0', code: 'NOT_IN_RANGE' }],
    });
    expect(await codeOf(house.file(item, reader, { for: randomUUID() }))).toBe('NOT_IN_RANGE');
  });

  test('绝密 is not taken out without a stated necessity (GS-21)', async () => {
    const secret = await house.register('top_secret', [reader]);
    const ctx = await house.as(reader);
    const asked = {
      ...wishFor(secret, reader),
      purpose: '会议',
      idempotencyKey: randomUUID(),
    } as const;
    expect(await refusalOf(fileRequest(ctx, asked))).toMatchObject({
      code: 'NECESSITY_REQUIRED',
      missing: [{ kind: 'necessity' }, { kind: 'approval', by: HEADQUARTERS_EXECUTIVE }],
    });
    expect(await codeOf(fileRequest(ctx, { ...asked, necessity: '   ' }))).toBe('NECESSITY_REQUIRED');
    expect(await fileRequest(ctx, { ...asked, necessity: '现场只许用纸质文本' })).toMatchObject({ state: 'pending' });
  });

  test('twenty times under one key is one request, and the next number follows it', async () => {
    const ctx = await house.as(reader);
    const asked = { ...wishFor(item, reader), purpose: '会议', idempotencyKey: randomUUID() } as const;
    const filed = await Promise.all(times(20, () => fileRequest(ctx, asked)));
    const numbers = new Set(filed.map(({ number }) => number));
    expect(numbers.size).toBe(1);
    const [number = ''] = numbers;
    const next = await house.file(item, reader);
    expect(Number(next.slice(-6))).toBe(Number(number.slice(-6)) + 1);
  });

  test('a key that was used for another item is refused, and says nothing of either (KEY_REUSED)', async () => {
    const other = await house.register('secret', [reader], { title: '另一件' });
    const asked = { ...wishFor(item, reader), purpose: '会议', idempotencyKey: randomUUID() } as const;
    const first = await fileRequest(await house.as(reader), asked);
    await expect(fileRequest(await house.as(reader), { ...asked, item: other })).rejects.toMatchObject({
      code: 'KEY_REUSED',
    });
    expect(await fileRequest(await house.as(reader), asked)).toEqual(first);
  });

  test('a request is open in its last millisecond and expired in the next, without any job', async () => {
    const [inTime, tooLate] = [await house.file(item, reader), await house.file(item, reader)];
    const { expiresAt } = await getRequest(await house.as(reader), { number: tooLate });
    const end = (await platform.clock.now()).toZonedDateTimeISO('Asia/Shanghai').add({ days: 7 }).toInstant();
    expect(expiresAt).toBe(end.toString({ fractionalSecondDigits: 3 }));

    await house.setTime(end.subtract({ milliseconds: 1 }));
    expect(await approve(inTime, manager)).toMatchObject({ state: 'approved' });
    await house.setTime(end);
    expect(await codeOf(approve(tooLate, manager))).toBe('REQUEST_EXPIRED');
    expect(await codeOf(withdrawRequest(await house.as(reader), { number: tooLate }))).toBe('REQUEST_EXPIRED');
    expect(await getRequest(await house.as(manager), { number: tooLate })).toMatchObject({
      state: 'expired',
      mayNotDecide: 'REQUEST_EXPIRED',
    });
    const waiting = await listRequests(await house.as(manager), { box: 'to_decide', limit: 100 });
    expect(waiting.entries.map(({ number }) => number)).not.toContain(tooLate);

    const written = await Promise.all([tendRequests(platform, own.id), tendRequests(platform, own.id)]);
    expect(written[0] + written[1]).toBeGreaterThan(0);
    expect(await tendRequests(platform, own.id)).toBe(0);
    const { rows } = await house.superuser.query<{ effective: string }>(
      `select to_char(effective_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as effective from miji.audit_event where action = 'request.expired' and subject_id = $1`,
      [tooLate],
    );
    expect(rows).toEqual([{ effective: expiresAt }]);
  });

  test('what was withdrawn is not decided, and only the requester withdraws', async () => {
    const number = await house.file(item, reader);
    expect(await codeOf(withdrawRequest(await house.as(manager), { number }))).toBe('NOT_ENTITLED');
    expect(await withdrawRequest(await house.as(reader), { number })).toMatchObject({ state: 'withdrawn' });
    expect(await codeOf(approve(number, manager))).toBe('WITHDRAWN');
    expect(await codeOf(withdrawRequest(await house.as(reader), { number }))).toBe('WITHDRAWN');
  });

  test('what is no longer secret needs no approval, neither asked for nor given', async () => {
    const short = await house.register('secret', [reader], { period: { kind: 'until', day: '2026-11-12' } });
    const pending = await house.file(short, reader);
    await house.setTime(START.add({ hours: 24 * 11 }));
    expect(await codeOf(house.file(short, reader))).toBe('ALREADY_DECLASSIFIED');
    const due = await house.as(manager);
    expect(
      await codeOf(
        decideRequest({ ...due, at: START.add({ hours: 24 * 11 }) }, { number: pending, decision: 'approve' }),
      ),
    ).toBe('ALREADY_DECLASSIFIED');
  });
});
