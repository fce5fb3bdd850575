import { randomUUID } from 'node:crypto';
import { fileRequest as contract } from '@miji/contract';
import type { ParticularsInput } from '@miji/contract';
import { REGULATIONS } from '@miji/core';
import { afterEach, describe, expect, test } from 'vitest';
import { useGrant as issueCopy } from '../../src/index.ts';
import { decisionDesk } from '../approvals/support/decision-desk.ts';
import { codeOf, openHouse, refusalOf, START, tracedCode } from '../support/house.ts';

const house = await openHouse();
const { own, sister, headquarters } = house.group;
const { general_manager: manager, department_head: head, custodian, project_manager: projects } = own.people;
const reader = await house.group.hire(own, 'staff', '张明远');
const witness = await house.group.hire(own, 'staff');
const KNOWERS = [reader, manager, custodian, witness];
const archived = await house.register('secret', KNOWERS, { regimes: ['archive'] });
const property = await house.register('secret', KNOWERS, { regimes: ['property'] });
const { approve, publish, see } = decisionDesk(house);
afterEach(async () => {
  await house.setTime(START);
  await publish();
});

const ask = async (item: string, particulars: ParticularsInput, by = reader) => house.file(item, by, { particulars });
const wrong = (field: string, article: string) => ({ code: 'VALIDATION', fields: [{ field, article }] });

describe('each kind has its mandatory fields (CF-18)', () => {
  test.each([
    ['a purpose', { purpose: '  ' }],
    ['the use period of a print (PM-10)', { particulars: { operation: 'print' } }],
    ['where an export goes', { particulars: { operation: 'export' } }],
    ['for how long something is lent', { particulars: { operation: 'loan' } }],
    [
      'where to, until when and how protected (AR-32)',
      { particulars: { operation: 'carry_out', destination: '北京' } },
    ],
    [
      'the legal basis of what is provided outside (CD-17)',
      { particulars: { operation: 'provide', organisation: '甲' } },
    ],
    ['who destroys and who watches (K-12)', { particulars: { operation: 'destroy', copies: [], method: 'burning' } }],
    [
      'of a visitor the letter of introduction (AR-30)',
      {
        particulars: {
          operation: 'loan',
          days: 1,
          visitor: { name: '来访', organisation: '甲', document: 'passport', documentNumber: 'E12345678' },
        },
      },
    ],
  ])('%s', (_, part) => {
    const whole = { item: archived, particulars: { operation: 'copy' }, purpose: '会议', idempotencyKey: randomUUID() };
    expect(contract.input.safeParse({ ...whole, ...part }).success).toBe(false);
    expect(contract.input.safeParse(whole).success).toBe(true);
  });
});

describe('what a request says is kept as it was said, and shown to whoever decides', () => {
  const CARRY: ParticularsInput = {
    operation: 'carry_out',
    destination: '北京分行',
    bringBackOn: '2026-11-05',
    measures: '专人专车，密封携带',
  };
  test('who asked, as the register had him then (CF-18), whatever he is later', async () => {
    const number = await ask(archived, CARRY);
    await house.group.promote(sister, reader, 'staff');
    const shown = await see(number, head);
    expect(shown.profile).toEqual({
      name: '张明远',
      posts: [{ company: own.name, department: '综合部', post: 'staff' }],
    });
    expect(shown.particulars).toEqual(CARRY);
    expect(shown.applicant).toBe('insider');
  });

  test('a print has to be in use for a while yet, and what is carried out to come back (PM-10, AR-32)', async () => {
    const print = (useUntil: string): ParticularsInput => ({ operation: 'print', useUntil });
    expect(await refusalOf(ask(property, print('2026-11-01')))).toMatchObject(wrong('particulars.useUntil', 'PM-10'));
    expect((await see(await ask(property, print('2026-11-02')), projects)).state).toBe('pending');
    const back = (bringBackOn: string) => ask(archived, { ...CARRY, bringBackOn });
    expect(await refusalOf(back('2026-11-01'))).toMatchObject(wrong('particulars.bringBackOn', 'AR-32'));
    expect((await see(await back('2026-11-02'), head)).state).toBe('pending');
  });

  test('the day that counts is the business day: at midnight in Shanghai the one before is over', async () => {
    await house.setTime(START.add({ hours: 14 }).subtract({ milliseconds: 1 }));
    expect((await see(await ask(property, { operation: 'print', useUntil: '2026-11-02' }), projects)).state).toBe(
      'pending',
    );
    await house.setTime(START.add({ hours: 14 }));
    expect(await codeOf(ask(property, { operation: 'print', useUntil: '2026-11-02' }))).toBe('VALIDATION');
  });

  test('nothing of property is carried out, whoever asks (PM-11)', async () => {
    expect(await codeOf(ask(property, CARRY))).toBe('FORBIDDEN_BY_RULE');
  });

  test('an export has nobody to decide it until the rules name somebody (K-05), and then says where it goes', async () => {
    const out: ParticularsInput = { operation: 'export', destination: '监管报送系统' };
    expect(await codeOf(ask(archived, out))).toBe('RULE_NOT_SET');
    const owner = { kind: 'post', company: 'owner', post: 'general_manager' } as const;
    const cell = { regime: 'group', operation: 'export', level: 'secret', article: 'GS-22' } as const;
    await publish({
      ...REGULATIONS,
      approvers: [...REGULATIONS.approvers, { ...cell, approver: owner, necessityRequired: false }],
    });
    const number = await ask(archived, out);
    await approve(number, manager);
    const { copy } = await issueCopy(await house.as(reader), { grant: `${number}-G`, idempotencyKey: randomUUID() });
    expect(copy).toMatchObject({ kind: 'export', number: expect.stringMatching(/^\d{3}$/) });
    expect((await see(number, reader)).particulars).toEqual(out);
  });
});

describe('loans', () => {
  test('for no longer than the rules let one have it (K-13)', async () => {
    const { loanDays } = REGULATIONS.limits;
    expect((await see(await ask(archived, { operation: 'loan', days: loanDays }), head)).state).toBe('pending');
    const tooLong = ask(archived, { operation: 'loan', days: loanDays + 1 });
    expect(await refusalOf(tooLong)).toMatchObject(wrong('particulars.days', 'K-13'));
  });

  test('of one thing to one person: neither two copies nor two borrowers', async () => {
    const loan = { particulars: { operation: 'loan', days: 1 } } as const;
    for (const recipients of [
      [{ personId: reader, copies: 2 }],
      [
        { personId: reader, copies: 1 },
        { personId: witness, copies: 1 },
      ],
    ]) {
      const asked = house.file(archived, reader, { ...loan, terms: { recipients } });
      expect(await refusalOf(asked)).toMatchObject(wrong('terms.recipients', 'GS-22'));
    }
  });

  test('by an employee: the head of his department agrees (AR-28); to another company, the responsible manager as well (AR-29)', async () => {
    const guest = await house.group.hire(sister, 'staff');
    const item = await house.register('secret', [reader, guest], { regimes: ['archive'] });
    const mine = await house.file(item, reader, { particulars: { operation: 'loan', days: 1 } });
    expect(await see(mine, head)).toMatchObject({ applicant: 'insider', article: 'AR-28' });
    const theirs = await house.file(item, guest, { particulars: { operation: 'loan', days: 1 } });
    expect(await see(theirs, sister.people.department_head)).toMatchObject({ applicant: 'group', article: 'AR-29' });
    expect(await codeOf(approve(theirs, head))).toBe('NOT_YOUR_TURN');
  });

  test('a colleague of the owner asking for somebody of another company asks as that one does (K-03)', async () => {
    const guest = await house.group.hire(sister, 'staff');
    const item = await house.register('secret', [reader, guest], { regimes: ['archive'] });
    const terms = { recipients: [{ personId: guest, copies: 1 }] };
    const number = await house.file(item, reader, { particulars: { operation: 'loan', days: 1 }, terms });
    expect(await see(number, head)).toMatchObject({ applicant: 'group', article: 'AR-29' });
  });
});

describe('who approves, who destroys and who watches are three (K-12)', () => {
  const destroy = (executorId: string, witnessId: string, copies: string[] = []): ParticularsInput => ({
    operation: 'destroy',
    copies,
    method: 'shredding',
    executorId,
    witnessId,
  });

  test.each([
    ['the same destroys and watches', [custodian, custodian], 'particulars.witnessId'],
    ['whoever asks watches', [custodian, reader], 'particulars.witnessId'],
    ['whoever asks destroys', [reader, witness], 'particulars.executorId'],
  ] as const)('not where %s', async (_, [executor, watcher], field) => {
    const refusal = await refusalOf(ask(archived, destroy(executor, watcher)));
    expect(refusal).toMatchObject({ code: 'SEPARATION_OF_DUTIES', fields: [{ field, article: 'K-12' }] });
    expect(await tracedCode(house, reader, 'request.filed')).toBe('SEPARATION_OF_DUTIES');
  });

  test('neither of them approves it: where it is the general manager, it goes to his superiors', async () => {
    const number = await ask(archived, destroy(manager, witness));
    expect(await codeOf(approve(number, manager))).toBe('SELF_APPROVAL');
    const { route } = await see(number, reader);
    expect(route).toMatchObject({ kind: 'open', escalated: true });
    expect(await approve(number, headquarters.people.general_manager)).toMatchObject({ state: 'approved' });
  });

  test('both of them may know the item, and hold office; a stranger is told of nothing', async () => {
    const stranger = await house.group.hire(own, 'staff');
    for (const [executor, watcher, field] of [
      [stranger, witness, 'executorId'],
      [custodian, stranger, 'witnessId'],
      [custodian, randomUUID(), 'witnessId'],
    ] as const) {
      const refusal = await refusalOf(ask(archived, destroy(executor, watcher)));
      expect(refusal).toMatchObject({ code: 'NOT_IN_RANGE', fields: [{ field: `particulars.${field}` }] });
    }
  });

  test('of copies only those of this item, each named once', async () => {
    const granted = await house.grant(archived, reader, manager);
    const { copy } = await issueCopy(await house.as(reader), { grant: granted, idempotencyKey: randomUUID() });
    const foreign = await house.grant(property, reader, manager);
    const other = await issueCopy(await house.as(reader), { grant: foreign, idempotencyKey: randomUUID() });
    for (const [copies, field] of [
      [[other.copy.id], 'particulars.copies.0'],
      [[copy.id, copy.id], 'particulars.copies.1'],
      [[`${archived}-999`], 'particulars.copies.0'],
    ] as const) {
      const asked = ask(archived, destroy(custodian, witness, [...copies]));
      expect(await refusalOf(asked)).toMatchObject(wrong(field, 'GS-24'));
    }
    const number = await ask(archived, destroy(custodian, witness, [copy.id]));
    expect((await see(number, manager)).particulars).toMatchObject({
      copies: [copy.id],
      executor: { id: custodian },
      witness: { id: witness },
    });
  });

  test('whoever asks is the one who holds what follows, and nobody else is named', async () => {
    const terms = { recipients: [{ personId: witness, copies: 1 }] };
    const asked = house.file(archived, reader, { particulars: destroy(custodian, manager), terms });
    expect(await refusalOf(asked)).toMatchObject(wrong('terms.recipients', 'GS-22'));
  });
});
