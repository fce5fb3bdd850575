import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { carryOut, handOut, loseCopy } from '../../src/index.ts';
import { openHouse, START } from '../support/house.ts';
import { copyOffice, TEN_PAGES } from './support/copy-office.ts';
import { discrepanciesOf } from './support/reconciled.ts';

const house = await openHouse();
const { own } = house.group;
const { department_head: head } = own.people;
const holder = await house.group.hire(own, 'staff', '何持有');
const colleague = await house.group.hire(own, 'staff', '陆同事');
const keeper = await house.group.hire(own, 'staff', '库管甲');
const office = copyOffice(house);

let item: string;
let kept: string;
let lent: string;
let lost: string;
let announced: string;

/** One copy on a desk, one in the store, one lent out of it, one carried out, and one that is gone. */
beforeAll(async () => {
  item = await house.register('secret', [holder, colleague], { content: TEN_PAGES, regimes: ['archive'] });
  const store = await office.store([keeper]);
  const copies: string[] = [];
  for (let n = 0; n < 5; n += 1) copies.push(await office.have(item, holder));
  const [, stored = '', out = '', carried = '', gone = ''] = copies;
  for (const id of [stored, out]) {
    // A caller may call his act what he likes.
    const key = id === stored ? { idempotencyKey: 'register' } : {};
    const moved = await office.announce(id, holder, 'pass_on', { to: { storeId: store }, ...key });
    await office.confirm(moved.id, keeper);
    if (id === stored) announced = moved.id;
  }
  const loan = await house.grant(item, colleague, head, { operation: 'loan' });
  const handing = { grant: loan, copy: out, storeId: store, pages: 10, idempotencyKey: randomUUID() };
  const { movement } = await handOut(await house.as(keeper), handing);
  await office.confirm(movement.id, colleague);
  const grant = await house.grant(item, holder, head, { operation: 'carry_out' });
  await carryOut(await house.as(holder), { copy: carried, grant, pages: 10, idempotencyKey: randomUUID() });
  await loseCopy(await house.as(holder), { copy: gone, noticedAt: START.toString(), circumstances: '清点未见' });
  [kept, lent, lost] = [stored, out, gone];
});

const COPY = `item_number || '-' || lpad(number::text, 3, '0')`;

/** What somebody with the superuser's rights could do behind the verbs: the statement, and what has to be named. */
const corruptions = (): readonly (readonly [string, string, string])[] => [
  ['a state', `update miji.copy set state = 'held' where ${COPY} = '${lost}'`, lost],
  ['a holder', `update miji.copy set holder_id = '${colleague}' where ${COPY} = '${kept}'`, kept],
  ['a store', `update miji.copy set store_id = null where ${COPY} = '${kept}'`, kept],
  ['a level', `update miji.copy set level = 1 where ${COPY} = '${kept}'`, kept],
  ['a mark', `update miji.copy set mark = '宏远银行商密·秘密·1年' where ${COPY} = '${lent}'`, lent],
  ['an end', `update miji.copy set secret_until = null where ${COPY} = '${lent}'`, lent],
  ['a due time', `update miji.copy set due_at = due_at + interval '1 day' where ${COPY} = '${lent}'`, lent],
  ['a count', `update miji.item set copies_issued = copies_issued + 1 where number = '${item}'`, item],
  [
    'a grant',
    `update miji.access_grant set used = 0 where id = (select grant_id from miji.copy where ${COPY} = '${kept}')`,
    '-G',
  ],
  ['a loan', `update miji.loan set state = 'returned', returned_at = now()`, lent],
  ['a number', `update miji.copy set number = 99 where ${COPY} = '${kept}'`, item],
  ['a loss', `delete from miji.copy_movement where act = 'lose'`, lost],
  [
    'an issue',
    `delete from miji.copy_movement where act = 'issue' and copy_id = (select id from miji.copy where ${COPY} = '${kept}')`,
    kept,
  ],
  [
    'a trace of what a caller called as the house calls what it has taken over',
    `delete from miji.audit_event where action = 'copy.announced' and details ->> 'movement' = '${announced}'`,
    announced,
  ],
  ['a trace', `delete from miji.audit_event where action = 'copy.issued' and subject_id = '${kept}'`, kept],
  ['a store closed', `update miji.store set closed_at = now()`, kept],
  [
    'a content',
    `delete from miji.item_content where item_id = (select id from miji.item where number = '${item}')`,
    item,
  ],
];

test('what somebody changes behind the verbs is found, each alone, and named (GS-24)', async () => {
  expect(await discrepanciesOf(house)).toEqual([]);
  const missed: string[] = [];
  for (const [name, statement, where] of corruptions()) {
    const client = await house.superuser.connect();
    // As it was, before the next: every table that a statement touches is put back as it stood.
    await client.query(`create schema keep`);
    const table = /miji\.\w+/.exec(statement)?.[0] ?? '';
    await client.query(`create table keep.rows as select * from ${table}`);
    await client.query(`set session_replication_role = replica`);
    const { rowCount } = await client.query(statement);
    const found = await discrepanciesOf(house);
    if (!rowCount || !found.some((one) => one.where.includes(where)))
      missed.push(`${name}: ${rowCount} ${JSON.stringify(found)}`);
    const generated = table === 'miji.copy_movement' || table === 'miji.audit_event' ? 'overriding system value' : '';
    await client.query(`delete from ${table}`);
    await client.query(`insert into ${table} ${generated} select * from keep.rows`);
    await client.query(`set session_replication_role = default`);
    await client.query(`drop schema keep cascade`);
    client.release();
  }
  expect(missed).toEqual([]);
  expect(await discrepanciesOf(house)).toEqual([]);
});
