import { randomUUID } from 'node:crypto';
import { itemDraft, personsNamed } from '@miji/testing';
import { describe, expect, test } from 'vitest';
import { confirmItem, getItem, placeHold, readItem, registerItem, reviseItem, useGrant } from '../../src/index.ts';
import { codeOf, openHouse, START, tracedCode } from '../support/house.ts';
import { pdf } from './support/files.ts';
import { send } from './support/send.ts';

const house = await openHouse();
const { own } = house.group;
const reader = await house.group.hire(own, 'staff');
const manager = own.people.department_head;
const text = (said: string) => ({ content: { format: 'plain', text: said }, reason: '内容有更新' }) as const;

describe('an item that gets another content', () => {
  test('is of the next version, which its readers read, and the old one stays under its number', async () => {
    const number = await house.register('secret', [reader]);
    expect(await reviseItem(await house.as(manager), { number, version: 1, ...text('新的内容') })).toEqual({
      number,
      version: 2,
    });
    expect((await readItem(await house.as(reader), { number })).text).toBe('新的内容');
    const { rows } = await house.superuser.query(
      'select c.version from miji.item_content c join miji.item i on i.id = c.item_id where i.number = $1 order by c.version',
      [number],
    );
    expect(rows).toEqual([{ version: 1 }, { version: 2 }]);
  });

  test('voids what was granted for the old one, for good, and the trace says why', async () => {
    const number = await house.register('secret', [reader]);
    const grant = await house.grant(number, reader, own.people.general_manager);
    await reviseItem(await house.as(manager), { number, version: 1, ...text('新的内容') });
    expect(await codeOf(useGrant(await house.as(reader), { grant, idempotencyKey: randomUUID() }))).toBe(
      'GRANT_VOID_VERSION_CHANGED',
    );
    const { rows } = await house.superuser.query(
      `select void_code from miji.access_grant where number = $1 union all
       select code from miji.audit_event where action = 'grant.voided' and subject_id = $1 union all
       select action from miji.audit_event where action = 'item.revised' and item_number = $2 and outcome = 'done'`,
      [grant, number],
    );
    expect(rows.map(({ void_code }: { void_code: string }) => void_code)).toEqual([
      'GRANT_VOID_VERSION_CHANGED',
      'GRANT_VOID_VERSION_CHANGED',
      'item.revised',
    ]);
  });

  test('may become a file, and a text again', async () => {
    const number = await house.register('secret', [reader]);
    const ctx = await house.as(manager);
    const mine = await house.register('secret', [reader]);
    const upload = await send(ctx, 'b.pdf', await pdf(4));
    await reviseItem(ctx, { number: mine, version: 1, upload: upload.id, reason: '改为扫描件' });
    expect(await getItem(await house.as(reader), { number: mine })).toMatchObject({
      contentKind: 'pdf',
      pages: 4,
      lines: 0,
      version: 2,
    });
    await reviseItem(ctx, { number: mine, version: 2, ...text('一行\n两行') });
    expect(await getItem(await house.as(reader), { number: mine })).toMatchObject({
      contentKind: 'plain',
      pages: 1,
      lines: 2,
      version: 3,
    });
    expect(number).not.toBe(mine);
  });

  test('of two who revise it at once, one does', async () => {
    const number = await house.register('secret', [reader]);
    const ctx = await house.as(manager);
    const outcomes = await Promise.allSettled(
      ['甲', '乙'].map((said) => reviseItem(ctx, { number, version: 1, ...text(said) })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await getItem(await house.as(reader), { number })).version).toBe(2);
  });

  test('is confirmed as the version that was looked at, and as no other', async () => {
    const number = await house.propose('secret', [reader]);
    await reviseItem(await house.as(manager), { number, version: 1, ...text('新的内容') });
    expect(await codeOf(confirmItem(await house.as(manager), { number, version: 1 }))).toBe('VERSION_CONFLICT');
    await confirmItem(await house.as(manager), { number, version: 2 });
  });
});

describe('what somebody is told he may do is what he may', () => {
  const told = async (personId: string, number: string) =>
    (await getItem(await house.as(personId), { number })).can.flatMap(({ act, outcome, code, article }) =>
      act === 'revise' ? [[outcome, code, article]] : [],
    );

  test('its drafter until it is confirmed, its manager afterwards too (GS-13)', async () => {
    const range = personsNamed(reader, house.clerk);
    const proposed = await house.propose('secret', [], { range });
    const confirmed = await house.register('secret', [], { range });
    const may = [['allowed', 'ALLOWED_OFFICE', 'GS-23']];
    const mayNot = [['denied', 'NOT_ENTITLED', 'GS-13']];
    expect(await told(house.clerk, proposed)).toEqual(may);
    expect(await told(house.clerk, confirmed)).toEqual(mayNot);
    expect(await told(reader, confirmed)).toEqual(mayNot);
    expect(await told(manager, confirmed)).toEqual(may);
  });

  test('who confirms its level without being its manager (GS-16)', async () => {
    const executive = house.group.headquarters.people.general_manager;
    const number = await house.register('top_secret', [reader]);
    expect(await told(reader, number)).toEqual([['denied', 'NOT_ENTITLED', 'GS-13']]);
    expect(await told(executive, number)).toEqual([['allowed', 'ALLOWED_OFFICE', 'GS-23']]);
    const revised = await reviseItem(await house.as(executive), { number, version: 1, ...text('新的内容') });
    expect(revised.version).toBe(2);
  });

  test('nobody what is held; of what is on paper nothing is said', async () => {
    const held = await house.register('secret', [reader]);
    await placeHold(await house.as(own.people.security_officer), { item: held, reason: '调查' });
    expect(await told(manager, held)).toEqual([['denied', 'ON_HOLD', 'GS-23']]);
    const paper = { content: undefined, paper: { custodianId: house.clerk } };
    expect(await told(manager, await house.register('secret', [reader], paper))).toEqual([]);
  });
});

describe('nobody revises', () => {
  test('what he may not know', async () => {
    const number = await house.register('secret', []);
    expect(await codeOf(reviseItem(await house.as(reader), { number, version: 1, ...text('x') }))).toBe('NOT_FOUND');
  });

  test('what he may know and has neither drafted nor in charge', async () => {
    const number = await house.register('secret', [reader]);
    expect(await codeOf(reviseItem(await house.as(reader), { number, version: 1, ...text('x') }))).toBe('NOT_ENTITLED');
    expect(await tracedCode(house, reader, 'item.revised')).toBe('NOT_ENTITLED');
  });

  test('alone, as its drafter, what the classification authority has confirmed; before that he does (GS-13)', async () => {
    const range = personsNamed(reader, house.clerk);
    const [proposed, confirmed] = [
      await house.propose('secret', [], { range }),
      await house.register('secret', [], { range }),
    ];
    const ctx = await house.as(house.clerk);
    expect(await reviseItem(ctx, { number: proposed, version: 1, ...text('x') })).toMatchObject({ version: 2 });
    expect(await codeOf(reviseItem(ctx, { number: confirmed, version: 1, ...text('x') }))).toBe('NOT_ENTITLED');
    expect(await tracedCode(house, house.clerk, 'item.revised')).toBe('NOT_ENTITLED');
  });

  test('another version than he saw', async () => {
    const number = await house.register('secret', [reader]);
    const call = reviseItem(await house.as(manager), { number, version: 2, ...text('x') });
    expect(await codeOf(call)).toBe('VERSION_CONFLICT');
  });

  test('what is held', async () => {
    const number = await house.register('secret', [reader]);
    await placeHold(await house.as(own.people.security_officer), { item: number, reason: '调查' });
    const call = reviseItem(await house.as(manager), { number, version: 1, ...text('x') });
    expect(await codeOf(call)).toBe('ON_HOLD');
  });

  test('what is no secret any more', async () => {
    const number = await house.register('secret', [reader], { period: { kind: 'until', day: '2026-12-01' } });
    await house.setTime(START.add({ hours: 24 * 60 }));
    const call = reviseItem(await house.as(manager), { number, version: 1, ...text('x') });
    expect(await codeOf(call)).toBe('ALREADY_DECLASSIFIED');
    await house.setTime(START);
  });

  test('what is on paper', async () => {
    const draft = { ...itemDraft('secret', manager), content: undefined, range: personsNamed(reader) };
    const registered = await registerItem(await house.as(house.clerk), {
      ...draft,
      paper: { custodianId: house.clerk },
    });
    const call = reviseItem(await house.as(manager), { number: registered.number, version: 1, ...text('x') });
    expect(await codeOf(call)).toBe('VALIDATION');
  });
});
