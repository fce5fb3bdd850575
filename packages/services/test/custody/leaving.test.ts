import { randomUUID } from 'node:crypto';
import { importPeople as importContract } from '@miji/contract';
import type { CustodyDeskWire } from '@miji/contract';
import { Temporal } from '@miji/core';
import { afterEach, describe, expect, test } from 'vitest';
import {
  confirmMovement,
  endAppointment,
  getCopy,
  getCustodyDesk,
  getHoldings,
  handOut,
  importPeople,
  listIncidentDrafts,
  orderCollection,
  previewPeopleImport,
  recallCopies,
  takeOverCopy,
  useGrant as issueCopy,
} from '../../src/index.ts';
import { codeOf, openHouse, START, tracedCode } from '../support/house.ts';
import { agreesEverywhere, carried, keptStore, lending, lent, paperOriginal, waitsFor } from './support.ts';

const house = await openHouse();
const { own, sister } = house.group;
const {
  general_manager: manager,
  department_head: head,
  security_officer: officer,
  custodian,
  auditor,
  system_administrator: administrator,
} = own.people;
const keeper = await house.group.hire(own, 'staff', '柜管');
const bystander = await house.group.hire(own, 'staff', '旁柜');
const store = await keptStore(house, [keeper]);
await keptStore(house, [bystander]);
afterEach(() => house.setTime(START));

const DAYS = 24;
const later = (days: number) => START.add({ hours: DAYS * days });

const newcomer = async (name: string): Promise<{ readonly id: string; readonly appointment: string }> => {
  const id = await house.group.hire(own, 'staff', name);
  const { rows } = await house.superuser.query<{ id: string }>('select id from miji.appointment where person_id = $1', [
    id,
  ]);
  return { id, appointment: rows[0]?.id ?? '' };
};
const end = async (appointmentId: string, to?: Temporal.Instant) =>
  endAppointment(await house.as(administrator), {
    company: own.code,
    appointmentId,
    ...(to === undefined ? {} : { to: to.toString() }),
  });

/** A copy that somebody has made for himself and confirmed. */
const taken = async (personId: string): Promise<string> => {
  const item = await house.register('secret', [personId]);
  const grant = await house.grant(item, personId, manager);
  const { copy } = await issueCopy(await house.as(personId), { grant, idempotencyKey: randomUUID() });
  const { movements } = await getCopy(await house.as(personId), { id: copy.id });
  await confirmMovement(await house.as(personId), { movement: movements[0]?.id ?? '', pages: 1 });
  return copy.id;
};
const paper = (readers: readonly string[]) => paperOriginal(house, { store, keeper, readers });

const deskOf = async (personId: string): Promise<CustodyDeskWire> => getCustodyDesk(await house.as(personId), {});
const toCollect = async (copy: string, by = custodian) =>
  (await deskOf(by)).toCollect.filter((one) => one.copy.id === copy).map(({ why }) => why);
const told = async (kind: string, subject: string) =>
  (
    await house.superuser.query<{ person_id: string }>(
      'select person_id from miji.notice where kind = $1 and subject = $2 order by person_id',
      [kind, subject],
    )
  ).rows.map(({ person_id }) => person_id);
const drafts = async (kind: string, copy: string) =>
  (await listIncidentDrafts(await house.as(officer), { limit: 100 })).entries.filter(
    (one) => one.kind === kind && one.copy === copy,
  ).length;
const recall = () => recallCopies(house.platform, own.id);

/** The officer fetches it and counts, the keeper counts the same. */
const fetched = async (copy: string, pages: number) => {
  const taking = await takeOverCopy(await house.as(officer), {
    copy,
    storeId: store.id,
    pages,
    reason: '持有人已离职',
    idempotencyKey: randomUUID(),
  });
  await confirmMovement(await house.as(keeper), { movement: taking.id, pages });
  return getCopy(await house.as(auditor), { id: copy });
};

describe('what somebody has left behind is seen, told and fetched (AR-06, AR-37)', () => {
  test('a copy that came to him after his end was planned: it is on the desk from that instant, and an incident once', async () => {
    const leaver = await newcomer('到期');
    await end(leaver.appointment, later(2));
    const copy = await taken(leaver.id);
    await recall();
    expect(await toCollect(copy)).toEqual([]);
    await house.setTime(later(2));
    expect(await toCollect(copy)).toEqual(['left']);
    await Promise.all([recall(), recall()]);
    await recall();
    expect(await drafts('holder_left', copy)).toBe(1);
    expect(await told('holder_left', copy)).toEqual([custodian, officer].toSorted());
    expect(await getCopy(await house.as(officer), { id: copy })).toMatchObject({ mayTakeOver: true });
    expect(await fetched(copy, 1)).toMatchObject({
      state: 'returned',
      holder: { id: keeper },
      store: { id: store.id },
    });
    expect(await toCollect(copy)).toEqual([]);
    expect((await getHoldings(await house.as(officer), { personId: leaver.id })).lines).toEqual([]);
  });

  test('a loan comes back into the store that it was lent from, to whose keepers it is told', async () => {
    const leaver = await newcomer('借走');
    const { item, copy } = await paper([leaver.id]);
    await end(leaver.appointment, later(1));
    await lent(house, { item, copy, keeper, borrower: leaver.id, storeId: store.id });
    await house.setTime(later(1));
    await recall();
    expect(await told('holder_left', copy)).toEqual([keeper, officer].toSorted());
    expect(await toCollect(copy, keeper)).toEqual(['left']);
    expect(await toCollect(copy, bystander)).toEqual([]);
    expect(await fetched(copy, 12)).toMatchObject({ state: 'held', store: { id: store.id }, dueAt: null });
  });

  test('of whoever was moved by a day planned before, what he took here meanwhile is fetched, and what he was sent later is not', async () => {
    const mover = await newcomer('定期调动');
    await house.group.promote(sister, mover.id, 'staff');
    await end(mover.appointment, later(2));
    const copy = await taken(mover.id);
    await house.setTime(later(2));
    expect(await toCollect(copy)).toEqual(['left']);
    expect(await fetched(copy, 1)).toMatchObject({ state: 'returned' });
    await house.setTime(later(3));
    const sent = await taken(mover.id);
    expect(await toCollect(sent)).toEqual([]);
  });

  test('of somebody who is in office nothing is taken over that he has had (GS-24)', async () => {
    const { id } = await newcomer('在职');
    const copy = await taken(id);
    const taking = takeOverCopy(await house.as(officer), {
      copy,
      storeId: store.id,
      pages: 1,
      reason: '强取',
      idempotencyKey: randomUUID(),
    });
    expect(await codeOf(taking)).toBe('COPY_STATE');
  });
});

describe('nobody leaves by a way round (AR-06)', () => {
  test('a table that ends his last post does not, while another company has things on his name', async () => {
    const guest = await newcomer('表内');
    await house.group.promote(sister, guest.id, 'staff');
    await taken(guest.id);
    await house.superuser.query('update miji.appointment set valid_to = $2 where id = $1', [
      guest.appointment,
      START.toString(),
    ]);
    await house.superuser.query(
      `insert into miji.employment (company_id, person_id, employee_number, registered_at) values ($1, $2, 'S-9', $3)`,
      [sister.id, guest.id, START.toString()],
    );
    const { rows } = await house.superuser.query<{ since: string }>(
      `select to_char(valid_from at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as since from miji.appointment
         where person_id = $1 and company_id = $2`,
      [guest.id, sister.id],
    );
    const table = [
      ['姓名', '工号', '部门', '职务', '任职起', '任职止'],
      ['表内', 'S-9', '综合部', '员工', rows[0]?.since ?? '', '2026-10-30'],
    ];
    const ctx = await house.as(sister.people.system_administrator);
    const { digest, counts } = await previewPeopleImport(ctx, { company: sister.code, rows: table });
    expect(counts).toMatchObject({ ended: 1, errors: 0 });
    const writing = importPeople(ctx, importContract.input.parse({ company: sister.code, rows: table, digest }));
    expect(await codeOf(writing)).toBe('HOLDINGS_OUTSTANDING');
  });

  test('not at the same moment as something comes to his name, nor does anything come to it then', async () => {
    const leaver = await newcomer('同时');
    const { copy, item } = await paper([leaver.id]);
    const name = `select %s(hashtextextended('miji.name ${leaver.id}', 0))`;
    const other = await house.superuser.connect();
    try {
      await other.query('begin');
      await other.query(name.replace('%s', 'pg_advisory_xact_lock_shared'));
      const leaving = codeOf(end(leaver.appointment));
      await waitsFor(house);
      await other.query(`update miji.copy set holder_id = $2, store_id = null where item_number = $1`, [
        item,
        leaver.id,
      ]);
      await other.query('commit');
      expect(await leaving).toBe('HOLDINGS_OUTSTANDING');
      await house.superuser.query('update miji.copy set holder_id = $2, store_id = $3 where item_number = $1', [
        item,
        keeper,
        store.id,
      ]);
      const grant = await house.grant(item, leaver.id, head, {
        operation: 'loan',
        particulars: { operation: 'loan', days: 1 },
      });
      const handing = await house.as(keeper);
      await other.query('begin');
      await other.query(name.replace('%s', 'pg_advisory_xact_lock'));
      const lending_ = codeOf(handOut(handing, lending(grant, store.id, { copy })));
      await waitsFor(house);
      await other.query('update miji.appointment set valid_to = $2 where id = $1', [
        leaver.appointment,
        START.toString(),
      ]);
      await other.query('commit');
      expect(await lending_).toBe('NOT_EMPLOYED');
    } finally {
      other.release();
    }
  });
});

describe('whoever refuses, is ill or is dead keeps no rights by what he holds (AR-06)', () => {
  const order = async (personId: string, by = officer) =>
    orderCollection(await house.as(by), { personId, reason: '本人拒不办理交接，已书面记录' });

  test('the officer orders it with a reason, the administrator ends it, and what he has is fetched one by one', async () => {
    const refuser = await newcomer('拒交');
    const held = await taken(refuser.id);
    const { item, copy } = await paper([refuser.id]);
    await lent(house, { item, copy, keeper, borrower: refuser.id, storeId: store.id });
    expect(await codeOf(end(refuser.appointment))).toBe('HOLDINGS_OUTSTANDING');
    const ordered = await order(refuser.id);
    expect(ordered).toMatchObject({ person: { id: refuser.id }, expiresAt: '2026-11-05T02:00:00.000Z' });
    expect(await order(refuser.id)).toEqual(ordered);
    await end(refuser.appointment);
    expect(house.accounts.endedSessionsOf).toContain(refuser.id);
    expect(await codeOf(house.as(refuser.id))).toBe('NOT_EMPLOYED');
    expect(await toCollect(held)).toEqual(['left']);
    await recall();
    expect([await drafts('holder_left', held), await drafts('holder_left', copy)]).toEqual([1, 1]);
    expect(await fetched(held, 1)).toMatchObject({ state: 'returned' });
    expect(await fetched(copy, 12)).toMatchObject({ state: 'held', store: { id: store.id } });
  });

  test('of whoever stays with another company of the group what he has is fetched all the same', async () => {
    const mover = await newcomer('留任他处');
    const copy = await taken(mover.id);
    await house.group.promote(sister, mover.id, 'staff');
    await order(mover.id);
    expect(await toCollect(copy)).toEqual([]);
    await end(mover.appointment);
    expect(await toCollect(copy)).toEqual(['left']);
    expect(await fetched(copy, 1)).toMatchObject({ state: 'returned' });
  });

  test('one alone does not: the administrator orders nothing, nobody orders it of himself, and an order ends after three days', async () => {
    const sick = await newcomer('重病');
    await taken(sick.id);
    expect(await codeOf(order(sick.id, administrator))).toBe('NOT_ENTITLED');
    expect(await tracedCode(house, administrator, 'collection.ordered')).toBe('NOT_ENTITLED');
    expect(await codeOf(order(sick.id, sister.people.security_officer))).toBe('NOT_FOUND');
    expect(await codeOf(order(officer))).toBe('SEPARATION_OF_DUTIES');
    const ending = endAppointment(await house.as(officer), { company: own.code, appointmentId: sick.appointment });
    expect(await codeOf(ending)).toBe('NOT_ENTITLED');
    await order(sick.id);
    await house.setTime(later(3));
    expect(await codeOf(end(sick.appointment))).toBe('HOLDINGS_OUTSTANDING');
  });
});

describe('what is out past its day is called back (CD-12, AR-32)', () => {
  test('its holder is reminded the day before and on the day, then all who keep it are told, then it is an incident', async () => {
    const { item, copy } = await paper([keeper]);
    await carried(house, { item, copy, keeper });
    const { dueAt } = await getCopy(await house.as(keeper), { id: copy });
    const due = Temporal.Instant.from(dueAt ?? '');
    const at = async (hours: number) => {
      await house.setTime(due.add({ hours }));
      await Promise.all([recall(), recall()]);
      await recall();
      const [soon, late] = [await told('copy_due', copy), await told('copy_overdue', copy)];
      return { soon: soon.length, late: late.length, drafted: await drafts('copy_overdue', copy) };
    };
    expect(await at(-49)).toEqual({ soon: 0, late: 0, drafted: 0 });
    expect(await at(-48)).toEqual({ soon: 1, late: 0, drafted: 0 });
    expect(await at(-24)).toEqual({ soon: 2, late: 0, drafted: 0 });
    expect(await at(0)).toEqual({ soon: 2, late: 2, drafted: 0 });
    expect(await told('copy_overdue', copy)).toEqual([keeper, officer].toSorted());
    expect(await at(24)).toEqual({ soon: 2, late: 2, drafted: 1 });
    expect(await at(72)).toEqual({ soon: 2, late: 2, drafted: 1 });
    expect(await toCollect(copy, keeper)).toEqual(['not_back']);
    expect(await toCollect(copy, bystander)).toEqual([]);
  });
});

test('after all of this the registers agree with each other, with the trace and with the vault (GS-24)', async () => {
  expect(await agreesEverywhere(house)).toEqual([]);
});
