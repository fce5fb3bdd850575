import { randomUUID } from 'node:crypto';
import type { RegisterItemInput } from '@miji/contract';
import { Temporal } from '@miji/core';
import { itemDraft, personsNamed } from '@miji/testing';
import { describe, expect, test } from 'vitest';
import {
  confirmItem,
  declassifyDue,
  deriveItem,
  fileChange,
  getItem,
  readItem,
  registerItem,
} from '../../src/index.ts';
import { codeOf, openHouse, refusalOf, START } from '../support/house.ts';

const house = await openHouse();
const { own, sister, headquarters } = house.group;
const head = own.people.department_head;
const reader = await house.group.hire(own, 'staff');
const colleague = await house.group.hire(own, 'staff');

type Changes = Partial<RegisterItemInput>;
const register = async (changes: Changes = {}, personId = house.clerk) =>
  registerItem(await house.as(personId), {
    ...itemDraft('secret', head),
    range: personsNamed(reader),
    idempotencyKey: randomUUID(),
    ...changes,
  });
const findings = async (changes: Changes, personId = house.clerk) => {
  const { code, fields } = await refusalOf(register(changes, personId));
  return [code, ...fields.map(({ field, code: why }) => `${field} ${why}`)];
};

describe('GS-09: what is outside the scope', () => {
  const notice: Changes = { catalogueCode: 'GS-09.2', level: 'confidential' };

  test('is classified by nobody but the security office, with its reason', async () => {
    expect(await codeOf(register(notice))).toBe('OUT_OF_SCOPE');
    expect(await codeOf(register({ ...notice, scopeOverride: '内含并购安排' }))).toBe('OUT_OF_SCOPE');
    const office = own.people.security_officer;
    expect(await codeOf(register(notice, office))).toBe('OUT_OF_SCOPE');
    const { number } = await register({ ...notice, scopeOverride: '内含并购安排' }, office);
    expect(await getItem(await house.as(reader), { number })).toMatchObject({
      catalogueCode: 'GS-09.2',
      scopeOverride: '内含并购安排',
    });
  });
});

describe('GS-18: the manager in charge', () => {
  test('holds a post that manages, at the owner or the head office, and is not the drafter', async () => {
    for (const post of ['staff', 'security_officer', 'custodian', 'auditor', 'system_administrator'] as const) {
      expect(await findings({ responsibleManagerId: own.people[post] })).toEqual([
        'VALIDATION',
        'responsibleManagerId NOT_MANAGER_IN_CHARGE',
      ]);
    }
    expect(await findings({ responsibleManagerId: sister.people.department_head })).toContain(
      'responsibleManagerId NOT_EMPLOYED',
    );
    const project = own.people.project_manager;
    await register({ responsibleManagerId: project });
    expect(await findings({ responsibleManagerId: project }, project)).toContain(
      'responsibleManagerId NOT_MANAGER_IN_CHARGE',
    );
    await register({ responsibleManagerId: headquarters.people.deputy_general_manager });
  });

  test('whoever heads the department may draft himself; then his superior confirms', async () => {
    const { number } = await register({ range: personsNamed(own.people.general_manager) }, head);
    const confirm = async (personId: string) => confirmItem(await house.as(personId), { number, version: 1 });
    expect(await codeOf(confirm(head))).toBe('SEPARATION_OF_DUTIES');
    await confirm(own.people.general_manager);
    expect(await getItem(await house.as(head), { number })).toMatchObject({ state: 'confirmed' });
  });
});

describe('GS-14: what is backdated', () => {
  test('so far that its period is over is registered as declassified, as of its end', async () => {
    const made = await register({ issuedOn: '2016-01-01', period: { kind: 'term', term: 'P10Y' } });
    expect(made).toMatchObject({ level: 'declassified', state: 'confirmed' });
    expect((await readItem(await house.as(colleague), { number: made.number })).level).toBe('declassified');
    expect(await declassifyDue(house.platform, own.id)).toBe(0);
    const { rows } = await house.superuser.query(
      `select actor_kind, effective_at at time zone 'Asia/Shanghai' as at from miji.audit_event
        where item_number = $1 and action = 'item.declassified'`,
      [made.number],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ actor_kind: 'system' });
  });

  test('up to the last day is secret', async () => {
    expect(await register({ issuedOn: '2016-11-02', period: { kind: 'term', term: 'P10Y' } })).toMatchObject({
      level: 'secret',
      state: 'proposed',
    });
  });
});

describe('GS-03: a proposal that nobody has confirmed', () => {
  const period = { kind: 'until', day: '2026-11-12' } as const;
  const after = Temporal.Instant.from('2026-11-20T00:00:00Z');

  test('is protected beyond the end that was proposed, and its end counts once it is confirmed', async () => {
    const { number } = await register({ period });
    await house.setTime(after);
    expect(await getItem(await house.as(reader), { number })).toMatchObject({ level: 'secret', declassifiesAt: null });
    expect(await codeOf(readItem(await house.as(colleague), { number }))).toBe('NOT_FOUND');
    expect(await declassifyDue(house.platform, own.id)).toBe(0);
    await confirmItem(await house.as(head), { number, version: 1 });
    expect((await readItem(await house.as(colleague), { number })).level).toBe('declassified');
    expect(await declassifyDue(house.platform, own.id)).toBe(1);
    await house.setTime(START);
  });
});

describe('what an item was made from (GS-24)', () => {
  test('gives the form what it must at least be', async () => {
    const long = { period: { kind: 'until', day: '2040-01-01' } } as const;
    const sources = [
      await house.register('secret', [reader, head], long),
      await house.register('confidential', [reader]),
    ];
    expect(await deriveItem(await house.as(reader), { sources })).toMatchObject({
      level: 'secret',
      period: { kind: 'until', day: '2040-01-01' },
      coOwners: [],
      range: [{ kind: 'person', id: reader }],
    });
    expect(await codeOf(deriveItem(await house.as(colleague), { sources }))).toBe('NOT_FOUND');
  });

  test('is no less secret, ends no earlier and is known to nobody else', async () => {
    const source = await house.register('secret', [reader, house.clerk]);
    const sources = [source];
    expect(await findings({ sources, level: 'confidential', catalogueCode: 'GS-08.3' })).toEqual([
      'SOURCE_STRICTER',
      'level SOURCE_STRICTER',
    ]);
    expect(await findings({ sources, period: { kind: 'term', term: 'P1Y' } })).toContain('period SOURCE_STRICTER');
    expect(await findings({ sources, range: personsNamed(colleague) })).toContain('range SOURCE_STRICTER');
    expect(await findings({ sources, responsibleManagerId: own.people.project_manager })).toContain(
      'responsibleManagerId SOURCE_STRICTER',
    );
    expect(await codeOf(register({ sources }, colleague))).toBe('NOT_FOUND');
    const { number } = await register({ sources });
    expect(await getItem(await house.as(reader), { number })).toMatchObject({ sources });
  });

  test('binds it later too: it is neither lowered nor declassified while its source is secret', async () => {
    const source = await house.register('secret', [reader, house.clerk]);
    const { number } = await register({ sources: [source] });
    await confirmItem(await house.as(head), { number, version: 1 });
    const ask = async (item: string, change: { kind: 'declassify' } | { kind: 'regrade'; toLevel: 'confidential' }) =>
      fileChange(await house.as(reader), { item, change, reason: '已无必要', idempotencyKey: randomUUID() });
    expect(await codeOf(ask(number, { kind: 'declassify' }))).toBe('SOURCE_STRICTER');
    expect(await codeOf(ask(number, { kind: 'regrade', toLevel: 'confidential' }))).toBe('SOURCE_STRICTER');
  });

  test('of another company has to be agreed to by its owner as well', async () => {
    const foreign = await house.register('secret', [sister.people.staff, sister.people.department_head]);
    const { number } = await registerItem(await house.as(sister.people.staff), {
      ...itemDraft('secret', sister.people.department_head),
      range: personsNamed(sister.people.staff),
      sources: [foreign],
    });
    expect(number).toContain(sister.code);
    const detail = await getItem(await house.as(sister.people.staff), { number });
    expect(detail).toMatchObject({ sources: [foreign], coOwners: [{ id: own.id }] });
    const route = detail.can.find(({ act }) => act === 'copy')?.route;
    const asked = route?.kind === 'open' ? route.approvers.map(({ id }) => id) : [];
    expect(asked.toSorted()).toEqual([own.people.general_manager, sister.people.general_manager].toSorted());
  });
});

describe('what is on paper', () => {
  test('is registered with its keeper, and the answer to a reader says who that is', async () => {
    const { content: _content, ...draft } = itemDraft('secret', head);
    const paper = { custodianId: own.people.custodian };
    const { number } = await registerItem(await house.as(house.clerk), {
      ...draft,
      range: personsNamed(reader),
      paper,
    });
    expect(await readItem(await house.as(reader), { number })).toMatchObject({
      text: '',
      paper: { custodian: { id: own.people.custodian } },
    });
    expect(await getItem(await house.as(reader), { number })).toMatchObject({ medium: 'paper', lines: 0 });
    expect(await codeOf(readItem(await house.as(colleague), { number }))).toBe('NOT_FOUND');
    const astray = { ...draft, range: personsNamed(reader), paper: { custodianId: sister.people.custodian } };
    const { fields } = await refusalOf(
      registerItem(await house.as(house.clerk), { ...astray, idempotencyKey: randomUUID() }),
    );
    expect(fields).toMatchObject([{ field: 'paper.custodianId', code: 'NOT_EMPLOYED' }]);
  });
});
