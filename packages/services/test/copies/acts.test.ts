import { randomUUID } from 'node:crypto';
import type { ParticularsInput } from '@miji/contract';
import { isConnectionFailure } from '@miji/db';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  appointKeeper,
  bindCopies,
  carryOut,
  findCopyAgain,
  handOut,
  listIncidentDrafts,
  loseCopy,
  declineMovement,
  excludeReader,
  getLoan,
  placeHold,
  liftHold,
  replacePage,
  takeOverCopy,
  tendCopies,
  useGrant as spendGrant,
  withdrawMovement,
} from '../../src/index.ts';
import { codeOf, openHouse, START, tally, times } from '../support/house.ts';
import { printed } from '../support/printed.ts';
import { copyOffice, TEN_PAGES } from './support/copy-office.ts';
import { discrepanciesOf } from './support/reconciled.ts';

const house = await openHouse();
const { own, sister } = house.group;
const { security_officer: officer, custodian, department_head: head } = own.people;
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
beforeAll(async () => {
  item = await house.register('secret', [holder, colleague], { content: TEN_PAGES, regimes: ['archive'] });
  store = await office.store([keeper, otherKeeper]);
});

const drafts = async () => (await listIncidentDrafts(await house.as(officer), { limit: 100 })).entries;
const stored = async (of = item) => {
  const id = await have(of, holder);
  await confirm((await announce(id, holder, 'pass_on', { to: { storeId: store } })).id, keeper);
  return id;
};
/** A copy handed out of the store to the colleague, who has not said yet that he has it. */
const lend = async (
  more: { readonly signature?: { readonly name: string; readonly path: string } } = {},
  of: string = item,
) => {
  const id = await stored(of);
  const grant = await house.grant(of, colleague, head, { operation: 'loan' });
  const handing = { grant, copy: id, storeId: store, pages: 10, idempotencyKey: randomUUID(), ...more };
  const { movement, loan } = await handOut(await house.as(keeper), handing);
  return { id, movement: movement.id, loan: loan.number, handing };
};

describe('carrying out (CD-12, AR-32)', () => {
  const grantFor = (personId = holder) => house.grant(item, personId, head, { operation: 'carry_out' });
  const carry = async (copy: string, grant: string, by = holder, idempotencyKey: string = randomUUID()) =>
    carryOut(await house.as(by), { copy, grant, pages: 10, idempotencyKey });

  test('takes a grant of its own, used up once, that says where to, until when and how', async () => {
    const [copy, grant] = [await have(item, holder), await grantFor()];
    const key = randomUUID();
    expect(await carry(copy, grant, holder, key)).toMatchObject({
      state: 'carried_out',
      dueAt: '2099-12-31T16:00:00.000Z',
    });
    expect(await carry(copy, grant, holder, key)).toMatchObject({ state: 'carried_out' });
    const { movements } = await get(copy, holder);
    expect(movements.at(-1)).toMatchObject({ act: 'carry_out', to: { place: '北京' }, means: '专人专车，密封携带' });
    expect(await codeOf(carry(await have(item, holder), grant))).toBe('GRANT_USED');
    expect(await codeOf(carry(copy, await grantFor(), holder, key))).toBe('VERSION_CONFLICT');
  });

  test('not under a grant for copies, not under another’s, not with another’s copy', async () => {
    const [copy, his] = [await have(item, holder), await have(item, colleague)];
    const copies = await house.grant(item, holder, own.people.general_manager);
    expect(await codeOf(carry(copy, copies))).toBe('GRANT_SCOPE');
    expect(await codeOf(carry(copy, await grantFor(colleague)))).toBe('NOT_FOUND');
    expect(await codeOf(carry(his, await grantFor()))).toBe('NOT_FOUND');
  });

  test('what is out is not passed on (PM-11), and coming back is looked at by a keeper, not by himself', async () => {
    const [copy, grant] = [await have(item, holder), await grantFor()];
    await carry(copy, grant);
    expect(await codeOf(announce(copy, holder, 'pass_on', { to: { personId: colleague } }))).toBe('NO_RELENDING');
    const back = await announce(copy, holder, 'bring_back');
    expect(await codeOf(confirm(back.id, holder))).toBe('SEPARATION_OF_DUTIES');
    expect(await codeOf(confirm(back.id, colleague))).toBe('NOT_FOUND');
    await confirm(back.id, keeper);
    expect(await get(copy, holder)).toMatchObject({ state: 'held', holder: { id: holder }, store: null, dueAt: null });
  });
});

describe('what is lent (AR-35)', () => {
  const SIGNED = { name: '陆同事', path: 'M 1 1 L 20 12' };
  const loanOf = async (number: string) => getLoan(await house.as(keeper), { number });
  const withdraw = async (movement: string, by: string) => withdrawMovement(await house.as(by), { movement });

  test('is signed for on one keeper’s screen and counted by another: neither hands it out alone', async () => {
    const { id, movement } = await lend({ signature: SIGNED });
    expect(await codeOf(confirm(movement, keeper))).toBe('SEPARATION_OF_DUTIES');
    expect(await codeOf(confirm(movement, otherKeeper, 9))).toBe('COUNT_DIFFERS');
    expect(await confirm(movement, otherKeeper)).toMatchObject({
      confirmedBy: 'signature',
      taken: { by: { id: colleague } },
      countersignedBy: { id: otherKeeper },
    });
    expect(await office.told('movement_confirmed', id)).toContain(colleague);
  });

  test('is not lent on, only given back, and counted by a keeper', async () => {
    const { id, movement } = await lend();
    await confirm(movement, colleague);
    expect(await get(id, colleague)).toMatchObject({
      state: 'lent',
      holder: { id: colleague },
      can: ['give_back', 'lose'],
    });
    expect(await codeOf(announce(id, colleague, 'pass_on', { to: { personId: holder } }))).toBe('NO_RELENDING');
    expect(await codeOf(announce(id, colleague, 'return', { to: { storeId: store } }))).toBe('NO_RELENDING');
    const back = await announce(id, colleague, 'give_back');
    expect(await codeOf(confirm(back.id, colleague))).toBe('NOT_KEEPER');
    await confirm(back.id, otherKeeper);
    expect(await get(id, keeper)).toMatchObject({ state: 'held', store: { id: store }, holder: { id: otherKeeper } });
    const { rows } = await house.superuser.query(
      `select loan.state, taken_back_by from miji.loan join miji.copy on copy.id = copy_id
         where copy.item_number || '-' || lpad(copy.number::text, 3, '0') = $1`,
      [id],
    );
    expect(rows).toEqual([{ state: 'returned', taken_back_by: otherKeeper }]);
  });

  test('is not received by whoever lost the range since, nor while the item is held (GS-18, GS-23)', async () => {
    const secret = await house.register('secret', [holder, colleague], { content: TEN_PAGES, regimes: ['archive'] });
    const { movement, loan } = await lend({}, secret);
    await placeHold(await house.as(officer), { item: secret, reason: '涉诉取证' });
    expect(await codeOf(confirm(movement, colleague))).toBe('ON_HOLD');
    await liftHold(await house.as(house.group.headquarters.people.security_officer), {
      item: secret,
      reason: '取证完毕',
    });
    await excludeReader(await house.as(head), { number: secret, personId: colleague, reason: '回避' });
    expect(await codeOf(confirm(movement, colleague))).toBe('NOT_IN_RANGE');
    await withdraw(movement, keeper);
    expect(await loanOf(loan)).toMatchObject({ state: 'not_taken' });
  });

  test('and was not taken has not come back either: the loan says so, and its borrower is told', async () => {
    const { id, movement, loan } = await lend();
    await withdraw(movement, keeper);
    expect(await loanOf(loan)).toMatchObject({ state: 'not_taken', returnedAt: null, takenBackBy: null });
    expect(await office.told('movement_withdrawn', id)).toEqual([colleague]);
    expect(await get(id, keeper)).toMatchObject({ state: 'held', store: { id: store }, dueAt: null });
    expect((await drafts()).filter(({ copy }) => copy === id)).toEqual([]);
    const { rows } = await house.superuser.query<{ action: string }>(
      `select action from miji.audit_event where subject_id = $1 and outcome = 'done' and action <> 'loan.listed' order by position`,
      [loan],
    );
    expect(rows.map(({ action }) => action)).toEqual(['loan.handed_out', 'loan.not_taken']);
  });

  test('and was signed for is not taken back quietly by whoever handed it out: that is looked into (AR-36)', async () => {
    const { id, movement } = await lend({ signature: SIGNED });
    await withdraw(movement, keeper);
    expect(await office.told('movement_withdrawn', id)).toEqual([colleague]);
    expect((await drafts()).filter(({ copy }) => copy === id)).toMatchObject([
      { kind: 'signature_disputed', person: { id: keeper } },
    ]);
  });

  test('and was signed for is taken back by another keeper, or the security officer, who stand for it themselves', async () => {
    for (const second of [otherKeeper, officer]) {
      const { id, movement, loan } = await lend({ signature: SIGNED });
      await withdraw(movement, second);
      expect(await loanOf(loan)).toMatchObject({ state: 'not_taken' });
      expect((await drafts()).filter(({ copy }) => copy === id)).toEqual([]);
    }
  });

  test('under a key that has served it is the same loan; of another copy, or with another count, it is none', async () => {
    const { handing, loan } = await lend();
    const again = async (changes: object) => handOut(await house.as(keeper), { ...handing, ...changes });
    expect((await again({})).loan.number).toBe(loan);
    expect(await codeOf(again({ copy: await stored() }))).toBe('VERSION_CONFLICT');
    expect(await codeOf(again({ pages: 9 }))).toBe('VERSION_CONFLICT');
  });

  test('goes to nobody for whom it cannot be drawn (GS-24)', async () => {
    const rare = await house.group.hire(own, 'staff', '\u{20BB7}野');
    const secret = await house.register('secret', [holder, rare], { content: TEN_PAGES, regimes: ['archive'] });
    const copy = await stored(secret);
    const grant = await house.grant(secret, rare, head, { operation: 'loan' });
    const handing = { grant, copy, storeId: store, pages: 10, idempotencyKey: randomUUID() };
    expect(await codeOf(handOut(await house.as(keeper), handing))).toBe('UNPRINTABLE_CHARACTER');
  });
});

describe('what is over is not drawn anew, though its holder has it still (PM-10, AR-32, CD-15)', () => {
  const nextDay = async (hours: number) => house.setTime(START.add({ hours }));
  const isDrawn = async (id: string, by: string): Promise<boolean> => {
    const { hasFile } = await get(id, by);
    if (hasFile) expect((await printed(house, by, id)).length).toBeGreaterThan(1_000);
    else expect(await codeOf(printed(house, by, id))).toBe('COPY_STATE');
    return hasFile;
  };

  test('a print after its period, and a paper after its meeting', async () => {
    const meeting = { name: '例会', venue: '三楼', safeguards: '无窗', heldOn: '2026-11-03', relay: '各行' };
    const customers = await house.register('secret', [holder], { content: TEN_PAGES, regimes: ['property'] });
    const granted = async (of: string, particulars: ParticularsInput): Promise<string> => {
      const approver = particulars.operation === 'print' ? head : own.people.general_manager;
      const grant = await house.grant(of, holder, approver, { particulars });
      const { copy } = await spendGrant(await house.as(holder), { grant, idempotencyKey: randomUUID() });
      await confirm((await openOf(copy.id, holder)).id, holder);
      return copy.id;
    };
    const print = await granted(customers, { operation: 'print', useUntil: '2026-11-03' });
    const paper = await granted(item, { operation: 'copy', meeting });
    for (const id of [print, paper]) expect(await isDrawn(id, holder)).toBe(true);
    await nextDay(38);
    for (const id of [print, paper]) expect(await isDrawn(id, holder)).toBe(false);
    await house.setTime(START);
  });

  test('a loan that should be back, and what nobody has received or what has become part of another', async () => {
    const { id, movement } = await lend();
    await confirm(movement, colleague);
    expect(await isDrawn(id, colleague)).toBe(true);
    await nextDay(72);
    expect(await isDrawn(id, colleague)).toBe(false);
    await house.setTime(START);
    const { id: never } = await office.issue(item, holder);
    await declineMovement(await house.as(holder), { movement: (await openOf(never, holder)).id, reason: '未收到' });
    expect(await isDrawn(never, holder)).toBe(false);
    const [into, bound] = [await have(item, holder), await have(item, holder)];
    await bindCopies(await house.as(holder), { into, copies: [bound], note: '合订' });
    expect(await isDrawn(bound, holder)).toBe(false);
    expect(await isDrawn(into, holder)).toBe(true);
  });
});

describe('what is gone (AR-37)', () => {
  const lose = async (copy: string, by: string, noticedAt = START.toString()) =>
    loseCopy(await house.as(by), { copy, noticedAt, circumstances: '会后清点时未见' });
  const find = async (copy: string, by: string, storeId = store, pages = 10) =>
    findCopyAgain(await house.as(by), { copy, storeId, pages, note: '在会议室找到' });
  test('is lost at once, whatever was under way, and looked into; a keeper who has it again keeps it for good', async () => {
    const copy = await have(item, holder);
    const moved = await announce(copy, holder, 'pass_on', { to: { personId: colleague } });
    expect(await codeOf(lose(copy, stranger))).toBe('NOT_FOUND');
    expect(await codeOf(lose(copy, colleague))).toBe('COPY_NOT_WITH_YOU');
    expect(await codeOf(lose(copy, holder, START.add({ hours: 1 }).toString()))).toBe('VALIDATION');
    const { incident } = await lose(copy, holder);
    expect(await codeOf(confirm(moved.id, colleague))).toBe('MOVEMENT_OVER');
    expect(await codeOf(lose(copy, holder))).toBe('COPY_STATE');
    expect(await drafts()).toContainEqual(
      expect.objectContaining({
        number: incident,
        kind: 'copy_lost',
        copy,
        person: expect.objectContaining({ id: holder }),
      }),
    );
    expect(await office.told('incident_drafted', incident)).toEqual([officer]);
    expect(await codeOf(find(copy, holder))).toBe('NOT_KEEPER');
    expect(await codeOf(find(copy, stranger))).toBe('NOT_FOUND');
    expect(await find(copy, keeper)).toMatchObject({ state: 'returned', store: { id: store } });
    expect(await codeOf(find(copy, keeper))).toBe('COPY_STATE');
  });

  test('is lost from where it was: what was on its way, and a loan that nobody had received, end before it (GS-24)', async () => {
    const knowing = await house.register('secret', [holder, guest], { content: TEN_PAGES });
    const sent = await have(knowing, holder);
    await announce(sent, holder, 'send', { to: { personId: guest }, means: '专人' });
    await lose(sent, holder);
    const { id, loan } = await lend();
    await lose(id, keeper);
    expect(await getLoan(await house.as(keeper), { number: loan })).toMatchObject({ state: 'not_taken' });
    const received = await lend();
    await confirm(received.movement, colleague);
    await lose(received.id, colleague);
    expect(await getLoan(await house.as(keeper), { number: received.loan })).toMatchObject({ state: 'lost' });
    expect(await discrepanciesOf(house)).toEqual([]);
  });

  test('is said by who answers for it, a keeper of its store, and the owner’s security officer; not by who only watches', async () => {
    const copy = await have(item, holder);
    for (const by of [custodian, own.people.auditor, house.group.headquarters.people.security_officer])
      expect(await codeOf(lose(copy, by))).toBe('COPY_NOT_WITH_YOU');
    expect(await get(copy, holder)).toMatchObject({ state: 'held' });
    expect((await lose(copy, officer)).copy.state).toBe('lost');
    expect((await lose(await stored(), otherKeeper)).copy.state).toBe('lost');
  });

  test('with fewer pages it is not found: what lacks is still gone, and it is looked into', async () => {
    const copy = await have(item, holder);
    await lose(copy, holder);
    expect(await codeOf(find(copy, keeper, store, 9))).toBe('COUNT_DIFFERS');
    expect(await codeOf(find(copy, keeper, store, 9))).toBe('COUNT_DIFFERS');
    expect((await drafts()).flatMap((one) => (one.copy === copy ? [one.kind] : [])).toSorted()).toEqual([
      'copy_lost',
      'count_differs',
    ]);
    expect(await get(copy, officer)).toMatchObject({ state: 'lost' });
  });

  test('nobody finds what he himself has lost, or said to be lost', async () => {
    const copy = await stored();
    await lose(copy, otherKeeper);
    expect(await codeOf(find(copy, keeper))).toBe('SEPARATION_OF_DUTIES');
    expect(await codeOf(find(copy, otherKeeper))).toBe('SEPARATION_OF_DUTIES');
    await appointKeeper(await house.as(officer), { store, personId: colleague });
    expect((await find(copy, colleague)).state).toBe('returned');
  });
});

describe('binding (GS-24)', () => {
  const bind = async (into: string, copies: readonly string[], by = holder) =>
    bindCopies(await house.as(by), { into, copies: [...copies], note: '合订' });

  test('what is bound goes where that goes, is counted with it, and is not touched by itself', async () => {
    const [into, one, two] = [await have(item, holder), await have(item, holder), await have(item, holder)];
    await bind(one, [two]);
    await bind(into, [one]);
    expect(await codeOf(announce(two, holder, 'pass_on', { to: { storeId: store } }))).toBe('COPY_BOUND');
    expect(await codeOf(announce(into, holder, 'pass_on', { to: { storeId: store } }))).toBe('COUNT_DIFFERS');
    const moved = await announce(into, holder, 'pass_on', { to: { storeId: store }, pages: 30 });
    await confirm(moved.id, keeper, 30);
    for (const id of [into, one, two])
      expect(await get(id, keeper)).toMatchObject({ store: { id: store }, holder: { id: keeper } });
    expect((await get(two, keeper)).boundTo).toBe(into);
  });

  test('only what is in the same hands, of the same item, at rest and not bound', async () => {
    const [into, his, moving] = [await have(item, holder), await have(item, colleague), await have(item, holder)];
    await announce(moving, holder, 'pass_on', { to: { personId: colleague } });
    const other = await have(await house.register('secret', [holder], { content: TEN_PAGES }), holder);
    expect(await codeOf(bind(into, [his]))).toBe('COPY_NOT_WITH_YOU');
    expect(await codeOf(bind(into, [moving]))).toBe('MOVEMENT_OPEN');
    expect(await codeOf(bind(into, [other]))).toBe('VALIDATION');
    expect(await codeOf(bind(into, [into]))).toBe('VALIDATION');
    expect(await codeOf(bind(his, [into]))).toBe('NOT_FOUND');
  });
});

test('what nobody has counted is not bound: nobody could say later what is missing (AR-36)', async () => {
  const into = await have(item, holder);
  const { id } = await office.issue(item, holder);
  await declineMovement(await house.as(holder), { movement: (await openOf(id, holder)).id, reason: '未收到' });
  await house.superuser.query(
    `update miji.copy set pages = null where item_number || '-' || lpad(number::text, 3, '0') = $1`,
    [id],
  );
  const bind = async (one: string, other: string) =>
    bindCopies(await house.as(holder), { into: one, copies: [other], note: '合订' });
  expect(await codeOf(bind(into, id))).toBe('NOT_COUNTED');
  expect(await codeOf(bind(id, into))).toBe('NOT_COUNTED');
});

describe('a copy that its holder never confirmed to have (AR-36)', () => {
  const takeOver = async (copy: string, by: string, pages = 10, idempotencyKey: string = randomUUID()) =>
    takeOverCopy(await house.as(by), { copy, storeId: store, pages, reason: '持有人逾期未签收', idempotencyKey });

  test('is taken over once his time is over, by the security officer and a keeper who counts', async () => {
    const { id } = await office.issue(item, holder);
    expect(await codeOf(takeOver(id, officer))).toBe('MOVEMENT_OPEN');
    await house.setTime(START.add({ hours: 24 }));
    await tendCopies(house.platform, own.id);
    expect((await get(id, officer)).mayTakeOver).toBe(true);
    for (const by of [custodian, own.people.auditor, holder, house.group.headquarters.people.security_officer])
      expect(await codeOf(takeOver(id, by))).toBe('NOT_ENTITLED');
    expect(await codeOf(takeOver(id, stranger))).toBe('NOT_FOUND');
    const key = randomUUID();
    const taking = await takeOver(id, officer, 10, key);
    expect(await takeOver(id, officer, 10, key)).toMatchObject({ id: taking.id, act: 'return', outcome: 'pending' });
    expect(await codeOf(takeOver(id, officer))).toBe('MOVEMENT_OPEN');
    expect(await codeOf(confirm(taking.id, officer))).toBe('NOT_KEEPER');
    await confirm(taking.id, keeper);
    expect(await get(id, officer)).toMatchObject({ state: 'returned', store: { id: store }, mayTakeOver: false });
    await house.setTime(START);
  });

  test('is taken over too where he said that it never came; what he has had is not', async () => {
    const { id } = await office.issue(item, holder);
    await declineMovement(await house.as(holder), { movement: (await openOf(id, holder)).id, reason: '未收到' });
    expect((await get(id, officer)).mayTakeOver).toBe(true);
    const taking = await takeOver(id, officer);
    await declineMovement(await house.as(keeper), { movement: taking.id, reason: '未见', pages: 9 });
    expect(await takeOver(id, officer)).toMatchObject({ outcome: 'pending' });
    const his = await have(item, holder);
    expect((await get(his, officer)).mayTakeOver).toBe(false);
    expect(await codeOf(takeOver(his, officer))).toBe('COPY_STATE');
  });
});

test('a page is taken out for a new one, and the old one goes to a keeper who confirms it (GS-24)', async () => {
  const copy = await have(item, holder);
  const replace = async (page: number, by = holder) =>
    replacePage(await house.as(by), { copy, page, reason: '更正', storeId: store });
  expect(await codeOf(replace(11))).toBe('VALIDATION');
  expect(await codeOf(replace(3, colleague))).toBe('NOT_FOUND');
  await replace(3);
  const open = await openOf(copy, holder);
  expect(open).toMatchObject({ act: 'replace_page', given: { pages: 1 } });
  expect(await codeOf(confirm(open.id, holder, 1))).toBe('NOT_KEEPER');
  await confirm(open.id, keeper, 1);
  expect(await get(copy, holder)).toMatchObject({ state: 'held', holder: { id: holder }, store: null, pages: 10 });
});

test('what nobody confirms is reminded of at half time and raised as an alarm afterwards, each once (AR-36)', async () => {
  const { id } = await office.issue(item, holder);
  const tendAll = () => Promise.all(times(4, () => tendCopies(house.platform, own.id)));
  await tendAll();
  expect(await office.told('receipt_due', id)).toEqual([]);
  await house.setTime(START.add({ hours: 13 }));
  await tendAll();
  await tendAll();
  expect(await office.told('receipt_due', id)).toEqual([holder]);
  await house.setTime(START.add({ hours: 24 }));
  await tendAll();
  await tendAll();
  await house.setTime(START);
  expect(await office.told('receipt_overdue', id)).toEqual([holder, officer].toSorted());
  expect((await drafts()).filter(({ copy }) => copy === id).map(({ kind }) => kind)).toEqual(['receipt_overdue']);
  expect((await office.actionsOn(id)).filter((action) => action === 'copy.receipt_overdue')).toHaveLength(1);
  // An alarm changes nothing: he still confirms.
  await confirm((await openOf(id, holder)).id, holder);
});

test('two hundred copies issued at once have two hundred numbers without a gap, each in the register once (GS-24)', async () => {
  const many = await house.register('secret', [holder]);
  const grants: string[] = [];
  for (const _ of times(10, (n) => n))
    grants.push(await house.grant(many, holder, own.people.general_manager, { copies: 20 }));
  const ctx = await house.as(holder);
  // Whoever waits too long for a connection asks again under his key, as the client does.
  const use = (asked: { readonly grant: string; readonly idempotencyKey: string }): Promise<unknown> =>
    spendGrant(ctx, asked).catch((error: unknown) => {
      if (isConnectionFailure(error)) return use(asked);
      throw error;
    });
  const uses = times(220, (n) => use({ grant: grants[n % 10] ?? '', idempotencyKey: randomUUID() }));
  expect(await tally(uses)).toEqual({ done: 200, GRANT_USED: 20 });
  const { rows } = await house.superuser.query<{ number: number }>(
    'select number from miji.copy where item_number = $1 order by number',
    [many],
  );
  expect(rows.map(({ number }) => number)).toEqual(times(200, (n) => n + 1));
  expect(await office.countOf(many)).toMatchObject({ issued: 200, conserved: true, in: { held: 200 } });
  const moves = await house.superuser.query(
    `select from miji.copy_movement join miji.copy on copy.id = copy_id where item_number = $1 and act = 'issue'`,
    [many],
  );
  expect(moves.rowCount).toBe(200);
}, 60_000);

test('after every act the copies that were issued are all somewhere (GS-24)', async () => {
  const count = await office.countOf(item);
  expect(count).toMatchObject({ conserved: true, in: { carried_out: 1, lost: 5 } });
});

test('after all of it the registers agree with each other, with the trace and with the vault', async () => {
  expect(await discrepanciesOf(house)).toEqual([]);
});
