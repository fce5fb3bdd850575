import { randomUUID } from 'node:crypto';
import { allOf, OWNER_GENERAL_MANAGER } from '@miji/core';
import { insertDelegation } from '@miji/db';
import { afterEach, describe, expect, test } from 'vitest';
import { listGrants, revokeGrant, useGrant as issueCopy } from '../../src/index.ts';
import { codeOf, openHouse, START, tally } from '../support/house.ts';
import { decisionDesk } from '../approvals/support/decision-desk.ts';

const house = await openHouse();
const { own, sister, headquarters } = house.group;
const { general_manager: manager, department_head: head, deputy_general_manager: deputy } = own.people;
const reader = await house.group.hire(own, 'staff');
const item = await house.register('secret', [reader]);
const { approve, askBack, answer, toldOf, takingNeeds, publish } = decisionDesk(house);
afterEach(async () => {
  await house.setTime(START);
  await publish();
});

const revoke = async (grant: string, by: string) => revokeGrant(await house.as(by), { grant, reason: '会议取消' });
const spend = async (grant: string) => issueCopy(await house.as(reader), { grant, idempotencyKey: randomUUID() });
const given = async (by: string) => (await listGrants(await house.as(by), { box: 'given_by_me', limit: 100 })).entries;

describe('whoever has agreed to a grant takes back what is left of it', () => {
  test('before it is used: it is of no use any more, and its holder is told', async () => {
    const grant = await house.grant(item, reader, manager, { copies: 2 });
    expect((await given(manager)).find(({ number }) => number === grant)).toMatchObject({
      mayRevoke: true,
      state: 'live',
    });
    expect(await revoke(grant, manager)).toMatchObject({ state: 'void', voidCode: 'GRANT_REVOKED', mayRevoke: false });
    expect(await toldOf(grant.slice(0, -2), 'grant_revoked')).toEqual([reader]);
    expect(await codeOf(spend(grant))).toBe('GRANT_REVOKED');
    expect(await codeOf(revoke(grant, manager))).toBe('GRANT_REVOKED');
  });

  test('what was taken out before stays in the register', async () => {
    const grant = await house.grant(item, reader, manager, { copies: 2 });
    await spend(grant);
    expect(await revoke(grant, manager)).toMatchObject({ state: 'void', used: 1, copies: 2 });
  });

  test('not once it is used up or over', async () => {
    const spent = await house.grant(item, reader, manager);
    await spend(spent);
    expect(await codeOf(revoke(spent, manager))).toBe('GRANT_USED');
    const late = await house.grant(item, reader, manager);
    await house.setTime(START.add({ hours: 24 * 7 }));
    expect(await codeOf(revoke(late, manager))).toBe('GRANT_EXPIRED');
    expect((await given(manager)).find(({ number }) => number === late)).toMatchObject({ mayRevoke: false });
  });

  test('of the last copy and its being taken back at once one happens', async () => {
    const grant = await house.grant(item, reader, manager);
    const outcome = await tally([spend(grant), revoke(grant, manager)]);
    expect([
      { done: 1, GRANT_REVOKED: 1 },
      { done: 1, GRANT_USED: 1 },
    ]).toContainEqual(outcome);
  });

  test('nobody else: not its holder, nor another manager, nor the head office; to them it is not there', async () => {
    const grant = await house.grant(item, reader, manager);
    expect(await codeOf(revoke(grant, reader))).toBe('NOT_ENTITLED');
    for (const other of [head, deputy, sister.people.general_manager, headquarters.people.general_manager]) {
      expect(await codeOf(revoke(grant, other))).toBe('NOT_FOUND');
      expect((await given(other)).map(({ number }) => number)).not.toContain(grant);
    }
    expect(await codeOf(revoke(grant.replace(/\d{6}-G$/, '999999-G'), manager))).toBe('NOT_FOUND');
    await spend(grant);
  });

  test('each of several who have agreed can; who agreed only in a round that was sent back cannot', async () => {
    const HEAD = { kind: 'post', company: 'owner', post: 'department_head' } as const;
    await takingNeeds(allOf(OWNER_GENERAL_MANAGER, HEAD));
    const number = await house.file(item, reader);
    await approve(number, manager);
    await approve(number, head);
    expect((await given(head)).map((grant) => grant.number)).toContain(`${number}-G`);
    expect(await revoke(`${number}-G`, head)).toMatchObject({ voidCode: 'GRANT_REVOKED' });

    const second = await house.group.hire(own, 'department_head');
    const again = await house.file(item, reader);
    await approve(again, second);
    await askBack(again, manager);
    await answer(again, reader);
    await approve(again, head);
    await approve(again, manager);
    expect(await codeOf(revoke(`${again}-G`, second))).toBe('NOT_FOUND');
    expect(await revoke(`${again}-G`, head)).toMatchObject({ voidCode: 'GRANT_REVOKED' });
  });

  test('in whose name it was agreed to can as well as who did', async () => {
    await house.platform.db.transact({ companyId: own.id, personId: null, principals: [], at: START }, (tx) =>
      insertDelegation(tx, {
        id: randomUUID(),
        number: `${own.code}-WT-2026-900001`,
        principalId: manager,
        delegateId: deputy,
        companyId: own.id,
        post: 'general_manager',
        highestLevel: 'secret',
        operations: ['copy'],
        validity: { from: START, to: START.add({ hours: 1 }) },
        reason: '出差期间',
        givenAt: START,
      }),
    );
    const [one, other] = [await house.grant(item, reader, deputy), await house.grant(item, reader, deputy)];
    expect(await revoke(one, manager)).toMatchObject({ voidCode: 'GRANT_REVOKED' });
    // The delegation is over; what he has agreed to he takes back all the same.
    await house.setTime(START.add({ hours: 2 }));
    expect(await revoke(other, deputy)).toMatchObject({ voidCode: 'GRANT_REVOKED' });
    await house.superuser.query('delete from miji.delegation where delegate_id = $1', [deputy]);
  });
});

describe('what is not taken out as a paper is not used here (GRANT_SCOPE)', () => {
  test.each(['loan', 'carry_out'] as const)('%s: it is handed over at the custodian’s desk', async (operation) => {
    const archived = await house.register('secret', [reader], { regimes: ['archive'] });
    const number = await house.file(archived, reader, { operation });
    await approve(number, head);
    expect(await codeOf(spend(`${number}-G`))).toBe('GRANT_SCOPE');
    expect((await listGrants(await house.as(reader), { box: 'mine', limit: 100 })).entries).toContainEqual(
      expect.objectContaining({ number: `${number}-G`, operation, state: 'live', used: 0 }),
    );
  });
});
