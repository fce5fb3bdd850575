import { randomUUID } from 'node:crypto';
import type { SecretLevel, Temporal } from '@miji/core';
import { rollReaders } from '@miji/services';
import { itemDraft, personsNamed } from '@miji/testing';
import { beforeEach, describe, expect, test } from 'vitest';
import { codeOf, codeOrNull, openHouse, START } from '../support/house.ts';

const house = await openHouse();
const { group } = house;
const { own, headquarters } = group;
const clerk = house.as(await group.hire(own, 'staff'));
const manager = house.as(own.people.department_head);
const executive = house.as(headquarters.people.general_manager);
const officer = house.as(own.people.security_officer);
const reader = await group.hire(own, 'staff', '吴思远');
const other = await group.hire(own, 'staff');

const register = async (level: SecretLevel, readers: readonly string[] = []): Promise<string> => {
  const range = level === 'top_secret' ? [] : personsNamed(...readers, ...(level === 'confidential' ? [other] : []));
  const { number } = await clerk.items.register({ ...itemDraft(level, own.people.department_head), range });
  return number;
};
const member = (personId: string) => ({ kind: 'person', personId }) as const;
const reason = '承办此项工作';

/** Whether somebody gets to read it, finds the item in his list, and is told that he may: always all three, or none. */
const knows = async (personId: string, number: string): Promise<boolean> => {
  const caller = house.as(personId);
  const [read, checked, { entries }] = await Promise.all([
    codeOrNull(caller.items.openReading({ number })),
    codeOrNull(caller.access.check({ item: number, operation: 'view' })),
    caller.items.list({ company: own.code, limit: 100 }),
  ]);
  const answers = [read === null, checked === null, entries.some((entry) => entry.number === number)];
  expect(new Set(answers).size, answers.join()).toBe(1);
  if (read !== null) expect([read, checked]).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  return read === null;
};
const knowsAt = async (at: Temporal.Instant, personId: string, number: string): Promise<boolean> => {
  await house.setTime(at);
  return knows(personId, number);
};
const before = (at: Temporal.Instant) => at.subtract({ milliseconds: 1 });
const LATER = START.add({ hours: 24 });
const MUCH_LATER = START.add({ hours: 72 });

beforeEach(() => house.setTime(START));

describe.each([
  ['confidential', manager, 'responsible_manager'],
  ['secret', manager, 'responsible_manager'],
  ['top_secret', executive, 'headquarters_executive'],
] as const)('a name in the range of a %s item', (level, namer, namedAs) => {
  test('counts from the instant that was written down, and no millisecond earlier, without any job', async () => {
    const number = await register(level);
    const { entry } = await namer.items.name({
      number,
      member: member(reader),
      reason,
      from: LATER.toString({ fractionalSecondDigits: 3 }),
    });
    expect(entry).toMatchObject({
      from: '2026-11-03T02:00:00.000Z',
      to: null,
      namedAs,
      revoked: null,
      namedAt: '2026-11-02T02:00:00.000Z',
    });
    expect(await knows(reader, number)).toBe(false);
    expect(await knowsAt(before(LATER), reader, number)).toBe(false);
    expect(await knowsAt(LATER, reader, number)).toBe(true);
  });

  test('ends in that very millisecond, without any job', async () => {
    const number = await register(level);
    const from = LATER.toString({ fractionalSecondDigits: 3 });
    const to = MUCH_LATER.toString({ fractionalSecondDigits: 3 });
    await namer.items.name({ number, member: member(reader), reason, from, to });
    expect(await knowsAt(LATER, reader, number)).toBe(true);
    expect(await knowsAt(before(MUCH_LATER), reader, number)).toBe(true);
    expect(await knowsAt(MUCH_LATER, reader, number)).toBe(false);
  });

  test('that is revoked no longer counts at the next request, and the record says by whom, when and why', async () => {
    const number = await register(level);
    const { entry } = await namer.items.name({ number, member: member(reader), reason });
    expect(await knows(reader, number)).toBe(true);
    const revoked = await namer.items.revoke({ number, entryId: entry.id, reason: '调离项目' });
    expect(await knows(reader, number)).toBe(false);
    expect(revoked.entry).toMatchObject({
      id: entry.id,
      to: '2026-11-02T02:00:00.000Z',
      revoked: { by: { name: expect.any(String) }, at: '2026-11-02T02:00:00.000Z', reason: '调离项目' },
    });
    expect(await codeOf(namer.items.revoke({ number, entryId: entry.id, reason }))).toBe('NO_CHANGE');
  });

  test('is revoked by nobody who could not have written it down', async () => {
    const number = await register(level);
    const { entry } = await namer.items.name({ number, member: member(reader), reason });
    expect(await codeOf(house.as(reader).items.revoke({ number, entryId: entry.id, reason }))).toBe(
      'NOT_ENTITLED_TO_DESIGNATE',
    );
    expect(await codeOf(clerk.items.revoke({ number, entryId: entry.id, reason }))).toBe('NOT_FOUND');
    expect(await knows(reader, number)).toBe(true);
  });

  test('does not count for whoever is shut out, and counts again once he is let in', async () => {
    const number = await register(level);
    await namer.items.name({ number, member: member(reader), reason });
    const { exclusion } = await namer.items.exclude({ number, personId: reader, reason: '利益冲突' });
    expect(exclusion).toMatchObject({ person: { name: '吴思远' }, excluded: { reason: '利益冲突' }, readmitted: null });
    expect(await knows(reader, number)).toBe(false);
    await namer.items.name({ number, member: member(reader), reason });
    expect(await knows(reader, number)).toBe(false);
    const { exclusion: lifted } = await namer.items.readmit({ number, personId: reader, reason: '冲突已消除' });
    expect(lifted).toMatchObject({ id: exclusion.id, readmitted: { reason: '冲突已消除' } });
    expect(await knows(reader, number)).toBe(true);
  });
});

test('a name that was to begin later and is revoked before never counts', async () => {
  const number = await register('secret');
  const from = LATER.toString({ fractionalSecondDigits: 3 });
  const { entry } = await manager.items.name({ number, member: member(reader), reason, from });
  await manager.items.revoke({ number, entryId: entry.id, reason });
  expect(await knowsAt(LATER, reader, number)).toBe(false);
  expect(await knowsAt(MUCH_LATER, reader, number)).toBe(false);
});

test('a name is never written into the past, and ends after it begins', async () => {
  const number = await register('secret');
  const from = START.subtract({ hours: 48 }).toString({ fractionalSecondDigits: 3 });
  const { entry } = await manager.items.name({ number, member: member(reader), reason, from });
  expect(entry.from).toBe('2026-11-02T02:00:00.000Z');
  const to = START.toString({ fractionalSecondDigits: 3 });
  expect(await codeOf(manager.items.name({ number, member: member(other), reason, to }))).toBe('VALIDATION');
});

test('a name that begins, ends, begins again and ends again is followed by the list at once and by the text once its readers are rolled', async () => {
  const number = await register('secret');
  const hour = (count: number) => START.add({ hours: count });
  const text = (at: Temporal.Instant) => at.toString({ fractionalSecondDigits: 3 });
  for (const first of [1, 3, 5]) {
    await manager.items.name({
      number,
      member: member(reader),
      reason,
      from: text(hour(first)),
      to: text(hour(first + 1)),
    });
  }
  expect(await knowsAt(hour(1), reader, number)).toBe(true);
  expect(await knowsAt(hour(2), reader, number)).toBe(false);
  for (const next of [3, 4, 5, 6]) {
    await rollReaders(house.platform, own.id);
    expect(await knowsAt(hour(next), reader, number), `hour ${next}`).toBe(next % 2 === 1);
  }
  expect(await rollReaders(house.platform, own.id)).toBe(1);
  expect(await rollReaders(house.platform, own.id), 'there is nothing more to come').toBe(0);
});

test('where nobody rolled the readers the text is kept back, and never handed out', async () => {
  const number = await register('secret');
  const hour = (count: number) => START.add({ hours: count });
  const text = (at: Temporal.Instant) => at.toString({ fractionalSecondDigits: 3 });
  await manager.items.name({ number, member: member(other), reason, from: text(hour(1)), to: text(hour(2)) });
  await manager.items.name({ number, member: member(reader), reason, from: text(hour(3)), to: text(hour(4)) });
  await house.setTime(hour(3));
  expect(await codeOf(house.as(reader).items.read({ number }))).toBe('NOT_FOUND');
  await rollReaders(house.platform, own.id);
  expect(await knows(reader, number)).toBe(true);
});

test('whoever belongs to a listed project group knows it while he belongs, by the register of its members', async () => {
  const groupId = randomUUID();
  const to = LATER.toString({ fractionalSecondDigits: 3 });
  await house.superuser.query(
    'insert into miji.project_group (company_id, id, name, leader_id, opened_at) values ($1, $2, $3, $4, $5)',
    [own.id, groupId, '北方项目组', own.people.department_head, START.toString()],
  );
  await house.superuser.query(
    `insert into miji.project_group_member (company_id, id, group_id, person_id, reason, valid_from, valid_to)
     values ($1, $2, $3, $4, 'x', $5, $6)`,
    [own.id, randomUUID(), groupId, reader, START.toString(), to],
  );
  const number = await register('confidential');
  const { entry } = await manager.items.name({ number, member: { kind: 'group', groupId }, reason });
  expect(entry).toMatchObject({ name: '北方项目组', member: { kind: 'group', groupId } });
  expect(await knows(reader, number)).toBe(true);
  expect(await knowsAt(before(LATER), reader, number)).toBe(true);
  expect(await knowsAt(LATER, reader, number)).toBe(false);
  await house.setTime(START);
  const secret = await register('secret');
  expect(await codeOf(manager.items.name({ number: secret, member: { kind: 'group', groupId }, reason }))).toBe(
    'RANGE_TOO_WIDE',
  );
  const nowhere = { kind: 'group', groupId: randomUUID() } as const;
  expect(await codeOf(manager.items.name({ number, member: nowhere, reason }))).toBe('VALIDATION');
});

describe('whom an exclusion or a revocation does not reach', () => {
  test('is the manager in charge, who knows by his office (GS-18)', async () => {
    const number = await register('confidential');
    const { entry } = await manager.items.name({ number, member: member(own.people.department_head), reason });
    expect(await codeOf(manager.items.revoke({ number, entryId: entry.id, reason }))).toBe('NOT_ENTITLED');
    expect(await codeOf(officer.items.exclude({ number, personId: own.people.department_head, reason }))).toBe(
      'NOT_ENTITLED',
    );
    expect(await knows(own.people.department_head, number)).toBe(true);
  });

  test('is not the manager in charge of a top-secret item: he knows it by designation alone (GS-17)', async () => {
    const number = await register('top_secret');
    const { entry } = await executive.items.name({ number, member: member(own.people.department_head), reason });
    expect(await knows(own.people.department_head, number)).toBe(true);
    await executive.items.revoke({ number, entryId: entry.id, reason });
    expect(await knows(own.people.department_head, number)).toBe(false);
  });

  test('is the head office’s executive, who may know all (GS-16)', async () => {
    const number = await register('secret');
    const personId = headquarters.people.deputy_general_manager;
    expect(await codeOf(manager.items.exclude({ number, personId, reason }))).toBe('NOT_ENTITLED');
    expect(await knows(personId, number)).toBe(true);
  });
});

describe('the owner’s security officer', () => {
  test('shuts somebody out of an item that he himself may not know, and is told nothing of it', async () => {
    const number = await register('secret', [reader]);
    expect(await knows(own.people.security_officer, number)).toBe(false);
    const answer = await officer.items.exclude({ number, personId: reader, reason: '调查期间' });
    expect(JSON.stringify(answer)).not.toContain('经营安排');
    expect(await knows(reader, number)).toBe(false);
    expect(await codeOf(officer.items.exclude({ number, personId: reader, reason }))).toBe('NO_CHANGE');
    await officer.items.readmit({ number, personId: reader, reason: '调查结束' });
    expect(await knows(reader, number)).toBe(true);
    expect(await codeOf(officer.items.readmit({ number, personId: reader, reason }))).toBe('NO_CHANGE');
  });

  test('lets himself in again no more than he lets himself in', async () => {
    const number = await register('confidential', [own.people.security_officer]);
    await manager.items.exclude({ number, personId: own.people.security_officer, reason });
    expect(await knows(own.people.security_officer, number)).toBe(false);
    const readmission = officer.items.readmit({ number, personId: own.people.security_officer, reason });
    expect(await codeOf(readmission)).toBe('SEPARATION_OF_DUTIES');
  });

  test('names nobody, himself least of all, for an item that he may not know', async () => {
    const number = await register('confidential');
    const naming = officer.items.name({ number, member: member(own.people.security_officer), reason });
    expect(await codeOf(naming)).toBe('NOT_FOUND');
  });

  test('of a sister company, and whoever else may not, is told that there is no such item', async () => {
    const number = await register('secret', [reader]);
    for (const personId of [group.sister.people.security_officer, other, own.people.auditor]) {
      expect(await codeOf(house.as(personId).items.exclude({ number, personId: reader, reason }))).toBe('NOT_FOUND');
      expect(await codeOf(house.as(personId).items.readmit({ number, personId: reader, reason }))).toBe('NOT_FOUND');
    }
  });

  test('shuts out nobody whom the directory lacks', async () => {
    const number = await register('secret', [reader]);
    expect(await codeOf(officer.items.exclude({ number, personId: randomUUID(), reason }))).toBe('VALIDATION');
  });
});

test('a grant dies with the name that it rested on', async () => {
  const number = await register('secret');
  const { entry } = await manager.items.name({ number, member: member(reader), reason });
  const asking = {
    item: number,
    particulars: { operation: 'copy' },
    purpose: '谈判使用',
    idempotencyKey: randomUUID(),
  } as const;
  const { number: request } = await house.as(reader).requests.file(asking);
  await house.as(own.people.general_manager).requests.decide({ number: request, decision: 'approve' });
  await manager.items.revoke({ number, entryId: entry.id, reason });
  const use = house.as(reader).grants.use({ grant: `${request}-G`, idempotencyKey: randomUUID() });
  expect(await codeOf(use)).toBe('NOT_FOUND');
  expect((await house.as(reader).copies.list({ item: number, limit: 10 })).entries).toEqual([]);
});

test('each change of a range is traced, with the capacity in which it was made', async () => {
  const number = await register('top_secret');
  const { entry } = await executive.items.name({ number, member: member(reader), reason });
  await executive.items.revoke({ number, entryId: entry.id, reason });
  await officer.items.exclude({ number, personId: reader, reason });
  await officer.items.readmit({ number, personId: reader, reason });
  const { entries } = await house.as(own.people.auditor).trace.list({ company: own.code, item: number, limit: 10 });
  const acts = entries
    .filter(({ action }) => action.startsWith('range.'))
    .map(({ action, article, details }) => [action, article, details['as']]);
  expect(acts.toReversed()).toEqual([
    ['range.named', 'GS-17', 'headquarters_executive'],
    ['range.revoked', 'GS-17', 'headquarters_executive'],
    ['range.excluded', 'GS-17', 'owner_security_officer'],
    ['range.readmitted', 'GS-17', 'owner_security_officer'],
  ]);
});
