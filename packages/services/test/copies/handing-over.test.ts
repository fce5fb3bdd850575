import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import {
  confirmMovement,
  declineMovement,
  excludeReader,
  listIncidentDrafts,
  listMovements,
  placeHold,
  liftHold,
  transferPerson,
  useGrant as spendGrant,
  withdrawMovement,
} from '../../src/index.ts';
import { codeOf, openHouse, tally, times, tracedCode } from '../support/house.ts';
import { printed } from '../support/printed.ts';
import { copyOffice, TEN_PAGES } from './support/copy-office.ts';
import { discrepanciesOf } from './support/reconciled.ts';

const house = await openHouse();
const { own, sister, headquarters } = house.group;
const { general_manager: manager, security_officer: officer, custodian } = own.people;
const holder = await house.group.hire(own, 'staff', '何持有');
const colleague = await house.group.hire(own, 'staff', '陆同事');
const stranger = await house.group.hire(own, 'staff', '孙路人');
const keeper = await house.group.hire(own, 'staff', '库管甲');
const otherKeeper = await house.group.hire(own, 'staff', '库管乙');
const guest = await house.group.hire(sister, 'staff', '客来');
const office = copyOffice(house);
const { announce, confirm, get, have, openOf } = office;

let item: string;
let store: string;
let elsewhere: string;
beforeAll(async () => {
  item = await house.register('secret', [holder, colleague, guest], { content: TEN_PAGES });
  store = await office.store([keeper, otherKeeper]);
  elsewhere = await office.store([otherKeeper], 'confidential');
});

const decline = async (movement: string, by: string, pages?: number) =>
  declineMovement(await house.as(by), { movement, reason: '缺页', ...(pages === undefined ? {} : { pages }) });
const withdraw = async (movement: string, by: string) => withdrawMovement(await house.as(by), { movement });
const drafts = async () =>
  (await listIncidentDrafts(await house.as(officer), { limit: 100 })).entries.map(({ kind, copy }) => ({ kind, copy }));

describe('a copy that was just made (GS-24, PM-10)', () => {
  test('waits for its holder’s own confirmation, who is told, and is counted by him', async () => {
    const { id, movementOpen } = await office.issue(item, holder);
    expect(movementOpen).toBe(true);
    const issue = await openOf(id, holder);
    expect(issue).toMatchObject({ act: 'issue', yours: true, given: { by: null }, to: { person: { id: holder } } });
    expect(await office.told('handed_to_you', id)).toEqual([holder]);
    expect(await codeOf(confirm(issue.id, holder, 7))).toBe('COUNT_DIFFERS');
    const confirmed = await confirm(issue.id, holder);
    expect(confirmed).toMatchObject({ outcome: 'confirmed', confirmedBy: 'session', yours: false });
    expect(await get(id, holder)).toMatchObject({ pages: 10, state: 'held', movementOpen: false });
    expect(await office.actionsOn(id)).toEqual(['copy.issued', 'copy.confirmed']);
  });

  test('nobody confirms it for him: not a colleague, not the general manager, not the security officer', async () => {
    const { id } = await office.issue(item, holder);
    const issue = await openOf(id, holder);
    for (const by of [colleague, stranger, manager, officer, guest]) {
      expect(await codeOf(confirm(issue.id, by))).toBe('NOT_FOUND');
    }
    expect(await codeOf(confirm(issue.id, keeper))).toBe('COPY_NOT_WITH_YOU');
    expect((await openOf(id, holder)).outcome).toBe('pending');
  });

  const signing = async () => {
    const { id } = await office.issue(item, holder);
    const issue = await openOf(id, holder);
    const sign = async (by: string, name = '何持有', path = 'M 1 2 L 3 4') =>
      confirmMovement(await house.as(by), { movement: issue.id, pages: 10, signature: { name, path } });
    return { id, movement: issue.id, sign };
  };

  test('he signs on the custodian’s screen, is told that he did, and confirms it himself; nobody else’s name stands for his', async () => {
    const { id, movement, sign } = await signing();
    expect(await codeOf(sign(custodian, '陆同事'))).toBe('VALIDATION');
    expect(await codeOf(sign(custodian, '何持有', '<script/>'))).toBe('VALIDATION');
    expect(await codeOf(sign(keeper, '何持有'))).toBe('NOT_KEEPER');
    expect(await codeOf(sign(holder, '何持有'))).toBe('NOT_KEEPER');
    expect(await codeOf(sign(colleague, '何持有'))).toBe('NOT_FOUND');
    const signed = await sign(custodian);
    expect(signed).toMatchObject({ outcome: 'pending', confirmedBy: null, signed: { before: { id: custodian } } });
    expect(await sign(custodian)).toMatchObject({ id: movement, outcome: 'pending' });
    expect(await office.told('handed_to_you', id)).toEqual([holder, holder]);
    expect(await codeOf(confirm(movement, holder, 9))).toBe('COUNT_DIFFERS');
    const confirmed = await confirm(movement, holder);
    expect(confirmed).toMatchObject({ outcome: 'confirmed', confirmedBy: 'session', countersignedBy: null });
    expect(await get(id, holder)).toMatchObject({ pages: 10, movementOpen: false });
  });

  test('his signature counts without him only where a second person stands for it, and not the one whose screen it was', async () => {
    const { movement, sign } = await signing();
    expect(await codeOf(confirm(movement, officer))).toBe('NOT_FOUND');
    await sign(custodian);
    expect(await codeOf(confirm(movement, custodian))).toBe('SEPARATION_OF_DUTIES');
    expect(await codeOf(confirm(movement, keeper))).toBe('NOT_KEEPER');
    expect(await codeOf(confirm(movement, colleague))).toBe('NOT_FOUND');
    expect(await codeOf(confirm(movement, headquarters.people.security_officer))).toBe('NOT_FOUND');
    const { entries } = await listMovements(await house.as(officer), { box: 'to_confirm', limit: 100 });
    expect(entries.find((one) => one.id === movement)).toMatchObject({ yours: false, countersign: true });
    expect(await codeOf(decline(movement, officer))).toBe('COPY_NOT_WITH_YOU');
    expect(await confirm(movement, officer)).toMatchObject({
      outcome: 'confirmed',
      confirmedBy: 'signature',
      countersignedBy: { id: officer },
      taken: { by: { id: holder }, pages: 10 },
    });
  });

  test('who did not sign says so: nothing has changed hands, and it is looked into', async () => {
    const { id, movement, sign } = await signing();
    await sign(custodian);
    await decline(movement, holder);
    expect(await codeOf(confirm(movement, officer))).toBe('MOVEMENT_OVER');
    expect(await drafts()).toContainEqual({ kind: 'signature_disputed', copy: id });
  });

  test('before that nothing else is done with it', async () => {
    const { id } = await office.issue(item, holder);
    expect(await codeOf(announce(id, holder, 'pass_on', { to: { personId: colleague } }))).toBe('MOVEMENT_OPEN');
    expect(await codeOf(announce(id, holder, 'return', { to: { storeId: store } }))).toBe('MOVEMENT_OPEN');
  });

  test('whoever says that it never came has that looked into, and it stays on his name', async () => {
    const { id } = await office.issue(item, holder);
    await decline((await openOf(id, holder)).id, holder);
    expect(await get(id, holder)).toMatchObject({ state: 'held', holder: { id: holder }, movementOpen: false });
    expect(await drafts()).toContainEqual({ kind: 'count_differs', copy: id });
  });
});

describe('handing over takes two who count (AR-36)', () => {
  test('the giver answers for it until the other side has counted the same', async () => {
    const id = await have(item, holder);
    const moved = await announce(id, holder, 'pass_on', { to: { personId: colleague } });
    expect(moved).toMatchObject({ outcome: 'pending', yours: false, given: { by: { id: holder }, pages: 10 } });
    expect((await get(id, holder)).holder.id).toBe(holder);
    expect(await codeOf(confirm(moved.id, colleague, 9))).toBe('COUNT_DIFFERS');
    expect(await tracedCode(house, colleague, 'copy.confirmed')).toBe('COUNT_DIFFERS');
    await confirm(moved.id, colleague);
    expect(await get(id, colleague)).toMatchObject({ holder: { id: colleague }, state: 'held' });
    expect(await office.told('movement_confirmed', id)).toEqual([holder]);
    // Having it no longer, he does nothing with it any more; that it is there he may know, for he may know the item.
    expect(await codeOf(announce(id, holder, 'return', { to: { storeId: store } }))).toBe('NOT_FOUND');
  });

  test('nobody confirms or declines what he has announced himself, and only he takes it back', async () => {
    const id = await have(item, holder);
    const moved = await announce(id, holder, 'pass_on', { to: { personId: colleague } });
    expect(await codeOf(confirm(moved.id, holder))).toBe('SEPARATION_OF_DUTIES');
    expect(await codeOf(decline(moved.id, holder))).toBe('SEPARATION_OF_DUTIES');
    expect(await codeOf(withdraw(moved.id, colleague))).toBe('COPY_NOT_WITH_YOU');
    expect(await codeOf(withdraw(moved.id, stranger))).toBe('NOT_FOUND');
    expect((await withdraw(moved.id, holder)).outcome).toBe('withdrawn');
    expect(await codeOf(confirm(moved.id, colleague))).toBe('MOVEMENT_OVER');
    expect(await get(id, holder)).toMatchObject({ holder: { id: holder }, movementOpen: false });
  });

  test('a keeper takes nothing from himself, nor out of his own store for himself', async () => {
    const mine = await house.register('secret', [keeper], { content: TEN_PAGES });
    const id = await have(mine, keeper);
    const moved = await announce(id, keeper, 'pass_on', { to: { storeId: store } });
    expect(await codeOf(confirm(moved.id, keeper))).toBe('SEPARATION_OF_DUTIES');
    await confirm(moved.id, otherKeeper);
    expect(await get(id, keeper)).toMatchObject({ store: { id: store }, holder: { id: otherKeeper }, state: 'held' });
    expect(await codeOf(announce(id, keeper, 'pass_on', { to: { personId: keeper } }))).toBe('SEPARATION_OF_DUTIES');
  });

  test('of two who confirm at once one does, and the second time is the first', async () => {
    const id = await have(item, holder);
    const moved = await announce(id, holder, 'pass_on', { to: { storeId: store } });
    const both = await tally([confirm(moved.id, keeper), confirm(moved.id, otherKeeper)]);
    expect(both).toEqual({ done: 1, MOVEMENT_OVER: 1 });
    const again = await have(item, holder);
    const handed = await announce(again, holder, 'pass_on', { to: { personId: colleague } });
    expect(await tally(times(5, () => confirm(handed.id, colleague)))).toEqual({ done: 5 });
    expect(await office.actionsOn(again)).toEqual([
      'copy.issued',
      'copy.confirmed',
      'copy.announced',
      'copy.confirmed',
    ]);
  });

  test('a replayed announcement is the same one; with another meaning, or by another, the key serves no more', async () => {
    const id = await have(item, holder);
    const idempotencyKey = randomUUID();
    const to = { personId: colleague };
    const moved = await announce(id, holder, 'pass_on', { to, idempotencyKey });
    expect((await announce(id, holder, 'pass_on', { to, idempotencyKey })).id).toBe(moved.id);
    for (const other of [{ pages: 9 }, { to: { personId: keeper } }, { to: { storeId: store } }, { means: '专人' }])
      expect(await codeOf(announce(id, holder, 'pass_on', { to, idempotencyKey, ...other }))).toBe('VERSION_CONFLICT');
    await confirm(moved.id, colleague);
    expect(await codeOf(announce(id, colleague, 'pass_on', { to: { personId: holder }, idempotencyKey }))).toBe(
      'VERSION_CONFLICT',
    );
  });

  test('ten who announce at once are one announcement', async () => {
    const id = await have(item, holder);
    const all = times(10, () => announce(id, holder, 'pass_on', { to: { personId: colleague } }));
    expect(await tally(all)).toEqual({ done: 1, MOVEMENT_OPEN: 9 });
  });

  test('pages that are not there are not handed over: no count of none, none but the count before', async () => {
    const id = await have(item, holder);
    const to = { personId: colleague };
    expect(await codeOf(announce(id, holder, 'pass_on', { to, pages: 9 }))).toBe('COUNT_DIFFERS');
    await expect(announce(id, holder, 'pass_on', { to, pages: 0 })).rejects.toThrow(/pages/);
  });

  test('what is declined with another count stays where it was, and is looked into', async () => {
    const id = await have(item, holder);
    const moved = await announce(id, holder, 'return', { to: { storeId: store } });
    expect(await decline(moved.id, keeper, 8)).toMatchObject({
      outcome: 'declined',
      taken: { pages: 8 },
      note: '缺页',
    });
    expect(await get(id, holder)).toMatchObject({ state: 'held', store: null, holder: { id: holder } });
    expect(await drafts()).toContainEqual({ kind: 'count_differs', copy: id });
    expect(await office.told('movement_declined', id)).toEqual([holder]);
  });
});

describe('what the law no longer gives is not taken over, though it was announced before (GS-18, GS-23)', () => {
  const taker = async () => house.group.hire(own, 'staff', '田接收');
  const announced = async (
    to: string,
    act: 'pass_on' | 'send' = 'pass_on',
    changes: Parameters<typeof house.register>[2] = {},
  ) => {
    const level = changes.range === undefined ? 'secret' : 'confidential';
    const number = await house.register(level, [holder, to], { content: TEN_PAGES, ...changes });
    const id = await have(number, holder);
    const means = act === 'send' ? { means: '专人' } : {};
    return { number, id, moved: (await announce(id, holder, act, { to: { personId: to }, ...means })).id };
  };
  const exclude = async (number: string, personId: string) =>
    excludeReader(await house.as(own.people.department_head), { number, personId, reason: '回避' });

  test('whoever was taken out of the range counts nothing in, and still says that he does not take it', async () => {
    const to = await taker();
    const { number, id, moved } = await announced(to);
    await exclude(number, to);
    expect(await codeOf(confirm(moved, to))).toBe('NOT_IN_RANGE');
    expect(await tracedCode(house, to, 'copy.confirmed')).toBe('NOT_IN_RANGE');
    expect(await get(id, holder)).toMatchObject({ state: 'held', holder: { id: holder } });
    expect(await decline(moved, to)).toMatchObject({ outcome: 'declined' });
  });

  test('whoever gives it may have lost the range as well: he takes it back, and hands it in', async () => {
    const to = await taker();
    const { number, id, moved } = await announced(to);
    await exclude(number, holder);
    expect(await codeOf(confirm(moved, to))).toBe('EXCLUDED');
    expect(await withdraw(moved, holder)).toMatchObject({ outcome: 'withdrawn' });
    const back = await announce(id, holder, 'return', { to: { storeId: store } });
    expect(await confirm(back.id, keeper)).toMatchObject({ outcome: 'confirmed' });
  });

  test('while the item is held nothing changes hands, and afterwards it does', async () => {
    const to = await taker();
    const { number, moved } = await announced(to);
    await placeHold(await house.as(officer), { item: number, reason: '涉诉取证' });
    expect(await codeOf(confirm(moved, to))).toBe('ON_HOLD');
    await liftHold(await house.as(headquarters.people.security_officer), { item: number, reason: '取证完毕' });
    expect(await confirm(moved, to)).toMatchObject({ outcome: 'confirmed' });
  });

  test('at a level for which he is not designated it is not his', async () => {
    const to = await taker();
    const all = { member: { kind: 'department', departmentId: own.departmentId }, reason: '全部承办' } as const;
    const named = { member: { kind: 'person', personId: holder }, reason: '承办' } as const;
    const { number, moved } = await announced(to, 'pass_on', { range: [named, all] });
    const rises = async (level: number) =>
      house.superuser.query('update miji.item set level = $2 where number = $1', [number, level]);
    await rises(3);
    expect(await codeOf(confirm(moved, to))).toBe('NOT_IN_RANGE');
    await rises(1);
    expect(await confirm(moved, to)).toMatchObject({ outcome: 'confirmed' });
  });

  test('whoever works for another company by now is handed nothing: it would leave the house without being sent', async () => {
    const to = await taker();
    const { moved } = await announced(to);
    await transferPerson(await house.as(headquarters.people.system_administrator), {
      personId: to,
      from: { company: own.code },
      to: { company: sister.code, employeeNumber: 'T700', posts: [{ post: 'staff', lines: [] }] },
      reason: '工作调动',
    });
    expect(await codeOf(confirm(moved, to))).toBe('NOT_IN_RANGE');
    expect(await decline(moved, to)).toMatchObject({ outcome: 'declined' });
  });

  test('what is on its way to another company is not received there by whoever lost the range', async () => {
    const { number, id, moved } = await announced(guest, 'send');
    await exclude(number, guest);
    expect(await codeOf(confirm(moved, guest))).toBe('NOT_IN_RANGE');
    await decline(moved, guest);
    expect(await get(id, holder)).toMatchObject({ state: 'held', holder: { id: holder } });
  });
});

describe('what lies in a store (AR-32, CF-26)', () => {
  const stored = async () => {
    const id = await have(item, holder);
    await confirm((await announce(id, holder, 'pass_on', { to: { storeId: store } })).id, keeper);
    return id;
  };

  test('goes to a person on loan, not by a keeper’s word; into another store it goes', async () => {
    const knowing = await house.register('secret', [holder, colleague, guest, keeper], { content: TEN_PAGES });
    const id = await have(knowing, holder);
    await confirm((await announce(id, holder, 'pass_on', { to: { storeId: store } })).id, keeper);
    expect(await codeOf(announce(id, keeper, 'pass_on', { to: { personId: colleague } }))).toBe('LENT_ONLY');
    expect(await codeOf(announce(id, keeper, 'send', { to: { personId: guest }, means: '专人' }))).toBe('LENT_ONLY');
    const other = await office.store([otherKeeper]);
    const moved = await announce(id, keeper, 'pass_on', { to: { storeId: other } });
    expect(await confirm(moved.id, otherKeeper)).toMatchObject({ outcome: 'confirmed' });
  });

  test('goes back to whom it was made for: he has been granted it, whether or not the keeper may know it', async () => {
    const id = await stored();
    const moved = await announce(id, keeper, 'pass_on', { to: { personId: holder } });
    await confirm(moved.id, holder);
    expect(await get(id, holder)).toMatchObject({ state: 'held', store: null, holder: { id: holder } });
  });
});

test('what cannot be drawn for somebody is not handed to him: a controlled copy with a hole in a name is none (GS-24)', async () => {
  const rare = await house.group.hire(own, 'staff', '\u{20BB7}野');
  const secret = await house.register('secret', [holder, rare], { content: TEN_PAGES });
  const id = await have(secret, holder);
  expect(await codeOf(announce(id, holder, 'pass_on', { to: { personId: rare } }))).toBe('UNPRINTABLE_CHARACTER');
  await house.superuser.query(
    `update miji.copy set holder_id = $2 where item_number || '-' || lpad(number::text, 3, '0') = $1`,
    [id, rare],
  );
  expect(await codeOf(printed(house, rare, id))).toBe('UNPRINTABLE_CHARACTER');
  await house.superuser.query(
    `update miji.copy set holder_id = $2 where item_number || '-' || lpad(number::text, 3, '0') = $1`,
    [id, holder],
  );
});

describe('where it may go', () => {
  test('to nobody who may not know the item, and to nobody who has left (GS-18)', async () => {
    const id = await have(item, holder);
    expect(await codeOf(announce(id, holder, 'pass_on', { to: { personId: stranger } }))).toBe('NOT_IN_RANGE');
    expect(await codeOf(announce(id, holder, 'pass_on', { to: { personId: randomUUID() } }))).toBe('VALIDATION');
  });

  test('into no store that may not keep its level, and into no other company’s (CF-29)', async () => {
    const id = await have(item, holder);
    expect(await codeOf(announce(id, holder, 'return', { to: { storeId: elsewhere } }))).toBe('STORE_LEVEL');
    expect(await codeOf(announce(id, holder, 'return', { to: { storeId: randomUUID() } }))).toBe('VALIDATION');
  });

  test('not with another’s copy: to whoever has no part in it, it is not there', async () => {
    const id = await have(item, holder);
    for (const by of [stranger, guest, colleague, keeper])
      expect(await codeOf(announce(id, by, 'return', { to: { storeId: store } }))).toBe('NOT_FOUND');
    expect(await codeOf(announce(id, custodian, 'return', { to: { storeId: store } }))).toBe('COPY_NOT_WITH_YOU');
  });

  test('to another company it is sent, by a named way, and is on its way until it is received (CD-12)', async () => {
    const id = await have(item, holder);
    const to = { personId: guest };
    expect(await codeOf(announce(id, holder, 'pass_on', { to }))).toBe('VALIDATION');
    expect(await codeOf(announce(id, holder, 'send', { to }))).toBe('VALIDATION');
    expect(await codeOf(announce(id, holder, 'send', { to: { personId: colleague }, means: '专人' }))).toBe(
      'VALIDATION',
    );
    const sent = await announce(id, holder, 'send', { to, means: '专人专车，封条 0012' });
    expect(await get(id, holder)).toMatchObject({ state: 'in_transit', holder: { id: holder } });
    const { entries } = await listMovements(await house.as(guest), { box: 'to_confirm', limit: 10 });
    expect(entries.map((one) => [one.id, one.yours])).toEqual([[sent.id, true]]);
    await confirm(sent.id, guest);
    const seen = await get(id, guest);
    expect(seen).toMatchObject({ state: 'held', holder: { id: guest }, children: [] });
    expect(seen.movements.map(({ act }) => act)).toEqual(['send']);
  });

  test('what was sent and not taken is with its sender again', async () => {
    const id = await have(item, holder);
    const sent = await announce(id, holder, 'send', { to: { personId: guest }, means: '专人' });
    await decline(sent.id, guest);
    expect(await get(id, holder)).toMatchObject({ state: 'held', holder: { id: holder } });
  });

  test('nowhere while the item is held, but back into a store (GS-23)', async () => {
    const id = await have(item, holder);
    await placeHold(await house.as(officer), { item, reason: '涉诉取证' });
    expect(await codeOf(announce(id, holder, 'pass_on', { to: { personId: colleague } }))).toBe('ON_HOLD');
    const back = await announce(id, holder, 'return', { to: { storeId: store } });
    await liftHold(await house.as(headquarters.people.security_officer), { item, reason: '取证完毕' });
    await confirm(back.id, keeper);
    expect(await get(id, keeper)).toMatchObject({ state: 'returned', store: { id: store }, can: ['lose'] });
  });

  test('what was printed goes to no other person, and not out of the office (PM-11)', async () => {
    const customers = await house.register('secret', [holder, colleague, guest], {
      content: TEN_PAGES,
      regimes: ['property'],
    });
    const grant = await house.grant(customers, holder, own.people.department_head, { operation: 'print' });
    const { copy } = await spendGrant(await house.as(holder), { grant, idempotencyKey: randomUUID() });
    expect(copy.useUntil).toBe('2099-12-31');
    await confirm((await openOf(copy.id, holder)).id, holder);
    expect(await codeOf(announce(copy.id, holder, 'pass_on', { to: { personId: colleague } }))).toBe('NO_RELENDING');
    expect(await codeOf(announce(copy.id, holder, 'send', { to: { personId: guest }, means: '专人' }))).toBe(
      'NO_RELENDING',
    );
    expect((await get(copy.id, holder)).can).toEqual(['pass_on', 'return', 'lose', 'bind', 'replace_page']);
    await announce(copy.id, holder, 'pass_on', { to: { storeId: store } });
  });
});

test('who takes out of a store and who puts into it never wait for each other (AR-36)', async () => {
  let [begun, run] = [0, 0];
  const { db } = house.platform;
  const transact = db.transact.bind(db);
  const counting = vi.spyOn(db, 'transact').mockImplementation((scope, work) => {
    begun += 1;
    return transact(scope, (tx) => {
      run += 1;
      return work(tx);
    });
  });
  const [lying, coming] = [await have(item, holder), await have(item, holder)];
  await confirm((await announce(lying, holder, 'pass_on', { to: { storeId: store } })).id, keeper);
  for (let round = 0; round < 12; round += 1) {
    const into = await announce(coming, holder, 'pass_on', { to: { storeId: store } });
    const both = [announce(lying, keeper, 'return'), decline(into.id, otherKeeper)] as const;
    expect(await tally(both)).toEqual({ done: 2 });
    await withdraw((await both[0]).id, keeper);
  }
  counting.mockRestore();
  expect(run).toBe(begun);
});

test('what came into another store while it was waited for is held with that store, and by its keepers of then (GS-26)', async () => {
  const id = await have(item, holder);
  const kept = await office.store([keeper, otherKeeper]);
  const put = `update miji.copy set store_id = $2, holder_id = $3 where item_number || '-' || lpad(number::text, 3, '0') = $1`;
  const [bringing, dismissing] = [await house.superuser.connect(), await house.superuser.connect()];
  const waits = async () =>
    vi.waitFor(async () => {
      const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      expect((await dismissing.query(waiting)).rowCount).toBeGreaterThan(0);
    });
  try {
    await bringing.query('begin');
    await bringing.query('select from miji.item where number = $1 for update', [item]);
    const asked = codeOf(announce(id, keeper, 'return'));
    await waits();
    await bringing.query(put, [id, kept, keeper]);
    await dismissing.query('begin');
    await dismissing.query('select from miji.store where id = $1 for no key update', [kept]);
    await bringing.query('commit');
    await setTimeout(100);
    const ended = 'update miji.store_keeper set to_at = now() where store_id = $1 and person_id = $2';
    await dismissing.query(ended, [kept, keeper]);
    await dismissing.query('commit');
    expect(await asked).toBe('COPY_NOT_WITH_YOU');
    await bringing.query(put, [id, null, holder]);
  } finally {
    bringing.release();
    dismissing.release();
  }
});

test('after every act the copies that were issued are all somewhere (GS-24)', async () => {
  const count = await office.countOf(item);
  expect(count.conserved).toBe(true);
  expect(count.issued).toBeGreaterThan(15);
  expect(Object.values(count.in).reduce((sum, one) => sum + one, 0)).toBe(count.issued);
});

test('after all of it the registers agree with each other, with the trace and with the vault', async () => {
  expect(await discrepanciesOf(house)).toEqual([]);
});
