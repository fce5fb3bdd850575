import { randomUUID } from 'node:crypto';
import type { ApprovedOperation, Approver, RuleSet, SecretLevel, Temporal } from '@miji/core';
import { allOf, EMPTY_OVERLAY, inOrder, NOBODY, OWNER_GENERAL_MANAGER, REGULATIONS } from '@miji/core';
import { insertDelegation } from '@miji/db';
import { afterEach, describe, expect, test } from 'vitest';
import { decideRequest, getRequest, listRequests, RuleBook } from '../src/index.ts';
import { codeOf, openHouse, refusalOf, START, tally, tracedCode } from './support/house.ts';

const house = await openHouse();
const { group, platform, superuser } = house;
const { own, sister, headquarters } = group;
const manager = own.people.general_manager;
const head = own.people.department_head;
const deputy = own.people.deputy_general_manager;
const executives = [headquarters.people.general_manager, headquarters.people.deputy_general_manager];
const reader = await group.hire(own, 'staff');
const item = await house.register('secret', [reader, manager, deputy]);

const HEAD: Approver = { kind: 'post', company: 'owner', post: 'department_head' };
const DEPUTY: Approver = { kind: 'post', company: 'owner', post: 'deputy_general_manager' };

let version = REGULATIONS.version;
const publish = async (rules: RuleSet): Promise<void> => {
  version += 1;
  await superuser.query('insert into miji.rule_set (version, document, effective_from) values ($1, $2, $3)', [
    version,
    JSON.stringify({ ...rules, version }),
    START.toString(),
  ]);
  platform.rules.refresh();
};
/** The regulations with another approver for the copy of a 机密 item; null sets none. */
const copyNeeds = (approver: Approver | null): RuleSet => ({
  ...REGULATIONS,
  approvers: REGULATIONS.approvers.flatMap((cell) =>
    cell.regime === 'group' && cell.operation === 'copy' && cell.level === 'secret'
      ? approver === null
        ? []
        : [{ ...cell, approver }]
      : [cell],
  ),
});
afterEach(async () => {
  await house.setTime(START);
  await publish(REGULATIONS);
});

const approve = async (number: string, by: string) =>
  decideRequest(await house.as(by), { number, decision: 'approve' });
const refuse = async (number: string, by: string) =>
  decideRequest(await house.as(by), { number, decision: 'refuse', reason: '无必要', ground: 'other' });
const see = async (number: string, by: string) => getRequest(await house.as(by), { number });
const boxOf = async (personId: string, box: 'to_decide' | 'decided_by_me' = 'to_decide') =>
  (await listRequests(await house.as(personId), { box, limit: 100 })).entries.map(({ number }) => number);
const hasGrant = async (number: string): Promise<boolean> =>
  (await superuser.query('select 1 from miji.access_grant where number = $1', [`${number}-G`])).rows.length > 0;
const decisionsOn = async (number: string) =>
  (
    await superuser.query<Record<string, unknown>>(
      `select d.person_id, d.seat, d.principal_id, d.delegation_number, d.escalated, d.decision, d.rule_set_version
         from miji.request_decision d join miji.request r on r.company_id = d.company_id and r.id = d.request_id
        where r.number = $1 order by d.sequence`,
      [number],
    )
  ).rows;

describe('where two have to agree', () => {
  test('both do: after the first it is still pending, and the answer says who is missing', async () => {
    await publish(copyNeeds(allOf(OWNER_GENERAL_MANAGER, HEAD)));
    const number = await house.file(item, reader);
    expect(await boxOf(manager)).toContain(number);
    expect(await boxOf(head)).toContain(number);

    const after = await approve(number, manager);
    expect(after).toMatchObject({ state: 'pending', decidedBy: null });
    expect(after.stillMissing).toMatchObject({
      kind: 'open',
      approvers: [{ id: head }],
      agreed: [{ person: { id: manager } }],
    });
    expect(await hasGrant(number)).toBe(false);
    expect(await boxOf(manager)).not.toContain(number);
    expect(await boxOf(manager, 'decided_by_me')).toContain(number);
    expect(await codeOf(approve(number, manager))).toBe('ALREADY_APPROVED_BY_YOU');
    expect(await codeOf(refuse(number, manager))).toBe('ALREADY_APPROVED_BY_YOU');
    expect((await see(number, reader)).route).toMatchObject({ kind: 'open', approvers: [{ id: head }] });

    expect(await approve(number, head)).toMatchObject({
      state: 'approved',
      decidedBy: { id: head },
      stillMissing: null,
    });
    expect(await hasGrant(number)).toBe(true);
    expect(await codeOf(approve(number, head))).toBe('ALREADY_DECIDED');
    expect((await see(number, reader)).route.agreed.map(({ person }) => person.id)).toEqual([manager, head]);
  });

  test('a refusal by either refuses the whole', async () => {
    await publish(copyNeeds(allOf(OWNER_GENERAL_MANAGER, HEAD)));
    const number = await house.file(item, reader);
    await approve(number, manager);
    expect(await refuse(number, head)).toMatchObject({
      state: 'refused',
      decisionReason: '无必要',
      stillMissing: null,
    });
    expect(await hasGrant(number)).toBe(false);
  });

  test('who agree at once both count, and the grant is one', async () => {
    await publish(copyNeeds(allOf(OWNER_GENERAL_MANAGER, HEAD)));
    const number = await house.file(item, reader);
    expect(await tally([approve(number, manager), approve(number, head)])).toEqual({ done: 2 });
    expect((await see(number, reader)).state).toBe('approved');
    expect(await decisionsOn(number)).toHaveLength(2);
  });

  test('in an order, the second waits for his turn', async () => {
    await publish(copyNeeds(inOrder(HEAD, OWNER_GENERAL_MANAGER)));
    const number = await house.file(item, reader);
    expect(await boxOf(manager)).not.toContain(number);
    expect(await codeOf(approve(number, manager))).toBe('NOT_YOUR_TURN');
    expect(await codeOf(refuse(number, manager))).toBe('NOT_YOUR_TURN');
    await approve(number, head);
    expect(await boxOf(manager)).toContain(number);
    expect(await approve(number, manager)).toMatchObject({ state: 'approved' });
  });

  test.each([
    ['both at once', allOf(DEPUTY, HEAD)],
    ['one after the other', inOrder(HEAD, DEPUTY)],
  ])('a person who holds both seats fills them with one agreement, %s', async (_, approver) => {
    await publish(copyNeeds(approver));
    const both = await group.hire(own, 'deputy_general_manager');
    await group.promote(own, both, 'department_head');
    const number = await house.file(item, reader);
    expect(await approve(number, both)).toMatchObject({ state: 'approved' });
    expect((await decisionsOn(number)).map((row) => row['seat'])).toHaveLength(2);
    await superuser.query('update miji.appointment set valid_to = $1 where person_id = $2', [START.toString(), both]);
  });

  test('who agreed out of turn where his post stands twice agrees again when his turn has come', async () => {
    await publish(copyNeeds(allOf(OWNER_GENERAL_MANAGER, inOrder(HEAD, OWNER_GENERAL_MANAGER))));
    const number = await house.file(item, reader);
    await approve(number, manager);
    expect(await approve(number, head)).toMatchObject({ state: 'pending' });
    expect(await approve(number, manager)).toMatchObject({ state: 'approved' });
  });

  test('one of the two who lends the other his voice does not make two of one (CF-32)', async () => {
    await publish(copyNeeds(allOf(OWNER_GENERAL_MANAGER, HEAD)));
    const number = await house.file(item, reader);
    await platform.db.transact({ companyId: own.id, personId: null, principals: [], at: START }, (tx) =>
      insertDelegation(tx, {
        id: randomUUID(),
        number: `${own.code}-WT-2026-900001`,
        principalId: manager,
        delegateId: head,
        companyId: own.id,
        post: 'general_manager',
        highestLevel: 'secret',
        operations: ['copy'],
        validity: { from: START, to: START.add({ hours: 1 }) },
        reason: '出差期间',
        givenAt: START,
      }),
    );
    expect(await approve(number, head)).toMatchObject({ state: 'pending' });
    expect((await decisionsOn(number)).map((row) => row['delegation_number'])).toEqual([null]);
    expect(await codeOf(approve(number, head))).toBe('ALREADY_APPROVED_BY_YOU');
    expect(await boxOf(head)).not.toContain(number);
    expect(await approve(number, manager)).toMatchObject({ state: 'approved' });
    await superuser.query('delete from miji.delegation where delegate_id = $1', [head]);
  });

  test('the strictest limits of all its owners bind it, and a necessity that one of them asks for (requirements §20)', async () => {
    const derived = await house.register('secret', [reader]);
    await superuser.query('update miji.item set co_owner_ids = $1 where number = $2', [[sister.id], derived]);
    const cell = REGULATIONS.approvers.find(
      ({ regime, operation, level }) => regime === 'group' && operation === 'copy' && level === 'secret',
    );
    if (cell === undefined) throw new Error('no such cell');
    const overlay = {
      ...EMPTY_OVERLAY,
      approvers: [{ ...cell, necessityRequired: true }],
      limits: { maxCopies: 2, requestExpiresAfter: 'P3D', grantExpiresAfter: 'P1D' },
    };
    await publish({ ...REGULATIONS, overlays: { [sister.code]: overlay } });
    expect(await codeOf(house.file(derived, reader, { copies: 3 }))).toBe('BATCH_LIMIT');
    expect(await codeOf(house.file(derived, reader, { necessity: ' ' }))).toBe('NECESSITY_REQUIRED');
    const number = await house.file(derived, reader, { copies: 2 });
    expect((await see(number, reader)).expiresAt).toBe('2026-11-05T02:00:00.000Z');
    await approve(number, manager);
    await approve(number, sister.people.general_manager);
    expect((await see(number, reader)).grant?.expiresAt).toBe('2026-11-03T02:00:00.000Z');
    expect((await see(await house.file(item, reader, { copies: 3 }), reader)).expiresAt).toBe(
      '2026-11-09T02:00:00.000Z',
    );
  });

  test('the owners of what it was made from agree too', async () => {
    const derived = await house.register('secret', [reader]);
    await superuser.query('update miji.item set co_owner_ids = $1 where number = $2', [[sister.id], derived]);
    const number = await house.file(derived, reader);
    expect(await boxOf(sister.people.general_manager)).toContain(number);
    expect(await approve(number, manager)).toMatchObject({ state: 'pending' });
    expect(await approve(number, sister.people.general_manager)).toMatchObject({ state: 'approved' });
  });
});

describe('decided in the name of another', () => {
  const HOUR = { hours: 1 };
  let running = 0;
  const delegate = async (
    principalId: string,
    bounds: {
      readonly highestLevel?: SecretLevel;
      readonly operations?: readonly ApprovedOperation[];
      readonly from?: Temporal.Instant;
    } = {},
  ): Promise<{ readonly delegateId: string; readonly number: string }> => {
    const delegateId = await group.hire(own, 'staff');
    running += 1;
    const number = `HYYH-WT-2026-${String(running).padStart(6, '0')}`;
    const from = bounds.from ?? START;
    await platform.db.transact({ companyId: own.id, personId: null, principals: [], at: START }, (tx) =>
      insertDelegation(tx, {
        id: randomUUID(),
        number,
        principalId,
        delegateId,
        companyId: own.id,
        post: 'general_manager',
        highestLevel: bounds.highestLevel ?? 'secret',
        operations: bounds.operations ?? ['copy'],
        validity: { from, to: from.add(HOUR) },
        reason: '出差',
        givenAt: START,
      }),
    );
    return { delegateId, number };
  };

  test('by delegation: the row and the trace name the seat, the principal and the number', async () => {
    const { delegateId, number: paper } = await delegate(manager);
    const number = await house.file(item, reader);
    expect(await boxOf(delegateId)).toContain(number);
    const { route } = await see(number, reader);
    expect(route).toMatchObject({
      kind: 'open',
      approvers: expect.arrayContaining([
        expect.objectContaining({ id: manager, onBehalfOf: null, delegation: null }),
        expect.objectContaining({
          id: delegateId,
          onBehalfOf: expect.objectContaining({ id: manager }),
          delegation: paper,
        }),
      ]),
    });
    expect(await approve(number, delegateId)).toMatchObject({ state: 'approved', decidedBy: { id: delegateId } });
    expect(await decisionsOn(number)).toEqual([
      {
        person_id: delegateId,
        seat: `post:${own.id}:general_manager`,
        principal_id: manager,
        delegation_number: paper,
        escalated: false,
        decision: 'approve',
        rule_set_version: version,
      },
    ]);
    const { rows } = await superuser.query<Record<string, unknown>>(
      `select actor_id, on_behalf_of, details, rule_set_version from miji.audit_event
        where subject_id = $1 and action = 'request.approved'`,
      [number],
    );
    expect(rows).toMatchObject([
      {
        actor_id: delegateId,
        on_behalf_of: manager,
        details: { seat: `post:${own.id}:general_manager`, delegation: paper },
        rule_set_version: version,
      },
    ]);
  });

  test.each([
    ['above its level', { highestLevel: 'confidential' }],
    ['of another operation', { operations: ['excerpt'] }],
    ['before it begins', { from: START.add({ hours: 2 }) }],
  ] as const)('no delegation reaches a request %s', async (_, bounds) => {
    const { delegateId } = await delegate(manager, bounds);
    const number = await house.file(item, reader);
    expect(await boxOf(delegateId)).not.toContain(number);
    expect(await codeOf(approve(number, delegateId))).toBe('NOT_FOUND');
    expect(await tracedCode(house, delegateId, 'request.approved')).toBe('APPROVER_NOT_OWNER_GM');
    expect(await approve(number, manager)).toMatchObject({ state: 'approved' });
  });

  test('a delegation ends with its date, for what was filed before too', async () => {
    const { delegateId } = await delegate(manager);
    const number = await house.file(item, reader);
    await house.setTime(START.add(HOUR));
    expect(await boxOf(delegateId)).not.toContain(number);
    expect(await codeOf(approve(number, delegateId))).toBe('NOT_FOUND');
  });

  test('the delegate of whoever asks does not decide it: it goes to the head office', async () => {
    const { delegateId } = await delegate(manager);
    const number = await house.file(item, manager);
    expect(await boxOf(delegateId)).not.toContain(number);
    expect(await codeOf(approve(number, delegateId))).toBe('DELEGATE_OF_REQUESTER');
    expect(await codeOf(approve(number, manager))).toBe('SELF_APPROVAL');
    const [executive = ''] = executives;
    expect(await boxOf(executive)).toContain(number);
    expect(await approve(number, executive)).toMatchObject({ state: 'approved' });
    expect(await decisionsOn(number)).toMatchObject([{ escalated: true, seat: `post:${own.id}:general_manager` }]);
  });

  test('whoever keeps the post for another decides in his name, and not what that other one asks for', async () => {
    const acting = await group.hire(sister, 'staff');
    await superuser.query(
      `insert into miji.appointment (company_id, id, person_id, post, department_id, valid_from, acting_for)
       values ($1, $2, $3, 'general_manager', null, $4, $5)`,
      [sister.id, randomUUID(), acting, START.toString(), sister.people.general_manager],
    );
    const theirs = await house.register('secret', [reader]);
    await superuser.query('update miji.item set co_owner_ids = $1 where number = $2', [[sister.id], theirs]);
    const number = await house.file(theirs, reader);
    await approve(number, manager);
    expect(await approve(number, acting)).toMatchObject({ state: 'approved' });
    expect(await decisionsOn(number)).toMatchObject([
      { person_id: manager, principal_id: null },
      { person_id: acting, principal_id: sister.people.general_manager, delegation_number: null },
    ]);
    const back = await house.file(theirs, reader, { for: reader });
    await superuser.query('update miji.request set beneficiary_id = $1 where number = $2', [
      sister.people.general_manager,
      back,
    ]);
    expect(await boxOf(acting)).not.toContain(back);
    expect(await codeOf(approve(back, acting))).toBe('DELEGATE_OF_REQUESTER');
    await superuser.query(
      'update miji.appointment set valid_to = valid_from where person_id = $1 and acting_for is not null',
      [acting],
    );
  });
});

describe('who holds the post decides', () => {
  test('whoever leaves it loses the request, and his successor finds it in his box', async () => {
    const number = await house.file(item, reader);
    const successor = await group.hire(own, 'staff');
    await house.setTime(START.add({ minutes: 5 }));
    await superuser.query(
      `update miji.appointment set valid_to = $1 where person_id = $2 and post = 'general_manager'`,
      [START.add({ minutes: 1 }).toString(), manager],
    );
    await group.promote(own, manager, 'staff');
    const ended = await group.promote(own, successor, 'general_manager');
    expect(await boxOf(manager)).not.toContain(number);
    expect(await codeOf(approve(number, manager))).toBe('NOT_FOUND');
    expect(await tracedCode(house, manager, 'request.approved')).toBe('APPROVER_NOT_IN_OFFICE');
    expect(await boxOf(successor)).toContain(number);
    expect(await approve(number, successor)).toMatchObject({ state: 'approved' });
    await superuser.query('update miji.appointment set valid_to = valid_from where id = $1', [ended]);
    await superuser.query(
      `update miji.appointment set valid_to = null where person_id = $1 and post = 'general_manager'`,
      [manager],
    );
  });

  test('in charge of a line of business is whoever the register says, and nobody where the item has none', async () => {
    await publish(copyNeeds({ kind: 'in_charge', company: 'owner', post: 'deputy_general_manager' }));
    const refusal = await refusalOf(house.file(item, reader));
    expect(refusal).toMatchObject({ code: 'NO_ELIGIBLE_APPROVER', missing: [{ kind: 'approval', by: NOBODY }] });
    const loans = await house.register('secret', [reader]);
    await superuser.query(`update miji.item set line = 'credit' where number = $1`, [loans]);
    const inCharge = await group.hire(own, 'deputy_general_manager');
    await superuser.query(`update miji.appointment set lines = '{credit}' where person_id = $1`, [inCharge]);
    const number = await house.file(loans, reader);
    expect(await boxOf(inCharge)).toContain(number);
    expect(await boxOf(deputy)).not.toContain(number);
    expect(await codeOf(approve(number, deputy))).toBe('NOT_FOUND');
    expect(await tracedCode(house, deputy, 'request.approved')).toBe('NOT_IN_CHARGE');
    expect(await approve(number, inCharge)).toMatchObject({ state: 'approved' });
  });

  test('the manager responsible for the item may be the one', async () => {
    await publish(copyNeeds({ kind: 'responsible_manager' }));
    const number = await house.file(item, reader);
    expect(await boxOf(head)).toContain(number);
    expect(await codeOf(approve(number, manager))).toBe('NOT_FOUND');
    expect(await approve(number, head)).toMatchObject({ state: 'approved' });
  });
});

describe('the rules', () => {
  test('that set nothing lock the operation: nothing is filed (K-05)', async () => {
    await publish(copyNeeds(null));
    expect(await refusalOf(house.file(item, reader))).toMatchObject({ code: 'RULE_NOT_SET', article: 'K-05' });
  });

  test('that let nobody approve forbid it', async () => {
    await publish(copyNeeds(NOBODY));
    expect(await codeOf(house.file(item, reader))).toBe('FORBIDDEN_BY_RULE');
    await publish(copyNeeds(allOf(OWNER_GENERAL_MANAGER, NOBODY)));
    expect(await codeOf(house.file(item, reader))).toBe('FORBIDDEN_BY_RULE');
  });

  test('under which a request was filed decide who agrees to it, whatever is published afterwards', async () => {
    const filedUnder = version;
    const number = await house.file(item, reader);
    await publish(copyNeeds(HEAD));
    expect(await boxOf(head)).not.toContain(number);
    expect(await codeOf(approve(number, head))).toBe('NOT_FOUND');
    const { route } = await see(number, reader);
    expect(route).toMatchObject({ rule: OWNER_GENERAL_MANAGER });
    expect(route.kind === 'open' && route.approvers[0]?.id).toBe(manager);
    expect(await approve(number, manager)).toMatchObject({ state: 'approved' });
    const { rows } = await superuser.query<{ version: number }>(
      'select rule_set_version as version from miji.request where number = $1',
      [number],
    );
    expect(rows).toEqual([{ version: filedUnder }]);
    // The act itself is of the version in force when it happened.
    expect(await decisionsOn(number)).toMatchObject([{ rule_set_version: version }]);
    const later = await house.file(item, reader);
    expect(await approve(later, head)).toMatchObject({ state: 'approved' });
  });

  test('of one call stay the same until it ends', async () => {
    const ctx = await house.as(reader);
    await publish(copyNeeds(HEAD));
    expect(ctx.rules.version).toBe(version - 1);
    expect((await house.as(reader)).rules.version).toBe(version);
  });

  test('that another server has published are known here within a second', async () => {
    const elsewhere = new RuleBook(platform.db);
    expect(await elsewhere.versionAt(START)).toBe(version);
    await publish(copyNeeds(HEAD));
    expect(await elsewhere.versionAt(START)).toBe(version - 1);
    await expect.poll(() => elsewhere.versionAt(START), { interval: 100, timeout: 3_000 }).toBe(version);
    expect((await elsewhere.law('HYYH', START)).approval('copy', 'secret', [], 'insider').approver).toEqual(HEAD);
  });
});
