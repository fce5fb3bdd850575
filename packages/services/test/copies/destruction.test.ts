import { randomUUID } from 'node:crypto';
import { Temporal } from '@miji/core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  appointKeeper,
  confirmMovement,
  declineMovement,
  destroyCopy,
  excludeReader,
  getCopy,
  getCustodyDesk,
  getDesk,
  listGrants,
  listIncidentDrafts,
  listMovements,
  loseCopy,
  placeHold,
  liftHold,
  printCopy,
  printRegister,
  revokeGrant,
  takeOverCopy,
  tendCopies,
  useGrant as spendGrant,
  withdrawMovement,
} from '../../src/index.ts';
import { paint } from '../rendition/raster.ts';
import { codeOf, openHouse, refusalOf, START, tally, tracedCode } from '../support/house.ts';
import { copyOffice, TEN_PAGES } from './support/copy-office.ts';
import { discrepanciesOf } from './support/reconciled.ts';

const house = await openHouse();
const { own, headquarters } = house.group;
const { security_officer: officer, general_manager: manager, custodian } = own.people;
const requester = await house.group.hire(own, 'staff', '何申请');
const executor = await house.group.hire(own, 'staff', '史执行');
const witness = await house.group.hire(own, 'staff', '江监销');
const other = await house.group.hire(own, 'staff', '旁执行');
const keeper = await house.group.hire(own, 'staff', '库管甲');
const office = copyOffice(house);
const { announce, confirm, get, have } = office;

let item: string;
let store: string;
beforeAll(async () => {
  item = await house.register('secret', [requester, executor, witness, other], { content: TEN_PAGES });
  store = await office.store([keeper]);
});

/** A copy of ten pages that has come back into the store. */
const returned = async (of = item, personId = requester): Promise<string> => {
  const copy = await have(of, personId);
  await confirm((await announce(copy, personId, 'return', { to: { storeId: store } })).id, keeper);
  return copy;
};

const grantFor = (copies: readonly string[], by = executor, of = item): Promise<string> =>
  house.grant(of, requester, manager, {
    particulars: { operation: 'destroy', copies: [...copies], method: 'shredding', executorId: by, witnessId: witness },
  });

const destroy = async (copy: string, grant: string, by = executor, pages = 10, key: string = randomUUID()) =>
  destroyCopy(await house.as(by), { copy, grant, pages, idempotencyKey: key });

/** A copy that has come back, with the grant for it, of which the executor has said that he destroys it. */
const begun = async (of = item) => {
  const copy = await returned(of);
  const grant = await grantFor([copy], executor, of);
  return { copy, grant, movement: (await destroy(copy, grant)).id };
};

const grantOf = async (number: string) =>
  (await listGrants(await house.as(requester), { box: 'mine', limit: 100 })).entries.find(
    (one) => one.number === number,
  );

describe('destroying a copy that has come back (PM-16, K-12)', () => {
  test('one does it, another counts the same and confirms: only then it is destroyed, and the books agree', async () => {
    const { copy, grant, movement } = await begun();
    expect(await get(copy, keeper)).toMatchObject({ state: 'returned', movementOpen: true, store: { id: store } });
    expect(await confirm(movement, witness)).toMatchObject({
      act: 'destroy',
      outcome: 'confirmed',
      given: { by: { id: executor }, pages: 10 },
      taken: { by: { id: witness }, pages: 10 },
      confirmedBy: 'session',
      destruction: { grant, method: 'shredding', approvedBy: [{ id: manager }] },
    });
    expect(await get(copy, officer)).toMatchObject({ state: 'destroyed', store: null, movementOpen: false, can: [] });
    expect(await office.countOf(item)).toMatchObject({ in: { destroyed: 1 }, conserved: true });
    expect(await grantOf(grant)).toMatchObject({ state: 'used', used: 1 });
    const { rows } = await house.superuser.query<{ details: unknown }>(
      `select details from miji.audit_event where action = 'copy.destroyed' and subject_id = $1`,
      [copy],
    );
    expect(rows).toEqual([
      {
        details: expect.objectContaining({
          method: 'shredding',
          grant,
          executor,
          witness,
          approver: manager,
          pages: 10,
        }),
      },
    ]);
    expect(await office.told('destruction_to_witness', copy)).toEqual([witness]);
    expect(await office.told('copy_destroyed', copy)).toEqual([executor, requester, keeper].toSorted());
  });

  test('what is destroyed is nobody’s any more: no file, no act, no second time', async () => {
    const { copy, movement } = await begun();
    await confirm(movement, witness);
    for (const personId of [requester, keeper])
      expect(['COPY_STATE', 'NOT_FOUND']).toContain(await codeOf(printCopy(await house.as(personId), { id: copy })));
    expect(await get(copy, keeper)).toMatchObject({ hasFile: false, can: [], destruction: null });
    expect(await codeOf(loseCopy(await house.as(officer), lost(copy)))).toBe('COPY_STATE');
    expect(await codeOf(grantFor([copy]))).toBe('VALIDATION');
    expect(await codeOf(destroy(copy, await grantFor([])))).toBe('COPY_STATE');
    // The same confirmation again changes nothing.
    expect(await confirm(movement, witness)).toMatchObject({ outcome: 'confirmed' });
    expect(await codeOf(confirm(movement, executor))).toBe('MOVEMENT_OVER');
  });

  test('the witness may decline, and another count is looked into; whoever began it may take it back', async () => {
    const first = await begun();
    expect(await codeOf(confirm(first.movement, witness, 9))).toBe('COUNT_DIFFERS');
    await declineMovement(await house.as(witness), { movement: first.movement, reason: '少一页', pages: 9 });
    expect(await get(first.copy, keeper)).toMatchObject({ state: 'returned', movementOpen: false });
    const { entries } = await listIncidentDrafts(await house.as(officer), { limit: 20 });
    expect(entries).toContainEqual(expect.objectContaining({ kind: 'count_differs', copy: first.copy }));
    expect(await codeOf(destroy(first.copy, first.grant, executor, 9))).toBe('COUNT_DIFFERS');
    const again = await destroy(first.copy, first.grant);
    await withdrawMovement(await house.as(executor), { movement: again.id });
    expect(await grantOf(first.grant)).toMatchObject({ state: 'live', used: 0 });
  });
});

const lost = (copy: string) => ({ copy, noticedAt: START.toString(), circumstances: '未见' });

describe('who approves, who destroys and who watches are three, at the act too (K-12, PM-16)', () => {
  test('nobody destroys alone: he does not confirm what he has begun, whatever he is appointed to since (AR-06)', async () => {
    const { movement } = await begun();
    expect(await refusalOf(confirm(movement, executor))).toMatchObject({
      code: 'SEPARATION_OF_DUTIES',
      article: 'K-12',
    });
    await appointKeeper(await house.as(officer), { store, personId: executor });
    await house.group.promote(own, executor, 'custodian');
    expect(await codeOf(confirm(movement, executor))).toBe('SEPARATION_OF_DUTIES');
    await confirm(movement, witness);
  });

  test('nobody signs on a screen for the witness, and nobody stands in for him', async () => {
    const { movement } = await begun();
    const signature = { name: '江监销', path: 'M 1 1 L 20 12' };
    for (const personId of [keeper, witness]) {
      const signing = confirmMovement(await house.as(personId), { movement, pages: 10, signature });
      expect(await refusalOf(signing)).toMatchObject({ code: 'VALIDATION', fields: [{ article: 'K-12' }] });
    }
    expect(await codeOf(confirm(movement, keeper))).toBe('COPY_NOT_WITH_YOU');
    expect(await codeOf(confirm(movement, other))).toBe('NOT_FOUND');
    await confirm(movement, witness);
  });

  test('only whom the grant names does it: not who asked, not the witness, not a keeper', async () => {
    const copy = await returned();
    const grant = await grantFor([copy]);
    for (const personId of [requester, witness, keeper, officer, manager])
      expect(await codeOf(destroy(copy, grant, personId))).toBe('NOT_FOUND');
    const page = await get(copy, executor);
    expect(page).toMatchObject({ destruction: { grant, method: 'shredding', witness: { id: witness } } });
    expect(page.can).toContain('destroy');
    expect((await get(copy, witness)).can).toEqual([]);
  });

  test.each([
    ['the witness is the executor', `particulars = jsonb_set(particulars, '{witnessId}', particulars -> 'executorId')`],
    ['the witness has approved it', `given_by = given_by || (particulars ->> 'witnessId')::uuid`],
    ['the executor has approved it', `given_by = given_by || (particulars ->> 'executorId')::uuid`],
  ])('and where the register would say that %s, nothing is destroyed', async (_, change) => {
    const { copy, grant, movement } = await begun();
    await house.superuser.query(`update miji.access_grant set ${change} where number = $1`, [grant]);
    const confirming = confirm(movement, witness);
    expect(await refusalOf(confirming)).toMatchObject({ code: 'SEPARATION_OF_DUTIES', article: 'K-12' });
    await withdrawMovement(await house.as(executor), { movement });
    expect(await codeOf(destroy(copy, grant))).toBe('SEPARATION_OF_DUTIES');
  });
});

describe('what the grant is for, and nothing else', () => {
  test('a copy that it does not name, one of another item, one that somebody has', async () => {
    const [named, unnamed, held] = [await returned(), await returned(), await have(item, requester)];
    const grant = await grantFor([named, held]);
    expect(await codeOf(destroy(unnamed, grant))).toBe('GRANT_SCOPE');
    expect(await codeOf(destroy(held, grant))).toBe('COPY_STATE');
    const another = await house.register('secret', [requester], { content: TEN_PAGES });
    expect(await codeOf(destroy(await returned(another), grant))).toBe('NOT_FOUND');
    const copies = await house.grant(item, executor, manager);
    expect(await codeOf(destroy(named, copies))).toBe('NOT_FOUND');
    expect(await tracedCode(house, executor, 'copy.announced')).toBe('NOT_FOUND');
  });

  test('it is used up copy by copy, by the last of them altogether, and by each once', async () => {
    const copies = [await returned(), await returned()] as const;
    const grant = await grantFor(copies);
    expect(await grantOf(grant)).toMatchObject({ copies: 2, used: 0 });
    const key = randomUUID();
    const first = await destroy(copies[0], grant, executor, 10, key);
    expect((await destroy(copies[0], grant, executor, 10, key)).id).toBe(first.id);
    expect(await codeOf(destroy(copies[0], grant, executor, 9, key))).toBe('VERSION_CONFLICT');
    const second = await destroy(copies[1], grant);
    expect(await tally([first.id, second.id, first.id].map((id) => confirm(id, witness)))).toEqual({ done: 3 });
    expect(await grantOf(grant)).toMatchObject({ state: 'used', used: 2 });
    expect((await destroy(copies[0], grant, executor, 10, key)).outcome).toBe('confirmed');
  });

  test('one that names none is for as many as there were', async () => {
    const small = await house.register('secret', [requester, executor, witness], { content: TEN_PAGES });
    const copies = [await returned(small), await returned(small)] as const;
    const grant = await grantFor([], executor, small);
    const late = await returned(small);
    for (const copy of copies) await confirm((await destroy(copy, grant)).id, witness);
    expect(await codeOf(destroy(late, grant))).toBe('GRANT_USED');
  });

  test('of two who begin at once under grants of their own, one does', async () => {
    const copy = await returned();
    const grants = [await grantFor([copy]), await grantFor([copy], other)] as const;
    const ways = await tally([destroy(copy, grants[0]), destroy(copy, grants[1], other)]);
    expect(ways).toEqual({ done: 1, MOVEMENT_OPEN: 1 });
  });
});

describe('what happens between beginning and confirming counts', () => {
  test('a hold: nothing of what is held is destroyed', async () => {
    const held = await house.register('secret', [requester, executor, witness], { content: TEN_PAGES });
    const { movement, copy, grant } = await begun(held);
    await placeHold(await house.as(officer), { item: held, reason: '涉诉取证' });
    expect(await codeOf(confirm(movement, witness))).toBe('ON_HOLD');
    expect(await get(copy, keeper)).toMatchObject({ state: 'returned' });
    // What it was granted by is dead for good, also once the hold is lifted.
    await liftHold(await house.as(headquarters.people.security_officer), { item: held, reason: '取证完毕' });
    expect(await codeOf(confirm(movement, witness))).toBe('GRANT_VOID_HOLD');
    await withdrawMovement(await house.as(executor), { movement });
    expect(await codeOf(destroy(copy, grant))).toBe('GRANT_VOID_HOLD');
  });

  test('a revocation: what was taken back is not confirmed', async () => {
    const { movement, copy, grant } = await begun();
    await revokeGrant(await house.as(manager), { grant, reason: '另行处理' });
    expect(await codeOf(confirm(movement, witness))).toBe('GRANT_REVOKED');
    expect(await get(copy, keeper)).toMatchObject({ state: 'returned' });
  });

  test('somebody who may not know it any more, or has left, takes no part', async () => {
    const leaving = await house.group.hire(own, 'staff', '将离');
    const known = await house.register('secret', [requester, leaving, witness], { content: TEN_PAGES });
    const copy = await returned(known);
    const grant = await grantFor([copy], leaving, known);
    const { id } = await destroy(copy, grant, leaving);
    await house.superuser.query(`update miji.appointment set valid_to = $2 where person_id = $1`, [
      leaving,
      START.subtract({ hours: 1 }).toString(),
    ]);
    expect(await refusalOf(confirm(id, witness))).toMatchObject({ code: 'NOT_IN_RANGE', article: 'K-12' });
  });

  test('it is lost meanwhile: then it is lost, and not destroyed', async () => {
    const { movement, copy, grant } = await begun();
    await loseCopy(await house.as(keeper), lost(copy));
    expect(await codeOf(confirm(movement, witness))).toBe('MOVEMENT_OVER');
    expect(await codeOf(destroy(copy, grant))).toBe('COPY_STATE');
  });

  test('nobody confirms in time: that is said, and nobody takes it over (AR-36)', async () => {
    const { copy, movement } = await begun();
    await house.setTime(START.add({ hours: 25 }));
    await tendCopies(house.platform, own.id);
    expect(await office.told('receipt_overdue', copy)).toEqual(expect.arrayContaining([witness, executor, keeper]));
    const taking = { copy, storeId: store, pages: 10, reason: '逾期', idempotencyKey: randomUUID() };
    expect(await codeOf(takeOverCopy(await house.as(officer), taking))).toBe('MOVEMENT_OPEN');
    expect((await get(copy, officer)).mayTakeOver).toBe(false);
    await confirm(movement, witness);
    await house.setTime(START);
  });
});

describe('whose desk it lies on', () => {
  test('the executor finds what he has to destroy, the keeper what is fetched, the witness what he has to confirm', async () => {
    const copy = await returned();
    const grant = await grantFor([copy]);
    const line = expect.objectContaining({
      grant,
      item,
      executor: { id: executor, name: '史执行' },
      witness: { id: witness, name: '江监销' },
      copies: [expect.objectContaining({ id: copy, state: 'returned' })],
    });
    expect((await getDesk(await house.as(executor))).toDestroy).toContainEqual(line);
    expect((await getDesk(await house.as(witness))).toDestroy).toEqual([]);
    expect((await getCustodyDesk(await house.as(keeper), {})).toDestroy).toContainEqual(line);
    const { id } = await destroy(copy, grant);
    const waiting = await listMovements(await house.as(witness), { box: 'to_confirm', limit: 50 });
    expect(waiting.entries).toContainEqual(expect.objectContaining({ id, yours: true }));
    await confirm(id, witness);
    expect((await getDesk(await house.as(executor))).toDestroy).not.toContainEqual(line);
  });

  test('whoever may not know the item any more has nothing of it to destroy', async () => {
    const small = await house.register('secret', [requester, executor, witness], { content: TEN_PAGES });
    const copy = await returned(small);
    const grant = await grantFor([copy], executor, small);
    await excludeReader(await house.as(officer), { number: small, personId: executor, reason: '调离项目' });
    const lines = (await getDesk(await house.as(executor))).toDestroy;
    expect(lines.map((line) => line.grant)).not.toContain(grant);
    expect(await codeOf(destroy(copy, grant))).toBe('NOT_FOUND');
  });
});

describe('what is kept on paper', () => {
  const wordsOf = async (register: 'loans' | 'loans_and_destructions', by = keeper, of = item): Promise<string> => {
    const { pdf } = await printRegister(await house.as(by), { register, item: of });
    const { pages } = await paint(new Uint8Array(Buffer.from(pdf, 'base64')));
    return pages
      .flatMap(({ text }) => text.map((piece) => piece.text))
      .join('')
      .replaceAll(/\s/gu, '');
  };

  test('loans and destructions stand in one register: which copy, how, by whom, before whom, by whose agreement (PM-27)', async () => {
    const { copy, grant, movement } = await begun();
    await confirm(movement, witness);
    const words = await wordsOf('loans_and_destructions');
    for (const said of [
      '客户信息借阅、销毁记录表',
      `销毁${copy}`,
      '10页',
      '方式粉碎',
      '执行史执行',
      '监销江监销',
      `授权${grant}`,
      '销毁于2026-11-02',
    ])
      expect(words).toContain(said);
    expect(await wordsOf('loans')).not.toContain(copy);
    expect(await codeOf(printRegister(await house.as(requester), { register: 'loans_and_destructions' }))).toBe(
      'NOT_ENTITLED',
    );
  }, 60_000);

  test('a print whose time is over is collected, comes back, and is destroyed before a witness (PM-12)', async () => {
    const printing = { operation: 'print', useUntil: '2026-11-02' } as const;
    const sheet = await house.register('confidential', [requester, executor, witness], { regimes: ['property'] });
    const printed = await house.grant(sheet, requester, own.people.project_manager, { particulars: printing });
    const { copy } = await spendGrant(await house.as(requester), { grant: printed, idempotencyKey: randomUUID() });
    await confirm((await office.openOf(copy.id, requester)).id, requester, 1);
    await house.setTime(Temporal.Instant.from('2026-11-03T10:00:00+08:00'));
    const collect = async () =>
      (await getCustodyDesk(await house.as(custodian), {})).toCollect.map((line) => line.copy.id);
    expect(await collect()).toContain(copy.id);
    const back = await announce(copy.id, requester, 'return', { to: { storeId: store }, pages: 1 });
    await confirm(back.id, keeper, 1);
    expect(await collect()).not.toContain(copy.id);
    const grant = await grantFor([copy.id], executor, sheet);
    await confirm((await destroy(copy.id, grant, executor, 1)).id, witness, 1);
    expect(await getCopy(await house.as(officer), { id: copy.id })).toMatchObject({
      kind: 'print',
      state: 'destroyed',
    });
    expect(await wordsOf('loans_and_destructions', keeper, sheet)).toContain(`销毁${copy.id}受控文件`);
  }, 60_000);
});

test('after all of this the registers agree with each other and with the trace (GS-24)', async () => {
  expect(await discrepanciesOf(house)).toEqual([]);
});
