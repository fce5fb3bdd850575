import { randomUUID } from 'node:crypto';
import { itemDraft, personsNamed } from '@miji/testing';
import { describe, expect, test } from 'vitest';
import {
  decideRequest,
  deriveItem,
  fileChange,
  getDesk,
  getRequest,
  gradeCustomer,
  joinProjectGroup,
  nameReader,
  openProjectGroup,
  previewLedger,
  registerCustomer,
  registerItem,
  tendRequests,
} from '../src/index.ts';
import { ruleOffice } from './rules/support/rule-office.ts';
import { codeOf, openHouse, refusalOf } from './support/house.ts';

const house = await openHouse();
const { own, sister, headquarters } = house.group;
const { general_manager: manager, department_head: head } = own.people;
const executive = headquarters.people.general_manager;
const reader = await house.group.hire(own, 'staff');
const colleague = await house.group.hire(own, 'staff');
const office = ruleOffice(house);
const department = { member: { kind: 'department', departmentId: own.departmentId }, reason: '全部承办' } as const;
const change = async (item: string, wanted: Parameters<typeof fileChange>[1]['change'], personId = reader) =>
  fileChange(await house.as(personId), { item, change: wanted, reason: '情况变化', idempotencyKey: randomUUID() });

test('GS-21: a request that outlived a regrading is not decided at the level that it was never filed for', async () => {
  const number = await house.register('secret', [reader]);
  const copy = await house.file(number, reader);
  const up = await change(number, { kind: 'regrade', toLevel: 'top_secret' });
  // Somebody holds the request while the level changes, so that it is passed over and stays pending.
  const holder = await house.superuser.connect();
  await holder.query('begin');
  await holder.query('select 1 from miji.request where number = $1 for update', [copy]);
  house.accounts.confirmBySecondFactor(executive, up.number);
  await decideRequest(await house.as(executive), { number: up.number, decision: 'approve' });
  await holder.query('rollback');
  holder.release();
  expect(await getRequest(await house.as(reader), { number: copy })).toMatchObject({ state: 'pending' });
  const approve = async (personId: string) =>
    decideRequest(await house.as(personId), { number: copy, decision: 'approve' });
  expect(await codeOf(approve(manager))).toBe('VERSION_CONFLICT');
  // Nobody can decide it any more, and the next round of tending says so.
  await tendRequests(house.platform, own.id);
  expect(await getRequest(await house.as(reader), { number: copy })).toMatchObject({ state: 'void' });
  expect(await codeOf(approve(manager))).toBe('REQUEST_VOID');
});

describe('GS-24: what an item was made from', () => {
  test('bounds every name that is added to it later', async () => {
    const source = await house.register('secret', [reader, house.clerk]);
    const { number } = await registerItem(await house.as(house.clerk), {
      ...itemDraft('secret', head),
      range: personsNamed(reader),
      sources: [source],
      idempotencyKey: randomUUID(),
    });
    const name = async (personId: string) =>
      nameReader(await house.as(head), { number, member: { kind: 'person', personId }, reason: '参与' });
    expect(await codeOf(name(colleague))).toBe('SOURCE_STRICTER');
    await name(house.clerk);
  });

  test('is not told to a guest beyond the names that let him in', async () => {
    const guest = sister.people.staff;
    const source = await house.register('secret', [guest, reader, colleague]);
    const { range } = await deriveItem(await house.as(guest), { sources: [source] });
    expect(range).toEqual([{ kind: 'person', id: guest }]);
  });

  test('is not released in parts either while it is secret', async () => {
    const source = await house.register('secret', [reader, house.clerk]);
    const { number } = await registerItem(await house.as(house.clerk), {
      ...itemDraft('secret', head),
      range: personsNamed(reader),
      sources: [source],
      idempotencyKey: randomUUID(),
    });
    await house.superuser.query(`update miji.item set state = 'confirmed' where number = $1`, [number]);
    const part = change(number, { kind: 'declassify_part', span: { fromLine: 1, toLine: 1 } });
    expect(await codeOf(part)).toBe('SOURCE_STRICTER');
  });
});

test('GS-19: nobody takes himself into a project group', async () => {
  const company = own.code;
  const group = await openProjectGroup(await house.as(head), { company, name: '自荐组' });
  const join = async (by: string, personId: string) =>
    joinProjectGroup(await house.as(by), { company, groupId: group.id, personId, reason: '参与项目' });
  expect(await codeOf(join(head, head))).toBe('SEPARATION_OF_DUTIES');
  expect(await codeOf(join(manager, manager))).toBe('SEPARATION_OF_DUTIES');
  await join(manager, head);
});

test('CD-07: a grade whose files a company has made 绝密 is given by the head office alone', async () => {
  await office.tighten({ catalogue: [{ code: 'CD-06', defaultLevel: 'top_secret' }] });
  const { number } = await registerCustomer(await house.as(own.people.customer_information_specialist), {
    name: '远航贸易',
    grade: 'important',
    idempotencyKey: randomUUID(),
  });
  const grade = async (personId: string) =>
    gradeCustomer(await house.as(personId), { number, grade: 'ordinary', reason: '往来性质变化' });
  expect(await codeOf(grade(manager))).toBe('NOT_ENTITLED');
  await grade(executive);
});

test('GS-26: whoever is to keep all papers of a ledger works there', async () => {
  const keeping = async (custodianId: string) => {
    const { rows } = await previewLedger(await house.as(own.people.custodian), {
      heading: ['编号', '题名', '密级', '保密期限', '份数', '日期'],
      rows: [['宏银密〔2025〕900号', '决算', '机密', '10年', '2', '2025-03-01']],
      otherwise: {
        catalogueCode: 'GS-08.4',
        basis: '原台账',
        responsibleManagerId: own.people.department_head,
        custodianId,
      },
    });
    return rows.flatMap(({ status, findings }) => [status, ...findings.map(({ column, code }) => `${column} ${code}`)]);
  };
  expect(await keeping(sister.people.custodian)).toEqual(['error', 'custodian NOT_EMPLOYED']);
  expect(await keeping(randomUUID())).toEqual(['error', 'custodian NOT_EMPLOYED']);
  expect(await keeping(own.people.custodian)).toEqual(['new']);
});

test('K-05: rules that would take effect in a far year bar no others: they are not published', async () => {
  const { security_officer: author, general_manager: publisher } = headquarters.people;
  const drafted = await office.draft(author, null, (content) => content);
  const proposed = await office.propose(author, drafted);
  const { code, fields } = await refusalOf(office.publish(publisher, proposed, '2099-01-01T00:00:00.000Z'));
  expect([code, fields[0]?.field]).toEqual(['VALIDATION', 'effectiveFrom']);
});

test('GS-19: the desk shows nothing that the rules just published no longer let know', async () => {
  const soon = { period: { kind: 'until', day: '2026-11-20' } } as const;
  const number = await house.register('confidential', [], { ...soon, range: [department] });
  const seen = async () => (await getDesk(await house.as(colleague))).declassifyingSoon.map((item) => item.number);
  expect(await seen()).toContain(number);
  await office.enact((document) => ({
    ...document,
    ranges: document.ranges.map((rule) =>
      rule.regime === 'group' && rule.level === 'confidential' ? { ...rule, members: ['person'] } : rule,
    ),
  }));
  expect(await seen()).not.toContain(number);
});
