import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import {
  announceMovement,
  appointKeeper,
  beginStocktaking,
  closeStocktaking,
  countInStocktaking,
  getStocktaking,
  handOut,
  listIncidentDrafts,
  listStocktakings,
  withdrawMovement,
} from '../../src/index.ts';
import { readLabel } from '../../src/stocktakings/read-label.ts';
import { codeOf, openHouse, START } from '../support/house.ts';
import { agreesEverywhere, carried, givenBack, keptStore, lending, lent, paperOriginal } from './support.ts';

const house = await openHouse();
const { own, sister } = house.group;
const { security_officer: officer, custodian, auditor, department_head: head } = own.people;
const keeper = await house.group.hire(own, 'staff', '柜管');
const second = await house.group.hire(own, 'staff', '另柜');
const borrower = await house.group.hire(own, 'staff', '借阅');
const elsewhere = await keptStore(house, [second]);

let store: Awaited<ReturnType<typeof keptStore>>;
beforeEach(async () => {
  await house.setTime(START);
  store = await keptStore(house, [keeper]);
});

const original = () => paperOriginal(house, { store, keeper, readers: [borrower, keeper] });
const count = async (number: string, labels: string[], personId = custodian, means: 'scanned' | 'typed' = 'scanned') =>
  countInStocktaking(await house.as(personId), { number, labels, means });
const look = async (number: string, personId = auditor) => getStocktaking(await house.as(personId), { number });

test('what is there, missing, there and not expected, and no copy’s label, each is said; the same label counts once', async () => {
  const [there, missing] = [await original(), await original()];
  const foreign = await paperOriginal(house, { store: elsewhere, keeper: second, readers: [] });
  const begun = await beginStocktaking(await house.as(keeper), { storeId: store.id });
  expect(begun).toMatchObject({ expected: 2, counted: 0, missing: 2, surplus: 0, closedAt: null });
  const address = `http://miji.test/copies/${there.copy}`;
  await count(begun.number, [there.copy, address, there.copy.toLowerCase()]);
  const { stocktaking, lines } = await count(begun.number, [foreign.copy, '资产标签 7']);
  expect(stocktaking).toMatchObject({ expected: 2, counted: 3, missing: 1, surplus: 2 });
  expect(lines.map(({ copy, finding }) => [copy, finding])).toEqual([
    [foreign.copy, 'surplus'],
    ['资产标签 7', 'unknown'],
  ]);
  expect(lines[0]?.elsewhere).toContain(elsewhere.code);
  await closeStocktaking(await house.as(officer), { number: begun.number });
  const all = await look(begun.number);
  expect(new Map(all.lines.map(({ copy, finding }) => [copy, finding]))).toEqual(
    new Map([
      [there.copy, 'found'],
      [missing.copy, 'missing'],
      [foreign.copy, 'surplus'],
      ['资产标签 7', 'unknown'],
    ]),
  );
  const drafts = (await listIncidentDrafts(await house.as(officer), { limit: 50 })).entries;
  const about = drafts.filter(({ facts }) => facts.includes(begun.number)).map(({ copy, kind }) => [copy, kind]);
  expect(new Set(about.map(String))).toEqual(
    new Set([`${missing.copy},stocktaking_difference`, `${foreign.copy},stocktaking_difference`]),
  );
});

test('nobody counts from a list: what is missing is named once it is closed, and what was typed says so', async () => {
  const [scanned, typed, missing] = [await original(), await original(), await original()];
  const { number } = await beginStocktaking(await house.as(keeper), { storeId: store.id });
  expect((await look(number)).lines).toEqual([]);
  await count(number, [scanned.copy]);
  await count(number, [typed.copy, scanned.copy], custodian, 'typed');
  const open = await look(number, keeper);
  expect(open.lines.map(({ copy, means }) => [copy, means])).toEqual([
    [scanned.copy, 'scanned'],
    [typed.copy, 'typed'],
  ]);
  expect(open).toMatchObject({ stocktaking: { expected: 3, missing: 1 }, mayCount: false, mayClose: false });
  expect(await look(number, custodian)).toMatchObject({ mayCount: true, mayClose: false });
  expect(await look(number)).toMatchObject({ mayCount: true, mayClose: true });
  // Seen after all: it is the scan that counts.
  await count(number, [typed.copy], officer);
  await closeStocktaking(await house.as(auditor), { number });
  const closed = await look(number);
  expect(closed).toMatchObject({ mayCount: false, mayClose: false });
  expect(closed.lines.map(({ copy, finding, means }) => [copy, finding, means])).toEqual([
    [scanned.copy, 'found', 'scanned'],
    [typed.copy, 'found', 'scanned'],
    [missing.copy, 'missing', null],
  ]);
});

test('a keeper finds out by typing numbers neither where a copy is nor whether there is one; whoever watches the register does', async () => {
  await appointKeeper(await house.as(officer), { store: store.id, personId: borrower });
  const foreign = await paperOriginal(house, { store: elsewhere, keeper: second, readers: [] });
  const nowhere = foreign.copy.replace(/-\d{3}$/u, '-999');
  const { number } = await beginStocktaking(await house.as(keeper), { storeId: store.id });
  const asked = [foreign.copy, nowhere, '资产标签 9'];
  const told = (lines: Awaited<ReturnType<typeof look>>['lines']) =>
    lines.map(({ copy, finding, elsewhere: at }) => `${copy} ${finding} ${at ?? ''}`).toSorted();
  const blind = [`${foreign.copy} surplus `, `${nowhere} surplus `, '资产标签 9 unknown '].toSorted();
  expect(told((await count(number, asked, borrower, 'typed')).lines)).toEqual(blind);
  expect(told((await look(number, keeper)).lines)).toEqual(blind);
  const watched = new Map((await look(number)).lines.map(({ copy, finding, elsewhere: at }) => [copy, [finding, at]]));
  expect(watched.get(foreign.copy)).toEqual(['surplus', expect.stringContaining(elsewhere.code)]);
  expect(watched.get(nowhere)).toEqual(['unknown', null]);
  await closeStocktaking(await house.as(officer), { number });
  expect(told((await look(number, keeper)).lines)).toEqual(blind);
  const { rows } = await house.superuser.query<{ foreign: string }>(
    `select details ->> 'foreign' as foreign from miji.audit_event where action = 'stocktaking.counted' and subject_id = $1`,
    [number],
  );
  expect(rows).toEqual([{ foreign: foreign.copy }]);
});

test('whoever alone keeps a store does not count it; of two keepers each may (GS-26)', async () => {
  const { copy } = await original();
  const { number } = await beginStocktaking(await house.as(keeper), { storeId: store.id });
  expect(await codeOf(count(number, [copy], keeper))).toBe('SEPARATION_OF_DUTIES');
  await appointKeeper(await house.as(officer), { store: store.id, personId: second });
  expect((await count(number, [copy], second)).lines).toMatchObject([{ finding: 'found', countedBy: { id: second } }]);
});

test('what is away from the store by the register, or on its way, is not looked for there', async () => {
  const [away, passed, here] = [await original(), await original(), await original()];
  await carried(house, { ...away, keeper });
  await announceMovement(await house.as(keeper), {
    copy: passed.copy,
    act: 'pass_on',
    to: { storeId: elsewhere.id },
    pages: 12,
    idempotencyKey: randomUUID(),
  });
  const begun = await beginStocktaking(await house.as(custodian), { storeId: store.id });
  expect(begun).toMatchObject({ expected: 1 });
  const { lines } = await count(begun.number, [away.copy, passed.copy, here.copy]);
  const found = new Map(lines.map(({ copy, finding }) => [copy, finding]));
  expect([away, passed, here].map(({ copy }) => found.get(copy))).toEqual(['surplus', 'found', 'found']);
  expect(await closeStocktaking(await house.as(officer), { number: begun.number })).toMatchObject({
    missing: 0,
    surplus: 1,
  });
});

test('what is bound into a copy is on its way with it', async () => {
  const [passed, part] = [await original(), await original()];
  const bind = async (into: string | null) =>
    house.superuser.query(
      `update miji.copy set bound_to = (select id from miji.copy where item_number = $2) where item_number = $1`,
      [part.item, into],
    );
  await bind(passed.item);
  const begun = await beginStocktaking(await house.as(custodian), { storeId: store.id });
  expect(begun).toMatchObject({ expected: 2 });
  const announced = await announceMovement(await house.as(keeper), {
    copy: passed.copy,
    act: 'pass_on',
    to: { storeId: elsewhere.id },
    pages: 24,
    idempotencyKey: randomUUID(),
  });
  expect(await closeStocktaking(await house.as(officer), { number: begun.number })).toMatchObject({ missing: 0 });
  expect(await beginStocktaking(await house.as(custodian), { storeId: store.id })).toMatchObject({ expected: 0 });
  await withdrawMovement(await house.as(keeper), { movement: announced.id });
  await bind(null);
});

test('nobody closes what he has begun, or counted in: two people answer for a count (GS-26)', async () => {
  const { copy } = await original();
  const { number } = await beginStocktaking(await house.as(keeper), { storeId: store.id });
  await count(number, [copy], custodian);
  const close = async (personId: string) => codeOf(closeStocktaking(await house.as(personId), { number }));
  expect(await close(keeper)).toBe('SEPARATION_OF_DUTIES');
  expect(await close(custodian)).toBe('SEPARATION_OF_DUTIES');
  expect(await close(borrower)).toBe('NOT_FOUND');
  expect(await close(second)).toBe('NOT_FOUND');
  expect(await close(sister.people.security_officer)).toBe('NOT_FOUND');
  expect(await closeStocktaking(await house.as(officer), { number })).toMatchObject({ missing: 0, surplus: 0 });
  expect(await close(auditor)).toBe('STOCKTAKING_OVER');
  expect(await codeOf(count(number, [copy]))).toBe('STOCKTAKING_OVER');
});

test('whoever keeps another store counts nothing here, and a store is counted once at a time', async () => {
  expect(await codeOf(beginStocktaking(await house.as(second), { storeId: store.id }))).toBe('NOT_KEEPER');
  const { number } = await beginStocktaking(await house.as(custodian), { storeId: store.id });
  expect(await codeOf(beginStocktaking(await house.as(keeper), { storeId: store.id }))).toBe('DUPLICATE');
  expect(await codeOf(count(number, ['x'], second))).toBe('NOT_FOUND');
  const seen = await listStocktakings(await house.as(second), { limit: 50 });
  expect(seen.entries.map((one) => one.number)).not.toContain(number);
});

test('what goes out or comes in by the register while it is counted is no difference', async () => {
  const [goes, comes] = [await original(), await original()];
  const loan = await lent(house, { item: comes.item, copy: comes.copy, keeper, borrower, storeId: store.id });
  const { number } = await beginStocktaking(await house.as(custodian), { storeId: store.id });
  const particulars = { operation: 'loan', days: 1 } as const;
  const grant = await house.grant(goes.item, borrower, head, { operation: 'loan', particulars });
  await handOut(await house.as(keeper), lending(grant, store.id, { copy: goes.copy }));
  await count(number, [comes.copy]);
  await givenBack(house, loan, keeper);
  const closed = await closeStocktaking(await house.as(officer), { number });
  expect(closed).toMatchObject({ missing: 0, surplus: 0, expected: 1, counted: 1 });
  const drafts = (await listIncidentDrafts(await house.as(officer), { limit: 50 })).entries;
  expect(drafts.filter(({ facts }) => facts.includes(number))).toEqual([]);
});

test.each([
  ['HYYH-2026-000012-003', 'HYYH-2026-000012-003'],
  ['  hyyh-2026-000012-003 ', 'HYYH-2026-000012-003'],
  ['ＨＹＹＨ－２０２６－０００１２３－００１', 'HYYH-2026-000123-001'],
  ['https://miji.example/copies/HYYH-2026-000012-003?from=label', 'HYYH-2026-000012-003'],
  ['https://miji.example/copies/HYYH-2026-000012-003/', 'HYYH-2026-000012-003'],
])('the label %s is the copy %s', (read, copy) => {
  expect(readLabel(read)).toEqual({ copy });
});

test.each(['HYYH-2026-000012', '资产 7', 'https://miji.example/', ''])('the label %j is no copy’s', (read) => {
  expect(readLabel(read)).toEqual({ unknown: read });
});

test('after all of this the registers agree with each other, with the trace and with the vault (GS-24)', async () => {
  expect(await agreesEverywhere(house)).toEqual([]);
});
