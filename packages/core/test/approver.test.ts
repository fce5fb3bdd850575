import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor, ApprovalMatter, Seat, SeatFormula } from '../src/index.ts';
import {
  allOf,
  anyOf,
  bindApprover,
  capacitiesIn,
  cellKey,
  HEADQUARTERS_EXECUTIVE,
  inOrder,
  isParty,
  leavesOf,
  mayApprove,
  OWNER_GENERAL_MANAGER,
  REGULATIONS,
  remaining,
  routeOf,
  SECRET_LEVELS,
  seatName,
} from '../src/index.ts';
import { appointment, LAST_SECRET_MILLISECOND, LAW, LINE, OVER, OWNER } from './support/cast.ts';
import { capacitiesOfRoute, holdings, routed, setCases as cases, SUPERIORS } from './support/matters.ts';
import { runs } from './support/runs.ts';

describe('the approver of a request', { timeout: 120_000 }, () => {
  it('is never a party to it', () => {
    fc.assert(
      fc.property(cases, ({ people, matter, formula, at }) => {
        const asking = people.filter(({ personId }) => isParty(matter.parties, personId));
        const answers = asking.map((person) => mayApprove(formula, matter, person, people, at));
        expect(answers).toEqual(asking.map(() => 'SELF_APPROVAL'));
      }),
      runs(),
    );
  });

  it('is never routed to a party, nor to anybody who would decide in the name of one', () => {
    fc.assert(
      fc.property(cases, ({ people, matter, formula, at }) => {
        const capacities = capacitiesOfRoute(routeOf(formula, matter, people, at));
        const own = capacities.filter(
          ({ personId, principalId }) =>
            isParty(matter.parties, personId) || (principalId !== null && isParty(matter.parties, principalId)),
        );
        expect(own).toEqual([]);
      }),
      runs(),
    );
  });

  it('is exactly whoever it is routed to', () => {
    fc.assert(
      fc.property(cases, ({ people, matter, formula, at }) => {
        const route = routeOf(formula, matter, people, at);
        const accepted = people.filter((person) => mayApprove(formula, matter, person, people, at) === null);
        expect(accepted.map(({ personId }) => personId).toSorted()).toEqual(routed(route).toSorted());
      }),
      runs(),
    );
  });

  it('is nobody where the route is locked, and an open route always has somebody', () => {
    fc.assert(
      fc.property(cases, ({ people, matter, formula, at }) => {
        const route = routeOf(formula, matter, people, at);
        expect(routed(route).length > 0).toBe(route.kind === 'open');
        const impartial = people.filter(({ personId }) => !isParty(matter.parties, personId));
        const answers = impartial.map((person) => mayApprove(formula, matter, person, people, at));
        expect(answers.filter((answer) => (answer === 'NO_ELIGIBLE_APPROVER') !== (route.kind === 'locked'))).toEqual(
          [],
        );
      }),
      runs(),
    );
  });

  it('fills a seat that is still missing, in his own right, for another, by delegation, or as a superior', () => {
    fc.assert(
      fc.property(cases, ({ people, matter, formula, at }) => {
        const seats = leavesOf(formula).map(seatName);
        const find = (id: string) => people.find(({ personId }) => personId === id);
        for (const { seat, personId, principalId, delegation, escalated } of capacitiesOfRoute(
          routeOf(formula, matter, people, at),
        )) {
          expect(seats).toContain(seatName(seat));
          const wanted: readonly Seat[] = escalated ? SUPERIORS : [seat];
          const holder = find(delegation === null ? personId : (principalId ?? ''));
          const held = wanted.flatMap((one) => (holder === undefined ? [] : holdings(one, holder, at)));
          const isHimself = seat.kind === 'person' && !escalated && personId === seat.personId;
          expect(held.length > 0 || isHimself).toBe(true);
        }
      }),
      runs(),
    );
  });

  it('of a copy of a top secret item holds office at the head office, or decides for somebody who does (GS-21)', () => {
    fc.assert(
      fc.property(cases, ({ people, matter, at }) => {
        const { approver } = LAW.approval('copy', 'top_secret', [], 'insider');
        expect(approver).toEqual(HEADQUARTERS_EXECUTIVE);
        const route = routeOf(bindApprover(HEADQUARTERS_EXECUTIVE, matter), matter, people, at);
        const holders = people.filter((person) => SUPERIORS.some((seat) => holdings(seat, person, at).length > 0));
        const ids = holders.map(({ personId }) => personId);
        for (const { personId, principalId, delegation } of capacitiesOfRoute(route)) {
          expect(ids).toContain(delegation === null ? personId : principalId);
        }
      }),
      runs(),
    );
  });

  it('is a superior only where the owner’s general managers are all parties (GS-22)', () => {
    fc.assert(
      fc.property(cases, ({ people, matter, at }) => {
        // Nobody keeps a post for another and nothing is delegated: then who holds the post says it all.
        const officers = [...people, ownerManager(matter.parties.requesterId)].map(({ personId, appointments }) => ({
          personId,
          appointments: appointments.map((held) => ({ ...held, actingFor: null })),
        }));
        const holders = officers.filter((person) => holdings(GENERAL_MANAGER, person, at).length > 0);
        const all = holders.every(({ personId }) => isParty(matter.parties, personId));
        const route = routeOf(GENERAL_MANAGER, matter, officers, at);
        expect(route.kind === 'open' ? route.escalated : true).toBe(all);
      }),
      runs(),
    );
  });
});

const at = LAST_SECRET_MILLISECOND;
const matter: ApprovalMatter = {
  operation: 'copy',
  level: 'secret',
  ownerCompanyId: OWNER,
  line: LINE,
  responsibleManagerId: 'manager',
  requesterCompanyIds: [OWNER],
  requesterDepartmentIds: ['own-department'],
  parties: { requesterId: 'p1', drafterId: null, beneficiaryIds: [] },
};
const ownerManager = (personId: string): Actor => ({ personId, appointments: [appointment('own', 'general_manager')] });
const executive = (personId: string): Actor => ({
  personId,
  appointments: [appointment('headquarters', 'deputy_general_manager')],
});
const GENERAL_MANAGER: Seat = { kind: 'post', companyId: OWNER, post: 'general_manager' };

describe('where nobody may decide', { timeout: 120_000 }, () => {
  const route = (officers: readonly Actor[], changes: Partial<ApprovalMatter> = {}) => {
    const asked = { ...matter, ...changes };
    const approver = asked.level === 'top_secret' ? HEADQUARTERS_EXECUTIVE : OWNER_GENERAL_MANAGER;
    return routeOf(bindApprover(approver, asked), asked, officers, at);
  };

  it('says to appoint a general manager of the owner', () => {
    expect(route([executive('p2')])).toEqual({ kind: 'locked', appoint: [GENERAL_MANAGER] });
  });

  it('says to appoint somebody at the head office, for top secret', () => {
    expect(route([ownerManager('p2')], { level: 'top_secret' })).toEqual({ kind: 'locked', appoint: SUPERIORS });
  });

  it('says to appoint somebody at the head office where every superior is a party too', () => {
    const parties = { requesterId: 'p1', drafterId: null, beneficiaryIds: ['p2'] };
    const officers = [ownerManager('p1'), executive('p2')];
    expect(route(officers, { parties })).toEqual({ kind: 'locked', appoint: SUPERIORS });
    const locked = route(officers, { parties, level: 'top_secret' });
    expect(locked).toMatchObject({ kind: 'locked' });
  });

  it('one seat that cannot be filled locks all that have to agree together (K-05)', () => {
    const both: SeatFormula = allOf<Seat>(GENERAL_MANAGER, {
      kind: 'post',
      companyId: OWNER,
      post: 'customer_information_supervisor',
    });
    expect(routeOf(both, matter, [ownerManager('p2')], at)).toMatchObject({ kind: 'locked' });
    expect(routeOf(anyOf(...leavesOf(both)), matter, [ownerManager('p2')], at)).toMatchObject({ kind: 'open' });
  });

  it('in order, the second is not asked before the first has agreed', () => {
    const deputy: Seat = { kind: 'in_charge', companyId: OWNER, post: 'deputy_general_manager', line: LINE };
    const inTurn: SeatFormula = inOrder<Seat>(deputy, GENERAL_MANAGER);
    const officers: readonly Actor[] = [
      ownerManager('p2'),
      { personId: 'p3', appointments: [{ ...appointment('own', 'deputy_general_manager'), lines: [LINE] }] },
    ];
    expect(routed(routeOf(inTurn, matter, officers, at))).toEqual(['p3']);
    const left = remaining(inTurn, (seat) => seatName(seat) === seatName(deputy));
    expect(left).toEqual(GENERAL_MANAGER);
  });
});

describe('a delegation (requirements §22.2)', () => {
  const holder = ownerManager('p2');
  const stands = (change: object = {}, delegatePosts = [appointment('own', 'staff')]): Actor => ({
    personId: 'p3',
    appointments: delegatePosts,
    delegations: [
      {
        number: 'HYYH-WT-2026-000001',
        principalId: 'p2',
        delegateId: 'p3',
        companyId: OWNER,
        post: 'general_manager',
        highestLevel: 'secret',
        operations: ['copy'],
        validity: { from: at.subtract({ hours: 1 }), to: at.add({ hours: 1 }) },
        principal: holder,
        ...change,
      },
    ],
  });
  const refusal = (delegate: Actor, change: Partial<ApprovalMatter> = {}) =>
    mayApprove(GENERAL_MANAGER, { ...matter, ...change }, delegate, [holder, delegate], at);

  it('lets the delegate decide in the name of his principal, under its number', () => {
    expect(refusal(stands())).toBeNull();
    const [capacity] = capacitiesIn(GENERAL_MANAGER, stands(), matter, at);
    expect(capacity).toMatchObject({ personId: 'p3', principalId: 'p2', delegation: 'HYYH-WT-2026-000001' });
  });

  it.each<[string, object]>([
    ['whose level is too low', { highestLevel: 'confidential' }],
    ['for another operation', { operations: ['excerpt'] }],
    ['that is over', { validity: { from: at.subtract({ hours: 2 }), to: at } }],
    ['that has not begun', { validity: { from: at.add({ hours: 1 }), to: at.add({ hours: 2 }) } }],
    ['of another post', { post: 'deputy_general_manager' }],
    ['of another company', { companyId: 'sister' }],
    [
      'whose principal left the post',
      { principal: { ...holder, appointments: [appointment('own', 'general_manager', OVER)] } },
    ],
    [
      'whose principal only keeps the post for another',
      { principal: { ...holder, appointments: [{ ...appointment('own', 'general_manager'), actingFor: 'p4' }] } },
    ],
  ])('gives nothing %s', (_, change) => {
    expect(refusal(stands(change))).not.toBeNull();
  });

  it('does not lend on what its principal keeps for another beside a post of the same name that is his own', () => {
    const seat: Seat = { kind: 'in_charge', companyId: OWNER, post: 'deputy_general_manager', line: LINE };
    const own = appointment('own', 'deputy_general_manager');
    const inCharge = { ...own, lines: [LINE] };
    const lentBy = (appointments: Actor['appointments']) =>
      stands({ post: 'deputy_general_manager', principal: { personId: 'p2', appointments } });
    expect(capacitiesIn(seat, lentBy([inCharge]), matter, at)).toHaveLength(1);
    expect(capacitiesIn(seat, lentBy([own, { ...inCharge, actingFor: 'p4' }]), matter, at)).toEqual([]);
  });

  it('gives nothing to whoever no longer works for the company', () => {
    expect(refusal(stands({}, [appointment('own', 'staff', OVER)]))).not.toBeNull();
  });

  it('of a party is nobody’s to use, and says so', () => {
    expect(refusal(stands(), { parties: { ...matter.parties, requesterId: 'p2' } })).toBe('NO_ELIGIBLE_APPROVER');
    const officers = [holder, stands(), executive('p5')];
    const asked = { ...matter, parties: { ...matter.parties, beneficiaryIds: ['p2'] } };
    expect(mayApprove(GENERAL_MANAGER, asked, stands(), officers, at)).toBe('DELEGATE_OF_REQUESTER');
    expect(mayApprove(GENERAL_MANAGER, asked, executive('p5'), officers, at)).toBeNull();
  });
});

describe('the approver matrix of the rule set', () => {
  const group = REGULATIONS.approvers.filter(({ regime }) => regime === 'group');
  const taking = group.filter(({ operation }) => operation === 'excerpt' || operation === 'copy');

  it('has each cell once', () => {
    const names = REGULATIONS.approvers.map(cellKey);
    expect(new Set(names).size).toBe(names.length);
  });

  it('is the regulations’: the head office for top secret, on a stated necessity, the owner below (GS-20, GS-21, GS-22)', () => {
    expect(taking.map(({ operation, level }) => `${operation} ${level}`).toSorted()).toEqual(
      ['excerpt', 'copy'].flatMap((operation) => SECRET_LEVELS.map((level) => `${operation} ${level}`)).toSorted(),
    );
    for (const { level, approver, article, necessityRequired } of taking) {
      const isTop = level === 'top_secret';
      expect(approver).toEqual(isTop ? HEADQUARTERS_EXECUTIVE : OWNER_GENERAL_MANAGER);
      expect(article).toBe(isTop ? 'GS-21' : 'GS-22');
      expect(necessityRequired).toBe(isTop);
    }
  });

  it('sets nothing that the regulations do not: printing, lending, carrying out and providing are no matters of the group (K-05)', () => {
    const operations = new Set(group.map(({ operation }) => operation));
    expect([...operations].toSorted()).toEqual(['copy', 'declassify', 'destroy', 'excerpt', 'extend', 'regrade']);
  });
});
