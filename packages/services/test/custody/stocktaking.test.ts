import { beforeEach, expect, test } from 'vitest';
import {
  beginStocktaking,
  closeStocktaking,
  countInStocktaking,
  getStocktaking,
  handOut,
  listIncidentDrafts,
  listStocktakings,
} from '../../src/index.ts';
import { readLabel } from '../../src/stocktakings/read-label.ts';
import { codeOf, openHouse, START } from '../support/house.ts';
import { agreesEverywhere, givenBack, keptStore, lending, lent, paperOriginal } from './support.ts';

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

const original = () => paperOriginal(house, { store, keeper, readers: [borrower] });
const count = async (number: string, labels: string[], personId = keeper) =>
  countInStocktaking(await house.as(personId), { number, labels });

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
  const all = await getStocktaking(await house.as(auditor), { number: begun.number });
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
