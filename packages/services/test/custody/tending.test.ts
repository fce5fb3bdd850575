import { Temporal } from '@miji/core';
import { expect, test } from 'vitest';
import { listIncidentDrafts, listLoans, setCustodySettings, tendLoans } from '../../src/index.ts';
import { openHouse } from '../support/house.ts';
import { givenBack, keptStore, lent, paperOriginal } from './support.ts';

const house = await openHouse();
const { own } = house.group;
const officer = own.people.security_officer;
const keeper = await house.group.hire(own, 'staff', '柜管');
const borrower = await house.group.hire(own, 'staff', '借阅');
const store = await keptStore(house, [keeper]);

const shanghai = (time: string) => Temporal.Instant.from(`${time}+08:00`);
const tend = () => tendLoans(house.platform, own.id);
const told = async (kind: string, subject: string) =>
  (
    await house.superuser.query<{ person_id: string }>(
      'select person_id from miji.notice where kind = $1 and subject = $2 order by person_id',
      [kind, subject],
    )
  ).rows.map(({ person_id }) => person_id);
const drafts = async (loan: string) =>
  (await listIncidentDrafts(await house.as(officer), { limit: 50 })).entries.filter((one) => one.loan === loan);

const borrowed = async (days: number) => {
  const paper = await paperOriginal(house, { store, keeper, readers: [borrower] });
  return lent(house, { ...paper, keeper, borrower, storeId: store.id, days });
};

test('a loan of three days is reminded of the day before and on the day, then overdue, then an incident: each once (AR-33, CF-26)', async () => {
  await house.setTime(shanghai('2026-11-02T10:00'));
  const loan = await borrowed(3);
  expect(loan.dueOn).toBe('2026-11-05');
  const steps = [
    { at: '2026-11-03T23:59:59', soon: 0, due: 0, overdue: 0, drafted: 0 },
    { at: '2026-11-04T00:00:00', soon: 1, due: 0, overdue: 0, drafted: 0 },
    { at: '2026-11-05T00:00:00', soon: 1, due: 1, overdue: 0, drafted: 0 },
    { at: '2026-11-05T23:59:59', soon: 1, due: 1, overdue: 0, drafted: 0 },
    // The borrower, the keeper, and the security officer.
    { at: '2026-11-06T00:00:00', soon: 1, due: 1, overdue: 3, drafted: 0 },
    { at: '2026-11-06T23:59:59', soon: 1, due: 1, overdue: 3, drafted: 0 },
    { at: '2026-11-07T00:00:00', soon: 1, due: 1, overdue: 3, drafted: 1 },
    { at: '2026-11-20T00:00:00', soon: 1, due: 1, overdue: 3, drafted: 1 },
  ];
  for (const { at, soon, due, overdue, drafted } of steps) {
    await house.setTime(shanghai(at));
    // Two servers at once, and each of them twice.
    await Promise.all([tend(), tend()]);
    await tend();
    expect(
      {
        soon: (await told('loan_due_soon', loan.number)).length,
        due: (await told('loan_due', loan.number)).length,
        overdue: (await told('loan_overdue', loan.number)).length,
        drafted: (await drafts(loan.number)).length,
      },
      at,
    ).toEqual({ soon, due, overdue, drafted });
  }
  expect(await told('loan_overdue', loan.number)).toEqual([borrower, keeper, officer].toSorted());
  const { rows } = await house.superuser.query(
    `select effective_at from miji.audit_event where action = 'loan.overdue' and subject_id = $1`,
    [loan.number],
  );
  expect(rows).toHaveLength(1);
});

test('the clock says that a loan is overdue, whether or not anybody has tended it', async () => {
  await house.setTime(shanghai('2026-11-09T10:00'));
  const loan = await borrowed(1);
  await house.setTime(shanghai('2026-11-11T00:00'));
  const { entries } = await listLoans(await house.as(borrower), { box: 'overdue', limit: 50 });
  expect(entries.find(({ number }) => number === loan.number)?.state).toBe('overdue');
});

test('what a server that stood still has missed is told as what it is now, and what is back is not told of', async () => {
  await house.setTime(shanghai('2026-11-16T10:00'));
  const [late, back] = [await borrowed(1), await borrowed(1)];
  await givenBack(house, back, keeper);
  await house.setTime(shanghai('2026-12-01T10:00'));
  await tend();
  expect(await told('loan_due_soon', late.number)).toEqual([]);
  expect(await told('loan_due', late.number)).toEqual([]);
  expect(await told('loan_overdue', late.number)).toHaveLength(3);
  expect(await drafts(late.number)).toHaveLength(1);
  for (const kind of ['loan_due', 'loan_overdue']) expect(await told(kind, back.number)).toEqual([]);
});

test('the company sets after how many days an incident is drafted', async () => {
  await setCustodySettings(await house.as(officer), { receiptHours: 24, overdueDays: 0 });
  await house.setTime(shanghai('2026-12-07T10:00'));
  const loan = await borrowed(1);
  await house.setTime(shanghai('2026-12-09T00:00'));
  await tend();
  expect(await drafts(loan.number)).toHaveLength(1);
});
