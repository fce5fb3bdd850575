import { randomUUID } from 'node:crypto';
import { COPY_KINDS } from '@miji/core';
import { describe, expect, test } from 'vitest';
import {
  announceMovement,
  appointKeeper,
  beginStocktaking,
  closeStocktaking,
  closeStore,
  confirmMovement,
  endKeeper,
  enterOriginal,
  getCopy,
  getCustodyDesk,
  getCustodySettings,
  listCopies,
  listStores,
  openStore,
  setCustodySettings,
  useGrant as issueCopy,
} from '../../src/index.ts';
import { codeOf, openHouse, refusalOf, tracedCode } from '../support/house.ts';
import { agreesEverywhere, carried, keptStore, paperOriginal } from './support.ts';

const house = await openHouse();
const { own, sister, headquarters } = house.group;
const officer = own.people.security_officer;
const keeper = await house.group.hire(own, 'staff', '柜管');
const second = await house.group.hire(own, 'staff', '另柜');
const draft = { code: 'A1', name: '档案柜', place: '二楼', separate: true, highestLevel: 'secret' } as const;

describe('a store is opened by the company’s own security officer alone (GS-26, CF-29)', () => {
  test.each([
    ['general manager', own.people.general_manager],
    ['custodian', own.people.custodian],
    ['system administrator', own.people.system_administrator],
    ['auditor', own.people.auditor],
    ['head office’s security officer', headquarters.people.security_officer],
    ['sister’s security officer', sister.people.security_officer],
  ])('and not by the %s', async (_, personId) => {
    const opening = openStore(await house.as(personId), { ...draft, company: own.code });
    expect(await codeOf(opening)).toBe('NOT_ENTITLED');
    expect(await tracedCode(house, personId, 'store.opened')).toBe('NOT_ENTITLED');
  });

  test.each(['secret', 'top_secret'] as const)('what is %s lies apart', async (highestLevel) => {
    const opening = openStore(await house.as(officer), { ...draft, separate: false, highestLevel });
    expect(await codeOf(opening)).toBe('STORE_LEVEL');
  });

  test('under a code that no other store of the company has', async () => {
    await openStore(await house.as(officer), { ...draft, code: 'TWICE' });
    expect(await codeOf(openStore(await house.as(officer), { ...draft, code: 'TWICE' }))).toBe('DUPLICATE');
  });
});

describe('a keeper is appointed by name (GS-26, CD-10)', () => {
  test('never by himself, never from outside, never twice, and never by a keeper', async () => {
    const store = await keptStore(house, [keeper]);
    const by = async (personId: string, appointed: string) =>
      codeOf(appointKeeper(await house.as(personId), { store: store.id, personId: appointed }));
    expect(await by(officer, officer)).toBe('SEPARATION_OF_DUTIES');
    expect(await by(officer, sister.people.staff)).toBe('NOT_EMPLOYED');
    expect(await by(officer, keeper)).toBe('DUPLICATE');
    expect(await by(keeper, second)).toBe('NOT_ENTITLED');
    expect(await by(second, second)).toBe('NOT_ENTITLED');
    expect(await by(sister.people.security_officer, second)).toBe('NOT_FOUND');
  });

  test('the last one stays while anything lies there; with another one what lies there goes to that name (AR-06)', async () => {
    const store = await keptStore(house, [keeper]);
    const { copy } = await paperOriginal(house, { store, keeper, readers: [] });
    const [row] = store.keepers;
    const dismissing = { store: store.id, keeper: row?.id ?? '' };
    expect(await codeOf(endKeeper(await house.as(officer), dismissing))).toBe('HOLDINGS_OUTSTANDING');
    await appointKeeper(await house.as(officer), { store: store.id, personId: second });
    const left = await endKeeper(await house.as(officer), dismissing);
    expect(left.keepers.map(({ person }) => person.id)).toEqual([second]);
    const detail = await getCopy(await house.as(own.people.auditor), { id: copy });
    expect(detail).toMatchObject({ holder: { id: second }, store: { id: store.id }, state: 'held' });
    // Nobody has counted it, and so nobody says that anybody has.
    expect(detail.movements.at(-1)).toMatchObject({ act: 'pass_on', outcome: 'confirmed', taken: { pages: null } });
    const due = async () =>
      (await getCustodyDesk(await house.as(second), {})).stockToTake.map((one) => one.store.id).includes(store.id);
    expect(await due()).toBe(true);
    const { number } = await beginStocktaking(await house.as(officer), { storeId: store.id });
    expect(await due()).toBe(true);
    await closeStocktaking(await house.as(own.people.auditor), { number });
    expect(await due()).toBe(false);
  });

  test('who goes takes nothing with him that he carries, has sent or has just handed out (AR-06, AR-36)', async () => {
    const store = await keptStore(house, [keeper, second]);
    const readers = [keeper, second];
    const [away, passed, lying] = [
      await paperOriginal(house, { store, keeper, readers }),
      await paperOriginal(house, { store, keeper, readers }),
      await paperOriginal(house, { store, keeper, readers }),
    ];
    await carried(house, { ...away, keeper });
    const elsewhere = await keptStore(house, [second]);
    const passing = await announceMovement(await house.as(keeper), {
      copy: passed.copy,
      act: 'pass_on',
      to: { storeId: elsewhere.id },
      pages: 12,
      idempotencyKey: randomUUID(),
    });
    const counted = async () =>
      (await listStores(await house.as(keeper), { closed: false })).stores.find(({ id }) => id === store.id)?.copies;
    expect(await counted()).toBe(1);
    const row = store.keepers.find(({ person }) => person.id === keeper);
    const end = async () => endKeeper(await house.as(officer), { store: store.id, keeper: row?.id ?? '' });
    expect(await codeOf(end())).toBe('HOLDINGS_OUTSTANDING');
    await confirmMovement(await house.as(second), { movement: passing.id, pages: 12 });
    expect(await codeOf(end())).toBe('HOLDINGS_OUTSTANDING');
    const back = await announceMovement(await house.as(keeper), {
      copy: away.copy,
      act: 'bring_back',
      pages: 12,
      idempotencyKey: randomUUID(),
    });
    await confirmMovement(await house.as(second), { movement: back.id, pages: 12 });
    await end();
    for (const { copy } of [away, lying]) {
      const detail = await getCopy(await house.as(own.people.auditor), { id: copy });
      expect(detail).toMatchObject({ holder: { id: second }, store: { id: store.id }, state: 'held' });
    }
  });

  test('a store does not close while something of it is carried elsewhere', async () => {
    const store = await keptStore(house, [keeper]);
    await carried(house, { ...(await paperOriginal(house, { store, keeper, readers: [keeper] })), keeper });
    expect(await codeOf(closeStore(await house.as(officer), { id: store.id }))).toBe('STORE_IN_USE');
  });

  test('an empty store closes, one in which something lies does not', async () => {
    const full = await keptStore(house, [keeper]);
    await paperOriginal(house, { store: full, keeper, readers: [] });
    expect(await codeOf(closeStore(await house.as(officer), { id: full.id }))).toBe('STORE_IN_USE');
    const empty = await keptStore(house, [keeper]);
    expect(await codeOf(closeStore(await house.as(keeper), { id: empty.id }))).toBe('NOT_ENTITLED');
    expect(await closeStore(await house.as(officer), { id: empty.id })).toMatchObject({ keepers: [], yours: false });
    expect(await codeOf(closeStore(await house.as(officer), { id: empty.id }))).toBe('NO_CHANGE');
    expect(await codeOf(appointKeeper(await house.as(officer), { store: empty.id, personId: second }))).toBe(
      'NO_CHANGE',
    );
  });
});

describe('who sees the stores', () => {
  test('everybody of the house where they are and who keeps them; how much lies there only whoever keeps or watches', async () => {
    const store = await keptStore(house, [keeper]);
    const seen = async (personId: string) =>
      (await listStores(await house.as(personId), { company: own.code, closed: false })).stores.find(
        ({ id }) => id === store.id,
      );
    expect(await seen(keeper)).toMatchObject({ copies: 0, yours: true });
    expect(await seen(own.people.custodian)).toMatchObject({ copies: 0, yours: false });
    expect(await seen(second)).toMatchObject({ copies: null, yours: false, keepers: [{ person: { id: keeper } }] });
    const abroad = listStores(await house.as(sister.people.staff), { company: own.code, closed: false });
    expect(await codeOf(abroad)).toBe('NOT_ENTITLED');
  });
});

describe('the original of a paper item (AR-01)', () => {
  const entering = (item: string, storeId: string) => ({
    item,
    storeId,
    medium: 'paper' as const,
    pages: 3,
    durable: true,
    idempotencyKey: randomUUID(),
  });

  test('lies in a store that takes its level, with the count of its keeper, and once', async () => {
    const apart = await keptStore(house, [keeper]);
    const open = await keptStore(house, [keeper], 'confidential');
    const paper = { content: undefined, paper: { custodianId: keeper } };
    const item = await house.register('secret', [], paper);
    expect(await codeOf(enterOriginal(await house.as(keeper), entering(item, open.id)))).toBe('STORE_LEVEL');
    expect(await codeOf(enterOriginal(await house.as(second), entering(item, apart.id)))).toBe('NOT_KEEPER');
    const input = entering(item, apart.id);
    const entered = await enterOriginal(await house.as(keeper), input);
    expect(entered).toMatchObject({ number: '001', kind: 'original', grant: null, store: { id: apart.id } });
    expect(await enterOriginal(await house.as(keeper), input)).toEqual(entered);
    expect(await codeOf(enterOriginal(await house.as(keeper), entering(item, apart.id)))).toBe('DUPLICATE');
  });

  test('what will not last is entered with its condition, and the trace says so (CF-08)', async () => {
    const store = await keptStore(house, [keeper]);
    const item = await house.register('secret', [], { content: undefined, paper: { custodianId: keeper } });
    const faint = { ...entering(item, store.id), durable: false };
    expect(await refusalOf(enterOriginal(await house.as(keeper), faint))).toMatchObject({
      code: 'VALIDATION',
      fields: [{ field: 'condition', code: 'VALIDATION', article: 'CF-08' }],
    });
    const condition = '热敏纸，第 2 页字迹已褪色';
    const { id } = await enterOriginal(await house.as(keeper), { ...faint, condition });
    const { movements } = await getCopy(await house.as(keeper), { id });
    expect(movements.map(({ act, taken }) => [act, taken.condition])).toEqual([['issue', condition]]);
    const { rows } = await house.superuser.query<{ details: unknown }>(
      `select details from miji.audit_event where action = 'copy.issued' and subject_id = $1 and outcome = 'done'`,
      [id],
    );
    expect(rows).toMatchObject([{ details: { durable: false } }]);
  });

  test('a keeper who neither knows the item nor is its custodian learns nothing of it, and an electronic one has none', async () => {
    const store = await keptStore(house, [second, keeper]);
    const item = await house.register('secret', [], { content: undefined, paper: { custodianId: keeper } });
    expect(await codeOf(enterOriginal(await house.as(second), entering(item, store.id)))).toBe('NOT_FOUND');
    const number = `${item.slice(0, -6)}999999`;
    expect(await codeOf(enterOriginal(await house.as(second), entering(number, store.id)))).toBe('NOT_FOUND');
    const electronic = await house.register('secret', [keeper]);
    expect(await codeOf(enterOriginal(await house.as(keeper), entering(electronic, store.id)))).toBe('VALIDATION');
  });
});

describe('what is kept stands in the register, and on one name', () => {
  test('of a customer’s file there is its original, and what was printed under an approval (PM-08)', async () => {
    const store = await keptStore(house, [keeper]);
    const filed = await paperOriginal(house, { store, keeper, readers: [], regimes: ['property'] });
    const item = await house.register('secret', [keeper], { regimes: ['property'] });
    const grant = await house.grant(item, keeper, own.people.department_head, { operation: 'print' });
    await issueCopy(await house.as(keeper), { grant, idempotencyKey: randomUUID() });
    const kept = async (of: string) => (await listCopies(await house.as(keeper), { item: of, limit: 10 })).entries;
    expect(await kept(filed.item)).toMatchObject([{ kind: 'original', grant: null, store: { id: store.id } }]);
    expect(await kept(item)).toMatchObject([{ kind: 'print', grant, holder: { id: keeper } }]);
  });

  test.each(COPY_KINDS.filter((kind) => kind !== 'original'))(
    'nobody enters one of the kind %s without a grant, nor on nobody’s name (CF-22, PM-08)',
    async (kind) => {
      const store = await keptStore(house, [keeper]);
      const { item } = await paperOriginal(house, { store, keeper, readers: [] });
      const enter = (holder: string) =>
        house.superuser.query(
          `insert into miji.copy (company_id, id, item_id, item_number, item_version, number, kind, level, mark, holder_id, state,
              issued_at, idempotency_key)
            select company_id, gen_random_uuid(), item_id, item_number, item_version, 99, $2, level, mark, ${holder}, state, issued_at, 'x'
              from miji.copy where item_number = $1`,
          [item, kind],
        );
      await expect(enter('holder_id')).rejects.toThrow('copy_has_its_ground');
      await expect(enter('null')).rejects.toThrow('holder_id');
    },
  );
});

test('how custody runs is set by the security officer, and known to everybody who works there', async () => {
  expect(await getCustodySettings(await house.as(keeper), {})).toEqual({
    company: own.code,
    receiptHours: 24,
    overdueDays: 1,
  });
  expect(await codeOf(setCustodySettings(await house.as(keeper), { receiptHours: 1, overdueDays: 0 }))).toBe(
    'NOT_ENTITLED',
  );
  await setCustodySettings(await house.as(officer), { receiptHours: 8, overdueDays: 2 });
  await setCustodySettings(await house.as(officer), { receiptHours: 12, overdueDays: 0 });
  expect(await getCustodySettings(await house.as(keeper), {})).toMatchObject({ receiptHours: 12, overdueDays: 0 });
  const abroad = getCustodySettings(await house.as(sister.people.staff), { company: own.code });
  expect(await codeOf(abroad)).toBe('NOT_ENTITLED');
});

test('after all of this the registers agree with each other, with the trace and with the vault (GS-24)', async () => {
  expect(await agreesEverywhere(house)).toEqual([]);
});
