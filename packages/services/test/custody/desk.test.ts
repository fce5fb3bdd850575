import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { confirmMovement, excludeReader, getCopy, getCustodyDesk, useGrant as issueCopy } from '../../src/index.ts';
import type { CallContext } from '../../src/index.ts';
import { officeIn } from '../../src/custody/custody-office.ts';
import { rangeLost } from '../../src/custody/range-lost.ts';
import { readyLoans } from '../../src/custody/to-hand-out.ts';
import { openHouse, START } from '../support/house.ts';
import { keptStore, paperOriginal } from './support.ts';

const house = await openHouse();
const { own } = house.group;
const { general_manager: manager, department_head: head, custodian } = own.people;
const keeper = await house.group.hire(own, 'staff', '柜管');
const other = await house.group.hire(own, 'staff', '另柜');
const stays = await house.group.hire(own, 'staff', '留在范围');
const goes = await house.group.hire(own, 'staff', '移出范围');
const store = await keptStore(house, [keeper]);
const elsewhere = await keptStore(house, [other]);

const company = async () => {
  const found = await house.platform.companies.byCode(own.code);
  if (found === undefined) throw new Error('the owner is in the directory');
  return found;
};

test('loans of other desks take no place away on a keeper’s (GS-26)', async () => {
  const asked = { operation: 'loan', particulars: { operation: 'loan', days: 1 } } as const;
  const grants: string[] = [];
  for (const [at, by] of [
    [elsewhere, other],
    [elsewhere, other],
    [store, keeper],
  ] as const) {
    // Each ends a little later than the one before: the keeper’s own stands behind the others.
    await house.setTime(START.add({ hours: grants.length }));
    const { item } = await paperOriginal(house, { store: at, keeper: by, readers: [stays] });
    grants.push(await house.grant(item, stays, head, asked));
  }
  const shown = async (personId: string, atMost: number) => {
    const ctx: CallContext = await house.as(personId);
    const { caller } = ctx;
    if (caller.kind !== 'person') throw new Error('a keeper is a person');
    const office = await officeIn(ctx, await company(), caller.person);
    const scope = { companyId: own.id, personId, principals: [], at: ctx.at };
    const loans = await house.platform.db.transact(scope, (tx) => readyLoans(ctx, tx, office, atMost));
    return loans.map(({ grant }) => grant.number);
  };
  expect(await shown(keeper, 1)).toEqual(grants.slice(2));
  expect((await shown(other, 5)).toSorted()).toEqual(grants.slice(0, 2).toSorted());
});

test('whoever has stayed in a range hides nobody who has left it, and a keeper of a store learns of neither (GS-24)', async () => {
  const item = await house.register('secret', [stays, goes]);
  const copies: string[] = [];
  for (const personId of [stays, goes]) {
    const grant = await house.grant(item, personId, manager);
    const { copy } = await issueCopy(await house.as(personId), { grant, idempotencyKey: randomUUID() });
    const { movements } = await getCopy(await house.as(personId), { id: copy.id });
    await confirmMovement(await house.as(personId), { movement: movements[0]?.id ?? '', pages: 1 });
    copies.push(copy.id);
  }
  await excludeReader(await house.as(head), { number: item, personId: goes, reason: '调离项目' });
  await house.superuser.query(
    `insert into miji.tidings (company_id, id, item_id, item_number, kind, person_id, copy_ids, mark, told_at, key)
       select company_id, gen_random_uuid(), item_id, item_number, 'range_changed', holder_id, array[id], mark, issued_at, 'x'
         from miji.copy where item_number = $1 and holder_id = $2`,
    [item, stays],
  );
  const lost = await rangeLost(await house.as(custodian), await company(), 1);
  expect(lost.map(({ number }) => number)).toEqual([2]);
  const seenBy = async (personId: string) =>
    (await getCustodyDesk(await house.as(personId), {})).toCollect.map(({ copy, why }) => [copy.id, why]);
  expect(await seenBy(custodian)).toEqual([[copies[1], 'range_lost']]);
  expect(await seenBy(keeper)).toEqual([]);
});
