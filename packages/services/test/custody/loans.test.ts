import { randomUUID } from 'node:crypto';
import { Temporal } from '@miji/core';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  announceMovement,
  confirmMovement,
  decideRequest,
  declineMovement,
  fileRequest,
  getCopy,
  getCustodyDesk,
  getLoan,
  handOut,
  listLoans,
  revokeGrant,
} from '../../src/index.ts';
import { ruleOffice } from '../rules/support/rule-office.ts';
import { sent } from '../support/files.ts';
import { codeOf, openHouse, refusalOf, START, tally, times, tracedCode } from '../support/house.ts';
import { pdf } from '../uploads/support/files.ts';
import { TEN_PAGES } from '../copies/support/copy-office.ts';
import { agreesEverywhere, givenBack, keptStore, lending, lent, paperOriginal, waitsFor } from './support.ts';

const house = await openHouse();
const { own, sister } = house.group;
const { general_manager: manager, department_head: head } = own.people;
const keeper = await house.group.hire(own, 'staff', '柜管');
const second = await house.group.hire(own, 'staff', '另柜');
const borrower = await house.group.hire(own, 'staff', '借阅');
const other = await house.group.hire(own, 'staff', '旁人');
const stranger = await house.group.hire(own, 'staff', '无关');
const store = await keptStore(house, [keeper]);
const elsewhere = await keptStore(house, [second]);
const readers = [borrower, other, keeper];

let item: string;
let copy: string;
beforeEach(async () => {
  await house.setTime(START);
  ({ item, copy } = await paperOriginal(house, { store, keeper, readers }));
});

const loanGrant = (personId: string, days = 3) =>
  house.grant(item, personId, head, { operation: 'loan', particulars: { operation: 'loan', days } });
const openMovement = async (id: string): Promise<string | undefined> =>
  (await getCopy(await house.as(borrower), { id })).movements.find(({ outcome }) => outcome === 'pending')?.id;
const loansOf = async (personId: string) =>
  (await listLoans(await house.as(personId), { box: 'all', limit: 50 })).entries;

describe('a loan is handed out by a keeper, counted by both, and given back (AR-13, AR-32, AR-36, CF-25)', () => {
  test('it stands in the register with its grant, its pages and the day on which it is due', async () => {
    const grant = await loanGrant(borrower);
    const { loan, movement } = await handOut(
      await house.as(keeper),
      lending(grant, store.id, { copy, condition: '完好' }),
    );
    expect(loan).toMatchObject({
      item,
      copy,
      grant,
      days: 3,
      dueOn: '2026-11-05',
      overdueFrom: '2026-11-05T16:00:00.000Z',
      state: 'out',
      received: false,
      pages: 12,
      conditionOut: '完好',
      purpose: '会议使用',
      lentAt: '2026-11-02T02:00:00.000Z',
      borrower: { id: borrower },
      unit: '宏远银行 综合部',
    });
    expect(movement).toMatchObject({ act: 'lend', outcome: 'pending', loan: loan.number });
    await confirmMovement(await house.as(borrower), { movement: movement.id, pages: 12 });
    expect(await getLoan(await house.as(borrower), { number: loan.number })).toMatchObject({ received: true });
    expect(await getCopy(await house.as(keeper), { id: copy })).toMatchObject({
      state: 'lent',
      holder: { id: borrower },
      store: null,
      dueAt: loan.overdueFrom,
    });
  });

  test('given back it is cancelled, lies in its store again, and can be lent anew under a new grant (CF-27)', async () => {
    const loan = await lent(house, { item, copy, keeper, borrower, storeId: store.id });
    await givenBack(house, loan, keeper);
    expect(await getLoan(await house.as(keeper), { number: loan.number })).toMatchObject({
      state: 'returned',
      takenBackBy: { id: keeper },
      pagesReturned: 12,
    });
    expect(await getCopy(await house.as(keeper), { id: copy })).toMatchObject({
      state: 'held',
      store: { id: store.id },
      dueAt: null,
    });
    await lent(house, { item, copy, keeper, borrower: other, storeId: store.id });
  });

  test('whoever takes it back sees in what condition it went out, and says in what it comes back (AR-34)', async () => {
    const [out, back] = ['完好', '第 3 页被圈划'];
    const { loan, movement } = await handOut(
      await house.as(keeper),
      lending(await loanGrant(borrower), store.id, { copy, condition: out }),
    );
    await confirmMovement(await house.as(borrower), { movement: movement.id, pages: 12 });
    const coming = await announceMovement(await house.as(borrower), {
      copy,
      act: 'give_back',
      pages: 12,
      idempotencyKey: randomUUID(),
    });
    const { movements } = await getCopy(await house.as(keeper), { id: copy });
    expect(movements.findLast(({ act }) => act === 'lend')?.given.condition).toBe(out);
    await confirmMovement(await house.as(keeper), { movement: coming.id, pages: 12, condition: back });
    expect(await getLoan(await house.as(keeper), { number: loan.number })).toMatchObject({
      conditionOut: out,
      conditionBack: back,
    });
  });

  test('a borrower who does not take it has not borrowed it: it lies in its store, and the grant is spent', async () => {
    const grant = await loanGrant(borrower);
    const { loan, movement } = await handOut(await house.as(keeper), lending(grant, store.id, { copy }));
    await declineMovement(await house.as(borrower), { movement: movement.id, reason: '页数不符', pages: 11 });
    expect(await getCopy(await house.as(keeper), { id: copy })).toMatchObject({
      state: 'held',
      store: { id: store.id },
    });
    expect(await getLoan(await house.as(keeper), { number: loan.number })).toMatchObject({ state: 'not_taken' });
    expect(await codeOf(handOut(await house.as(keeper), lending(grant, store.id, { copy })))).toBe('GRANT_USED');
  });

  test('signed for on the keeper’s screen it waits for the borrower’s own word, and he is told', async () => {
    const grant = await loanGrant(borrower);
    const signature = { name: '借阅', path: 'M 1 1 L 20 12 L 40 3' };
    const { loan, movement } = await handOut(await house.as(keeper), lending(grant, store.id, { copy, signature }));
    expect([loan.received, movement.outcome, movement.signed?.before.id]).toEqual([false, 'pending', keeper]);
    expect(await codeOf(confirmMovement(await house.as(keeper), { movement: movement.id, pages: 12 }))).toBe(
      'SEPARATION_OF_DUTIES',
    );
    const confirmed = await confirmMovement(await house.as(borrower), { movement: movement.id, pages: 12 });
    expect([confirmed.confirmedBy, confirmed.taken.by?.id]).toEqual(['session', borrower]);
    const { rows } = await house.superuser.query<{ kind: string }>(
      `select kind from miji.notice where person_id = $1 and kind = 'handed_to_you' order by at desc`,
      [borrower],
    );
    expect(rows.length).toBeGreaterThan(0);
  });

  test.each([
    { name: '别人', path: 'M 1 1 L 20 12' },
    { name: '借阅', path: '<script>alert(1)</script>' },
  ])('a signature as $name by $path is none', async (signature) => {
    const grant = await loanGrant(borrower);
    expect(await codeOf(handOut(await house.as(keeper), lending(grant, store.id, { copy, signature })))).toBe(
      'VALIDATION',
    );
  });
});

describe('nobody gets round the keeper, the grant or the rule against re-lending', () => {
  test('who keeps another store, keeps none, or kept this one until he left hands nothing out of it (CF-29)', async () => {
    const grant = await loanGrant(borrower);
    for (const personId of [second, stranger, own.people.custodian, own.people.security_officer]) {
      expect(await codeOf(handOut(await house.as(personId), lending(grant, store.id, { copy })))).toBe('NOT_KEEPER');
    }
    expect(await tracedCode(house, second, 'loan.handed_out')).toBe('NOT_KEEPER');
  });

  test('a keeper hands out nothing that lies in another keeper’s store', async () => {
    const grant = await loanGrant(borrower);
    expect(await codeOf(handOut(await house.as(second), lending(grant, elsewhere.id, { copy })))).toBe(
      'COPY_NOT_WITH_YOU',
    );
  });

  test('a keeper lends nothing to himself, with a grant of his own or without any (AR-36)', async () => {
    const grant = await loanGrant(keeper);
    expect(await codeOf(handOut(await house.as(keeper), lending(grant, store.id, { copy })))).toBe(
      'SEPARATION_OF_DUTIES',
    );
    const none = `${grant.slice(0, -8)}999999-G`;
    expect(await codeOf(handOut(await house.as(keeper), lending(none, store.id, { copy })))).toBe('NOT_FOUND');
  });

  test('a grant of a copy is none of a loan, and tells a keeper nothing', async () => {
    const electronic = await house.register('secret', [borrower]);
    const grant = await house.grant(electronic, borrower, manager, { operation: 'copy' });
    expect(await codeOf(handOut(await house.as(keeper), lending(grant, store.id)))).toBe('NOT_FOUND');
  });

  test('a grant for one item hands out no copy of another', async () => {
    const foreign = await paperOriginal(house, { store, keeper, readers });
    const grant = await loanGrant(borrower);
    expect(await codeOf(handOut(await house.as(keeper), lending(grant, store.id, { copy: foreign.copy })))).toBe(
      'GRANT_SCOPE',
    );
  });

  test('of ten who hand out under one grant at once, one does; under ten keys it is one loan, under one key too', async () => {
    const grant = await loanGrant(borrower);
    const ctx = await house.as(keeper);
    const ways = await tally(times(10, () => handOut(ctx, lending(grant, store.id, { copy }))));
    expect(ways).toEqual({ done: 1, GRANT_USED: 9 });
    const again = await paperOriginal(house, { store, keeper, readers });
    ({ item, copy } = again);
    const same = lending(await loanGrant(borrower), store.id, { copy });
    const loans = await Promise.all(times(5, () => handOut(ctx, same)));
    expect(new Set(loans.map(({ loan }) => loan.number)).size).toBe(1);
  });

  test('one copy under two grants at once goes to one borrower: what is lent is not lent again (AR-35)', async () => {
    const grants = [await loanGrant(borrower), await loanGrant(other)];
    const ctx = await house.as(keeper);
    expect(await tally(grants.map((grant) => handOut(ctx, lending(grant, store.id, { copy }))))).toEqual({
      done: 1,
      NO_RELENDING: 1,
    });
  });

  test('a borrower passes nothing on, and a second loan of the same is a new request (AR-35)', async () => {
    const loan = await lent(house, { item, copy, keeper, borrower, storeId: store.id });
    const onward = announceMovement(await house.as(borrower), {
      copy: loan.copy,
      act: 'pass_on',
      to: { personId: other },
      pages: 12,
      idempotencyKey: randomUUID(),
    });
    expect(['NO_RELENDING', 'COPY_STATE']).toContain(await codeOf(onward));
    expect(await codeOf(handOut(await house.as(keeper), lending(loan.grant, store.id, { copy })))).toBe('GRANT_USED');
  });

  test('a grant that was revoked, or whose range was lost, hands out nothing (GS-23)', async () => {
    const grant = await loanGrant(borrower);
    await revokeGrant(await house.as(head), { grant, reason: '不再需要' });
    expect(await codeOf(handOut(await house.as(keeper), lending(grant, store.id, { copy })))).toBe('GRANT_REVOKED');
    expect(await getCopy(await house.as(keeper), { id: copy })).toMatchObject({
      state: 'held',
      store: { id: store.id },
    });
  });

  test('after its deadline a grant hands out nothing, though nothing was written down (GS-23)', async () => {
    const grant = await loanGrant(borrower);
    await house.setTime(START.add({ hours: 24 * 90 }));
    expect(await codeOf(handOut(await house.as(keeper), lending(grant, store.id, { copy })))).toBe('GRANT_EXPIRED');
  });

  test('another number of pages than is known is not handed out, and nothing of the grant is used (AR-36)', async () => {
    const grant = await loanGrant(borrower);
    expect(await codeOf(handOut(await house.as(keeper), lending(grant, store.id, { copy, pages: 11 })))).toBe(
      'COUNT_DIFFERS',
    );
    await handOut(await house.as(keeper), lending(grant, store.id, { copy }));
  });

  test('of an electronic item a copy is made, once, and numbered; while one lies there none is made (GS-24)', async () => {
    item = await house.register('secret', [borrower, other], { regimes: ['archive'] });
    const { loan } = await handOut(await house.as(keeper), lending(await loanGrant(borrower), store.id, { pages: 1 }));
    expect(loan.copy).toBe(`${item}-001`);
    expect(await getCopy(await house.as(borrower), { id: loan.copy })).toMatchObject({
      kind: 'loan',
      state: 'lent',
      number: '001',
    });
    const next = await loanGrant(other);
    await confirmMovement(await house.as(borrower), { movement: (await openMovement(loan.copy)) ?? '', pages: 1 });
    await givenBack(house, loan, keeper, 1);
    // It lies there now: that is what the next one gets.
    expect(await codeOf(handOut(await house.as(keeper), lending(next, store.id, { pages: 1 })))).toBe('VALIDATION');
    await handOut(await house.as(keeper), lending(next, store.id, { copy: loan.copy, pages: 1 }));
  });

  test('a copy made for a loan of a file has as many pages as that, whatever is said (AR-36)', async () => {
    const upload = await sent(house, '两页.pdf', await pdf(2));
    item = await house.register('secret', [borrower], { content: undefined, upload, regimes: ['archive'] });
    const grant = await loanGrant(borrower);
    expect(await codeOf(handOut(await house.as(keeper), lending(grant, store.id, { pages: 1 })))).toBe('COUNT_DIFFERS');
    const { loan } = await handOut(await house.as(keeper), lending(grant, store.id, { pages: 2 }));
    expect(loan.pages).toBe(2);
  });

  test('a copy made for a loan of a text has as many pages as it is drawn on; the keeper need not guess them (AR-36)', async () => {
    item = await house.register('secret', [borrower], { content: TEN_PAGES, regimes: ['archive'] });
    const asked = { ...lending(await loanGrant(borrower), store.id), pages: undefined };
    expect(await codeOf(handOut(await house.as(keeper), { ...asked, pages: 3 }))).toBe('COUNT_DIFFERS');
    expect(await codeOf(handOut(await house.as(keeper), { ...asked, copy }))).toBe('GRANT_SCOPE');
    const { loan, movement } = await handOut(await house.as(keeper), asked);
    expect(loan.pages).toBe(10);
    expect(await codeOf(confirmMovement(await house.as(borrower), { movement: movement.id, pages: 3 }))).toBe(
      'COUNT_DIFFERS',
    );
    await confirmMovement(await house.as(borrower), { movement: movement.id, pages: 10 });
    expect(await getCopy(await house.as(keeper), { id: loan.copy })).toMatchObject({ pages: 10 });
  });

  test('what lies there is counted before it is handed out (AR-36)', async () => {
    const uncounted = { ...lending(await loanGrant(borrower), store.id, { copy }), pages: undefined };
    expect(await refusalOf(handOut(await house.as(keeper), uncounted))).toMatchObject({
      code: 'VALIDATION',
      fields: [{ field: 'pages' }],
    });
  });

  test('nothing goes out of a store that does not take its level, neither what lies there nor what is made for it', async () => {
    const open = await keptStore(house, [keeper], 'confidential');
    const electronic = await house.register('secret', [borrower], { regimes: ['archive'] });
    const asked = { operation: 'loan', particulars: { operation: 'loan', days: 1 } } as const;
    const made = await house.grant(electronic, borrower, head, asked);
    expect(await codeOf(handOut(await house.as(keeper), lending(made, open.id, { pages: 1 })))).toBe('STORE_LEVEL');
    const grant = await loanGrant(borrower);
    const takes = async (level: number) =>
      house.superuser.query('update miji.store set highest_level = $2 where id = $1', [store.id, level]);
    const { rows } = await house.superuser.query<{ highest_level: number }>(
      'select highest_level from miji.store where id = $1',
      [store.id],
    );
    await takes(1);
    expect(await codeOf(handOut(await house.as(keeper), lending(grant, store.id, { copy })))).toBe('STORE_LEVEL');
    await takes(rows[0]?.highest_level ?? 3);
    await handOut(await house.as(keeper), lending(grant, store.id, { copy }));
  });

  test('whoever is dismissed as keeper at that moment hands nothing out', async () => {
    const leaving = await house.group.hire(own, 'staff', '免职');
    const kept = await keptStore(house, [leaving, keeper]);
    const lying = await paperOriginal(house, { store: kept, keeper: leaving, readers: [borrower] });
    const asked = { operation: 'loan', particulars: { operation: 'loan', days: 1 } } as const;
    const grant = await house.grant(lying.item, borrower, head, asked);
    const other = await house.superuser.connect();
    try {
      await other.query('begin');
      await other.query('select from miji.store where id = $1 for update', [kept.id]);
      const handing = codeOf(handOut(await house.as(leaving), lending(grant, kept.id, { copy: lying.copy })));
      await waitsFor(house);
      const ended = 'update miji.store_keeper set to_at = now() where store_id = $1 and person_id = $2';
      await other.query(ended, [kept.id, leaving]);
      await other.query('commit');
      expect(await handing).toBe('NOT_KEEPER');
    } finally {
      other.release();
    }
    await handOut(await house.as(keeper), lending(grant, kept.id, { copy: lying.copy }));
  });

  test('what is on paper is not made for a loan', async () => {
    const grant = await loanGrant(borrower);
    expect(await codeOf(handOut(await house.as(keeper), lending(grant, store.id)))).toBe('VALIDATION');
  });
});

describe('a visitor from outside reads under supervision (AR-30, AR-31, CF-21)', () => {
  const visitor = {
    name: '钱学',
    organisation: '某律师事务所',
    letter: '介字 18 号',
    document: 'passport',
    documentNumber: 'E12345678',
  } as const;
  // The manager in charge first, then the general manager (AR-30).
  const forVisitor = async (): Promise<string> => {
    const particulars = { operation: 'loan', days: 1, visitor } as const;
    const number = await house.file(item, borrower, { operation: 'loan', particulars });
    for (const approver of [head, manager]) {
      house.accounts.confirmBySecondFactor(approver, number);
      await decideRequest(await house.as(approver), { number, decision: 'approve' });
    }
    return `${number}-G`;
  };

  test('nobody beside him, or somebody who may not know the item, is no supervision', async () => {
    const grant = await forVisitor();
    // Nor are the two who answer for the loan, see AR-30.
    for (const supervisorId of [undefined, stranger, sister.people.staff, borrower, keeper]) {
      const refusal = await refusalOf(
        handOut(await house.as(keeper), lending(grant, store.id, { copy, supervisorId })),
      );
      expect(refusal.code).toBe('UNSUPERVISED');
      expect(refusal.fields.map(({ field }) => field)).toEqual(['supervisorId']);
    }
    const { loan } = await handOut(await house.as(keeper), lending(grant, store.id, { copy, supervisorId: other }));
    expect(loan).toMatchObject({
      supervisor: { id: other },
      visitor: { name: visitor.name, organisation: visitor.organisation },
      item,
      purpose: '会议使用',
      lentAt: '2026-11-02T02:00:00.000Z',
    });
    expect(JSON.stringify(loan)).not.toContain('E12345678');
    const { rows } = await house.superuser.query<{ person_id: string }>(
      `select person_id from miji.notice where kind = 'supervision' and subject = $1`,
      [loan.number],
    );
    expect(rows).toEqual([{ person_id: other }]);
    expect(await getLoan(await house.as(other), { number: loan.number })).toMatchObject({ supervisor: { id: other } });
  });
});

describe('who sees what of the loan register', () => {
  test('a borrower sees his own, a keeper his stores’, whoever watches all of it, and nobody else a line', async () => {
    const loan = await lent(house, { item, copy, keeper, borrower, storeId: store.id });
    const seenBy = async (personId: string) => (await loansOf(personId)).some(({ number }) => number === loan.number);
    expect(await Promise.all([borrower, keeper, own.people.custodian, own.people.auditor].map(seenBy))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(await Promise.all([other, second, stranger, manager, sister.people.custodian].map(seenBy))).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
    for (const personId of [stranger, second]) {
      expect(await codeOf(getLoan(await house.as(personId), { number: loan.number }))).toBe('NOT_FOUND');
    }
    await givenBack(house, loan, keeper);
    expect(await seenBy(borrower)).toBe(true);
  });

  test('a keeper who borrows from another’s store finds that among the loans as well', async () => {
    const held = await paperOriginal(house, { store, keeper, readers: [second] });
    const loan = await lent(house, { ...held, keeper, borrower: second, storeId: store.id });
    expect((await loansOf(second)).map(({ number }) => number)).toEqual([loan.number]);
    const { entries } = await listLoans(await house.as(second), { box: 'all', borrowerId: second, limit: 50 });
    expect(entries.map(({ number }) => number)).toEqual([loan.number]);
  });

  test('the desk says what is to be handed out, what is ready, and what is due back', async () => {
    const grant = await loanGrant(borrower);
    const before = await getCustodyDesk(await house.as(keeper), {});
    expect(before.toHandOut.find((line) => line.grant === grant)).toMatchObject({
      ready: [copy],
      days: 3,
      visitor: false,
    });
    expect((await getCustodyDesk(await house.as(second), {})).toHandOut.map((line) => line.grant)).not.toContain(grant);
    const { loan } = await handOut(await house.as(keeper), lending(grant, store.id, { copy }));
    const after = await getCustodyDesk(await house.as(keeper), {});
    expect(after.toHandOut.map((line) => line.grant)).not.toContain(grant);
    expect(after.dueBack.map(({ number }) => number)).toContain(loan.number);
    await house.setTime(START.add({ hours: 24 * 4 }));
    const late = await getCustodyDesk(await house.as(keeper), {});
    expect(late.overdue.map(({ number }) => number)).toContain(loan.number);
    expect(late.unconfirmed.map((movement) => movement.loan)).toContain(loan.number);
    expect(await codeOf(getCustodyDesk(await house.as(stranger), {}))).toBe('NOT_ENTITLED');
  });

  test('loans are at most three days, and whoever asks for more is not heard (CF-26)', async () => {
    const asked = fileRequest(await house.as(borrower), {
      item,
      particulars: { operation: 'loan', days: 4 },
      terms: { recipients: [{ personId: borrower, copies: 1 }], spans: [], useBefore: null },
      purpose: '核对',
      idempotencyKey: randomUUID(),
    });
    expect(await codeOf(asked)).toBe('VALIDATION');
  });
});

test('whoever has left keeps nothing, though he was never dismissed as keeper', async () => {
  const leaving = await house.group.hire(own, 'staff', '将离');
  const left = await keptStore(house, [leaving, keeper]);
  const grant = await loanGrant(borrower);
  await house.superuser.query(`update miji.appointment set valid_to = $2 where person_id = $1`, [
    leaving,
    START.subtract({ hours: 1 }).toString(),
  ]);
  await house.group.promote(sister, leaving, 'staff');
  expect(await codeOf(handOut(await house.as(leaving), lending(grant, left.id, { copy })))).toBe('NOT_KEEPER');
});

test('three days are those of the calendar, or working days where the group’s rules count them so (AR-32, CF-26, K-13)', async () => {
  await house.setTime(Temporal.Instant.from('2026-09-29T14:00:00+08:00'));
  const lendFor = async () => {
    ({ item, copy } = await paperOriginal(house, { store, keeper, readers }));
    const { loan } = await handOut(await house.as(keeper), lending(await loanGrant(borrower), store.id, { copy }));
    return loan;
  };
  expect(await lendFor()).toMatchObject({ days: 3, dueOn: '2026-10-02', overdueFrom: '2026-10-02T16:00:00.000Z' });
  await ruleOffice(house).enact((document) => ({
    ...document,
    limits: { ...document.limits, loanDaysCount: 'working' },
  }));
  expect(await lendFor()).toMatchObject({ days: 3, dueOn: '2026-10-09', overdueFrom: '2026-10-09T16:00:00.000Z' });
});

test('after all of this the registers agree with each other, with the trace and with the vault (GS-24)', async () => {
  expect(await agreesEverywhere(house)).toEqual([]);
});
