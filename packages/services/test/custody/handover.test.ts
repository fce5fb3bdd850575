import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  announceMovement,
  appointKeeper,
  endAppointment,
  getCopy,
  getHoldings,
  handOut,
  listHandovers,
  listStores,
  printCopy,
  proposeHandover,
  signHandover,
  transferPerson,
  useGrant as issueCopy,
  withdrawHandover,
  withdrawMovement,
  confirmMovement,
} from '../../src/index.ts';
import { codeOf, openHouse, refusalOf, START, tally } from '../support/house.ts';
import { agreesEverywhere, carried, keptStore, lending, lent, paperOriginal } from './support.ts';

const house = await openHouse();
const { own, sister } = house.group;
const {
  general_manager: manager,
  department_head: head,
  security_officer: officer,
  custodian,
  system_administrator: administrator,
} = own.people;

/** Somebody new in the house, with his appointment. */
const newcomer = async (name: string): Promise<{ readonly id: string; readonly appointment: string }> => {
  const id = await house.group.hire(own, 'staff', name);
  const { rows } = await house.superuser.query<{ id: string }>('select id from miji.appointment where person_id = $1', [
    id,
  ]);
  return { id, appointment: rows[0]?.id ?? '' };
};

/** A copy that somebody has taken and confirmed. */
const taken = async (
  personId: string,
  readers: readonly string[],
  changes: Parameters<typeof house.register>[2] = {},
): Promise<{ readonly item: string; readonly copy: string }> => {
  const item = await house.register('secret', readers, changes);
  const grant = await house.grant(item, personId, manager);
  const { copy } = await issueCopy(await house.as(personId), { grant, idempotencyKey: randomUUID() });
  const { movements } = await getCopy(await house.as(personId), { id: copy.id });
  const open = movements.find(({ outcome }) => outcome === 'pending');
  if (open !== undefined) await confirmMovement(await house.as(personId), { movement: open.id, pages: 1 });
  return { item, copy: copy.id };
};

const proposal = (takerId: string, giverId?: string) => ({
  ...(giverId === undefined ? {} : { giverId }),
  takerId,
  reason: '调离本岗',
  idempotencyKey: randomUUID(),
});
const leave = async (appointmentId: string) =>
  endAppointment(await house.as(administrator), { company: own.code, appointmentId });

describe('whoever leaves or is moved hands over first (AR-06)', () => {
  test('with a copy on his name he neither leaves nor is moved; once everything is handed over he does', async () => {
    const [giver, taker] = [await newcomer('交出'), await newcomer('接收')];
    const { copy } = await taken(giver.id, [giver.id, taker.id]);
    const second = await taken(giver.id, [giver.id, taker.id]);
    expect(await codeOf(leave(giver.appointment))).toBe('HOLDINGS_OUTSTANDING');
    const moving = transferPerson(await house.as(house.group.headquarters.people.system_administrator), {
      personId: giver.id,
      from: { company: own.code },
      to: { company: sister.code, posts: [{ post: 'staff', lines: [] }], employeeNumber: 'S-77' },
      reason: '调动',
    });
    expect(await codeOf(moving)).toBe('HOLDINGS_OUTSTANDING');
    const proposed = await proposeHandover(await house.as(giver.id), proposal(taker.id));
    expect(proposed.lines.map(({ subject }) => subject).toSorted()).toEqual([copy, second.copy].toSorted());
    // Whatever somebody calls an act of his own, it is not in the way of the handover's.
    const mine = {
      copy,
      act: 'pass_on',
      to: { personId: taker.id },
      pages: 1,
      idempotencyKey: proposed.number,
    } as const;
    const { id: movement } = await announceMovement(await house.as(giver.id), mine);
    await withdrawMovement(await house.as(giver.id), { movement });
    const given = await signHandover(await house.as(giver.id), { number: proposed.number });
    expect(given).toMatchObject({ state: 'given', yours: null });
    expect(await getCopy(await house.as(giver.id), { id: copy })).toMatchObject({ holder: { id: giver.id } });
    const done = await signHandover(await house.as(taker.id), { number: proposed.number });
    expect(done.state).toBe('done');
    const detail = await getCopy(await house.as(taker.id), { id: copy });
    expect(detail).toMatchObject({ holder: { id: taker.id }, state: 'held' });
    expect(detail.movements.at(-1)).toMatchObject({
      act: 'pass_on',
      outcome: 'confirmed',
      taken: { by: { id: taker.id } },
    });
    expect((await getHoldings(await house.as(administrator), { personId: giver.id })).lines).toEqual([]);
    expect(await codeOf(printCopy(await house.as(giver.id), { id: copy }))).toBe('NOT_FOUND');
    expect(await leave(giver.appointment)).toMatchObject({ person: { id: giver.id } });
  });

  test('what is no secret any more is handed over as such (GS-14)', async () => {
    const [giver, taker] = [await newcomer('旧密'), await newcomer('新人')];
    const until = { period: { kind: 'until', day: '2026-12-01' } } as const;
    const { copy } = await taken(giver.id, [giver.id, taker.id], until);
    const levelNow = async () => (await getHoldings(await house.as(giver.id), {})).lines.map(({ level }) => level);
    expect(await levelNow()).toEqual(['secret']);
    await house.setTime(START.add({ hours: 24 * 60 }));
    expect(await levelNow()).toEqual(['declassified']);
    expect((await getCopy(await house.as(giver.id), { id: copy })).level).toBe('declassified');
    await house.setTime(START);
  });

  test('a post more or less is nothing to hand over for: he stays in the house', async () => {
    const giver = await newcomer('兼任');
    await taken(giver.id, [giver.id]);
    const further = await house.group.promote(own, giver.id, 'project_manager');
    await leave(further);
    expect(await codeOf(leave(giver.appointment))).toBe('HOLDINGS_OUTSTANDING');
  });

  test('a store goes with its things to whom the security officer has made its keeper, and to nobody else (GS-26)', async () => {
    const [giver, taker] = [await newcomer('旧柜'), await newcomer('新柜')];
    const store = await keptStore(house, [giver.id]);
    const { copy } = await paperOriginal(house, { store, keeper: giver.id, readers: [] });
    expect(await codeOf(leave(giver.appointment))).toBe('HOLDINGS_OUTSTANDING');
    const { lines } = await getHoldings(await house.as(giver.id), { takerId: taker.id });
    expect(lines).toEqual([
      {
        company: own.code,
        kind: 'store',
        subject: store.code,
        item: null,
        level: null,
        pages: null,
        obstacle: 'NOT_KEEPER',
      },
    ]);
    const refusal = await refusalOf(proposeHandover(await house.as(giver.id), proposal(taker.id)));
    expect(refusal.code).toBe('HOLDINGS_OUTSTANDING');
    await appointKeeper(await house.as(officer), { store: store.id, personId: taker.id });
    const { number } = await proposeHandover(await house.as(custodian), proposal(taker.id, giver.id));
    await signHandover(await house.as(giver.id), { number });
    await signHandover(await house.as(taker.id), { number });
    const { stores } = await listStores(await house.as(taker.id), { closed: false });
    expect(stores.find(({ id }) => id === store.id)?.keepers.map(({ person }) => person.id)).toEqual([taker.id]);
    expect(await getCopy(await house.as(taker.id), { id: copy })).toMatchObject({
      holder: { id: taker.id },
      store: { id: store.id },
    });
    await leave(giver.appointment);
  });
});

describe('what does not lie in a store goes to nobody with it (AR-06, AR-36)', () => {
  test('what a keeper carries, has announced or has handed out is in the way until it is back or confirmed', async () => {
    const [giver, taker] = [await newcomer('携出'), await newcomer('接库')];
    const store = await keptStore(house, [giver.id, taker.id]);
    const paper = () => paperOriginal(house, { store, keeper: giver.id, readers: [giver.id, taker.id] });
    const [away, passed, out] = [await paper(), await paper(), await paper()];
    await carried(house, { ...away, keeper: giver.id });
    await announceMovement(await house.as(giver.id), {
      copy: passed.copy,
      act: 'pass_on',
      to: { storeId: (await keptStore(house, [taker.id])).id },
      pages: 12,
      idempotencyKey: randomUUID(),
    });
    const grant = await house.grant(out.item, taker.id, head, {
      operation: 'loan',
      particulars: { operation: 'loan', days: 1 },
    });
    const { loan } = await handOut(await house.as(giver.id), lending(grant, store.id, { copy: out.copy }));
    const { lines } = await getHoldings(await house.as(giver.id), { takerId: taker.id });
    expect(new Map(lines.map(({ kind, subject, obstacle }) => [`${kind} ${subject}`, obstacle]))).toEqual(
      new Map([
        [`copy ${away.copy}`, 'COPY_STATE'],
        [`copy ${passed.copy}`, 'MOVEMENT_OPEN'],
        [`loan ${loan.number}`, 'MOVEMENT_OPEN'],
        [`store ${store.code}`, null],
      ]),
    );
    expect(await codeOf(proposeHandover(await house.as(giver.id), proposal(taker.id)))).toBe('HOLDINGS_OUTSTANDING');
  });
});

describe('who leaves the group leaves nothing of any company on his name (AR-06)', () => {
  test('what another company gave him stays on his name while he works anywhere, and is in the way of his last end', async () => {
    const guest = await newcomer('外单位');
    const elsewhere = await house.group.promote(sister, guest.id, 'staff');
    await taken(guest.id, [guest.id]);
    await house.superuser.query('update miji.appointment set valid_to = $2 where id = $1', [
      guest.appointment,
      START.toString(),
    ]);
    const ending = async () =>
      endAppointment(await house.as(sister.people.system_administrator), {
        company: sister.code,
        appointmentId: elsewhere,
      });
    expect(await codeOf(ending())).toBe('HOLDINGS_OUTSTANDING');
    await house.group.promote(own, guest.id, 'staff');
    expect(await ending()).toMatchObject({ person: { id: guest.id } });
  });
});

describe('what is signed is what changes hands, by the two whose names stand there', () => {
  test('nobody signs both sides, for another, twice, or out of turn', async () => {
    const [giver, taker] = [await newcomer('甲'), await newcomer('乙')];
    await taken(giver.id, [giver.id, taker.id]);
    expect(await codeOf(proposeHandover(await house.as(giver.id), proposal(giver.id)))).toBe('VALIDATION');
    expect(await codeOf(proposeHandover(await house.as(taker.id), proposal(taker.id, giver.id)))).toBe('NOT_FOUND');
    const { number } = await proposeHandover(await house.as(administrator), proposal(taker.id, giver.id));
    const sign = async (personId: string) => codeOf(signHandover(await house.as(personId), { number }));
    expect(await sign(administrator)).toBe('SEPARATION_OF_DUTIES');
    expect(await sign(custodian)).toBe('SEPARATION_OF_DUTIES');
    expect(await sign(manager)).toBe('NOT_FOUND');
    expect(await sign(taker.id)).toBe('NOT_YOUR_TURN');
    await signHandover(await house.as(giver.id), { number });
    expect(await sign(giver.id)).toBe('NO_CHANGE');
    await signHandover(await house.as(taker.id), { number });
    expect(await sign(taker.id)).toBe('NO_CHANGE');
    expect(await codeOf(withdrawHandover(await house.as(giver.id), { number }))).toBe('NO_CHANGE');
  });

  test('nothing goes to whoever may not know it, and no loan goes to anybody (AR-35)', async () => {
    const [giver, taker, keeper] = [await newcomer('知情'), await newcomer('不知'), await newcomer('柜')];
    const { copy } = await taken(giver.id, [giver.id]);
    const store = await keptStore(house, [keeper.id]);
    const paper = await paperOriginal(house, { store, keeper: keeper.id, readers: [giver.id, taker.id] });
    const loan = await lent(house, { ...paper, keeper: keeper.id, borrower: giver.id, storeId: store.id });
    const { lines } = await getHoldings(await house.as(custodian), { personId: giver.id, takerId: taker.id });
    expect(new Map(lines.map(({ kind, subject, obstacle }) => [`${kind} ${subject}`, obstacle]))).toEqual(
      new Map([
        [`copy ${copy}`, 'NOT_IN_RANGE'],
        [`loan ${loan.number}`, 'NO_RELENDING'],
      ]),
    );
    expect(await codeOf(proposeHandover(await house.as(giver.id), proposal(taker.id)))).toBe('HOLDINGS_OUTSTANDING');
    expect(await getCopy(await house.as(giver.id), { id: copy })).toMatchObject({ holder: { id: giver.id } });
  });

  test('what has come to the name since it was proposed is not handed over unseen: all of it, or nothing', async () => {
    const [giver, taker] = [await newcomer('丙'), await newcomer('丁')];
    const first = await taken(giver.id, [giver.id, taker.id]);
    const { number } = await proposeHandover(await house.as(giver.id), proposal(taker.id));
    await signHandover(await house.as(giver.id), { number });
    await taken(giver.id, [giver.id, taker.id]);
    expect(await codeOf(signHandover(await house.as(taker.id), { number }))).toBe('VERSION_CONFLICT');
    expect(await getCopy(await house.as(giver.id), { id: first.copy })).toMatchObject({ holder: { id: giver.id } });
    expect(await codeOf(proposeHandover(await house.as(giver.id), proposal(taker.id)))).toBe('DUPLICATE');
    await withdrawHandover(await house.as(taker.id), { number });
    const again = await proposeHandover(await house.as(giver.id), proposal(taker.id));
    expect(again.lines).toHaveLength(2);
  });

  test('signed twice at the same moment it is done once', async () => {
    const [giver, taker] = [await newcomer('戊'), await newcomer('己')];
    await taken(giver.id, [giver.id, taker.id]);
    const { number } = await proposeHandover(await house.as(giver.id), proposal(taker.id));
    await signHandover(await house.as(giver.id), { number });
    const ctx = await house.as(taker.id);
    expect(await tally([signHandover(ctx, { number }), signHandover(ctx, { number })])).toEqual({
      done: 1,
      NO_CHANGE: 1,
    });
  });

  test('a handover is seen by its two sides and by whoever arranges such things, and by nobody else', async () => {
    const [giver, taker, stranger] = [await newcomer('庚'), await newcomer('辛'), await newcomer('壬')];
    await taken(giver.id, [giver.id, taker.id]);
    const { number } = await proposeHandover(await house.as(giver.id), proposal(taker.id));
    const seenBy = async (personId: string) =>
      (await listHandovers(await house.as(personId), { limit: 50 })).entries.some((one) => one.number === number);
    expect(await Promise.all([giver.id, taker.id, custodian, administrator].map(seenBy))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(await Promise.all([stranger.id, manager, sister.people.custodian].map(seenBy))).toEqual([
      false,
      false,
      false,
    ]);
    expect(await codeOf(getHoldings(await house.as(stranger.id), { personId: giver.id }))).toBe('NOT_FOUND');
  });
});

describe('everybody is shown what concerns him', () => {
  test('a register its own lines, an administrator figures, another company no more than that there is something', async () => {
    const giver = await newcomer('两处');
    await house.group.promote(sister, giver.id, 'staff');
    const { copy } = await taken(giver.id, [giver.id]);
    const seenBy = async (personId: string) => getHoldings(await house.as(personId), { personId: giver.id });
    const one = { copies: 1, loans: 0, stores: 0 };
    const none = { copies: 0, loans: 0, stores: 0 };
    expect(await seenBy(custodian)).toMatchObject({
      lines: [{ subject: copy, company: own.code }],
      counts: one,
      elsewhere: false,
    });
    expect(await seenBy(giver.id)).toMatchObject({ lines: [{ subject: copy }], elsewhere: false });
    expect(await seenBy(administrator)).toMatchObject({ lines: [], counts: one, elsewhere: false });
    for (const post of ['custodian', 'system_administrator'] as const) {
      expect(await seenBy(sister.people[post])).toMatchObject({ lines: [], counts: none, elsewhere: true });
    }
  });

  test('a handover too, and what is in the way of one is told by its place only to whoever sees the line', async () => {
    const [giver, taker] = [await newcomer('子'), await newcomer('丑')];
    const { copy } = await taken(giver.id, [giver.id]);
    const fieldsFor = async (personId: string) =>
      (await refusalOf(proposeHandover(await house.as(personId), proposal(taker.id, giver.id)))).fields.map(
        ({ field }) => field,
      );
    expect(await fieldsFor(administrator)).toEqual(['takerId']);
    expect(await fieldsFor(custodian)).toEqual(['lines.0']);
    const [leaver, successor] = [await newcomer('寅'), await newcomer('卯')];
    const shared = await taken(leaver.id, [leaver.id, successor.id]);
    const proposed = await proposeHandover(await house.as(administrator), proposal(successor.id, leaver.id));
    expect(proposed).toMatchObject({ lines: [], counts: { copies: 1 } });
    expect(JSON.stringify(proposed)).not.toContain(shared.copy);
    const listed = async (personId: string) =>
      (await listHandovers(await house.as(personId), { limit: 50 })).entries.find(
        ({ number }) => number === proposed.number,
      );
    expect((await listed(administrator))?.lines).toEqual([]);
    expect((await listed(successor.id))?.lines).toMatchObject([{ subject: shared.copy }]);
    expect(JSON.stringify(await listed(custodian))).not.toContain(copy);
  });
});

test('after all of this the registers agree with each other, with the trace and with the vault (GS-24)', async () => {
  expect(await agreesEverywhere(house)).toEqual([]);
});
