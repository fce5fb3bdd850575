import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor, ApprovalMatter, Capacity, Formula, Quorum, Route, Seat, SeatFormula } from '../src/index.ts';
import {
  afterAgreement,
  allOf,
  anyOf,
  atLeast,
  inOrder,
  isJoint,
  isParty,
  mayApprove,
  routeOf,
  seatName,
} from '../src/index.ts';
import { personIds } from './support/arbitraries.ts';
import { appointment, LAST_SECRET_MILLISECOND, LINE, OWNER } from './support/cast.ts';
import { capacitiesOfRoute, holdings, routed, SUPERIORS } from './support/matters.ts';
import { heardCases, quorumCases } from './support/quorums.ts';
import { first } from './support/read.ts';
import { runs } from './support/runs.ts';

interface Leaf {
  readonly kind: 'leaf';
  readonly name: string;
}
const leaves = fc.constantFrom('a', 'b', 'c').map((name): Leaf => ({ kind: 'leaf', name }));
const quorums = fc
  .record({ count: fc.integer({ min: 1, max: 4 }), of: fc.array(leaves, { minLength: 1, maxLength: 3 }) })
  .map(({ count, of }) => atLeast<Leaf>(count, ...of));

/** Somebody who speaks, perhaps in the name of another, for some posts. */
const voices = fc.record({
  personId: personIds,
  principalId: fc.option(personIds),
  posts: fc.subarray(['a', 'b', 'c'], { minLength: 1 }),
});
interface Voice {
  readonly personId: string;
  readonly principalId: string | null;
  readonly posts: readonly string[];
}
const idsOf = ({ personId, principalId }: Voice): readonly string[] =>
  principalId === null ? [personId] : [personId, principalId];

/** What is left after some voices, one after the other. */
const after = (quorum: Quorum<Leaf>, spoken: readonly Voice[]): Formula<Leaf> | null =>
  spoken.reduce<Formula<Leaf> | null>(
    (left, voice) =>
      left === null ? null : afterAgreement(left, ({ name }) => voice.posts.includes(name), idsOf(voice)),
    quorum,
  );

/** Who has counted, by a list of names alone: whoever stands on it, or speaks for somebody who does, is not added. */
const counted = ({ of }: Quorum<Leaf>, spoken: readonly Voice[]): readonly Voice[] => {
  const asked = new Set(of.flatMap((part) => (isJoint(part) ? [] : [part.name])));
  const heard = new Set<string>();
  return spoken.filter((voice) => {
    const adds = voice.posts.some((post) => asked.has(post)) && idsOf(voice).every((id) => !heard.has(id));
    if (adds) for (const id of idsOf(voice)) heard.add(id);
    return adds;
  });
};

describe('a quorum (法定人数)', () => {
  it('is reached when so many people have been heard, and never before', () => {
    fc.assert(
      fc.property(quorums, fc.array(voices, { maxLength: 8 }), (quorum, spoken) => {
        const left = after(quorum, spoken);
        expect(left === null).toBe(counted(quorum, spoken).length >= quorum.count);
        const people = new Set(spoken.map(({ personId }) => personId));
        expect(left !== null || people.size >= quorum.count).toBe(true);
      }),
      runs(2000),
    );
  });

  it('counts people, not posts: whoever holds every post of it is one, however often he speaks', () => {
    fc.assert(
      fc.property(quorums, personIds, fc.integer({ min: 1, max: 6 }), (quorum, personId, times) => {
        const all: Voice = { personId, principalId: null, posts: ['a', 'b', 'c'] };
        const left = after(
          quorum,
          Array.from({ length: times }, () => all),
        );
        expect(left === null).toBe(quorum.count === 1);
      }),
      runs(1000),
    );
  });

  it('counts whoever lends his voice and whoever speaks with it once, whichever of them speaks first', () => {
    fc.assert(
      fc.property(
        quorums,
        fc.uniqueArray(personIds, { minLength: 2, maxLength: 2 }),
        fc.boolean(),
        (quorum, two, turn) => {
          const [principalId = '', personId = ''] = two;
          const posts = ['a', 'b', 'c'];
          const own: Voice = { personId: principalId, principalId: null, posts };
          const lent: Voice = { personId, principalId, posts };
          const himself: Voice = { personId, principalId: null, posts };
          const once = after(quorum, [lent]);
          expect(after(quorum, turn ? [own, lent] : [lent, own])).toEqual(turn ? after(quorum, [own]) : once);
          // Nor does the one who spoke with it count again in a post of his own.
          expect(after(quorum, [lent, himself])).toEqual(once);
        },
      ),
      runs(1000),
    );
  });

  it('is no nearer by whoever holds none of its posts', () => {
    fc.assert(
      fc.property(quorums, personIds, (quorum, personId) => {
        expect(after(quorum, [{ personId, principalId: null, posts: ['elsewhere'] }])).toEqual(quorum);
      }),
      runs(500),
    );
  });

  it('of more is never reached sooner, and more voices never undo it', () => {
    fc.assert(
      fc.property(
        quorums,
        fc.array(voices, { maxLength: 6 }),
        fc.array(voices, { maxLength: 3 }),
        (quorum, spoken, more) => {
          const larger = { ...quorum, count: quorum.count + 1 };
          const isReached = after(quorum, spoken) === null;
          expect(isReached || after(larger, spoken) !== null).toBe(true);
          expect(!isReached || after(quorum, [...spoken, ...more]) === null).toBe(true);
        },
      ),
      runs(2000),
    );
  });

  it('joined with others waits for them, for one of them, or for its turn', () => {
    const [a, b] = (['a', 'b'] as const).map((name): Leaf => ({ kind: 'leaf', name }));
    if (a === undefined || b === undefined) throw new RangeError('two leaves');
    const two = atLeast<Leaf>(2, a);
    const agrees = (name: string, id: string) => (formula: Formula<Leaf>) =>
      afterAgreement(formula, (one) => one.name === name, [id]);
    expect(agrees('a', 'p1')(allOf<Leaf>(two, b))).toEqual(allOf<Leaf>({ ...two, count: 1, heard: ['p1'] }, b));
    expect(agrees('b', 'p1')(anyOf<Leaf>(two, b))).toBeNull();
    expect(agrees('b', 'p1')(inOrder<Leaf>(two, b))).toEqual(inOrder<Leaf>(two, b));
  });
});

describe('a request that needs a quorum', () => {
  it('goes to no party, and to nobody who would speak for one', () => {
    fc.assert(
      fc.property(quorumCases, ({ people, matter, at, quorum }) => {
        const capacities = capacitiesOfRoute(routeOf(quorum, matter, people, at));
        const voicesOf = capacities.flatMap(({ personId, principalId }) => [personId, principalId ?? personId]);
        expect(voicesOf.filter((id) => isParty(matter.parties, id))).toEqual([]);
        for (const person of people.filter(({ personId }) => isParty(matter.parties, personId))) {
          expect(mayApprove(quorum, matter, person, people, at)).toBe('SELF_APPROVAL');
        }
      }),
      runs(2000),
    );
  });

  it('goes to nobody who has been heard, himself or by whoever spoke for him', () => {
    fc.assert(
      fc.property(heardCases, ({ people, matter, at, quorum }) => {
        const capacities = capacitiesOfRoute(routeOf(quorum, matter, people, at));
        const voicesOf = capacities.flatMap(({ personId, principalId }) => [personId, principalId ?? personId]);
        expect(voicesOf.filter((id) => quorum.heard?.includes(id))).toEqual([]);
      }),
      runs(2000),
    );
  });

  it('goes to superiors exactly where without them so many could not be heard, or nobody has answered in time', () => {
    let raised = 0;
    fc.assert(
      fc.property(quorumCases, ({ people, matter, at, quorum }) => {
        const route = routeOf(quorum, matter, people, at);
        if (route.kind !== 'open') return;
        const own = route.capacities.filter(({ escalated }) => !escalated);
        expect(route.escalated).toBe(own.length < route.capacities.length);
        const isEnough = mostApart(own) >= quorum.count;
        expect(matter.overdue === true ? route.escalated || isEnough : isEnough).toBe(
          matter.overdue === true || !route.escalated,
        );
        raised += Number(route.escalated);
      }),
      runs(2000),
    );
    expect(raised).toBeGreaterThan(0);
  });

  it('is open only where so many different people can be heard, for so many different ones', () => {
    fc.assert(
      fc.property(quorumCases, ({ people, matter, at, quorum }) => {
        const route = routeOf(quorum, matter, people, at);
        if (route.kind !== 'open') return;
        expect(mostApart(route.capacities)).toBeGreaterThanOrEqual(quorum.count);
      }),
      runs(2000),
    );
  });

  it('that is open can be brought to its end by those to whom it is open, and by no fewer', () => {
    fc.assert(
      fc.property(quorumCases, ({ people, matter, at, quorum }) => {
        /** After how many voices it is over, whoever speaks. */
        const ends = (left: SeatFormula | null, spoken: number): readonly number[] => {
          if (left === null) return [spoken];
          return voicesOn(routeOf(left, matter, people, at)).flatMap(({ personId, principalId, seat }) => {
            const ids = principalId === null ? [personId] : [personId, principalId];
            return ends(
              afterAgreement<Seat>(left, (one) => seatName(one) === seatName(seat), ids),
              spoken + 1,
            );
          });
        };
        if (routeOf(quorum, matter, people, at).kind !== 'open') return;
        expect([...new Set(ends(quorum, 0))]).toEqual([quorum.count]);
      }),
      runs(500),
    );
  });
});

/** The different voices that a route offers, whichever seat they fill. */
const voicesOn = (route: Route): readonly Capacity[] => [
  ...new Map(
    capacitiesOfRoute(route).map((held) => [`${held.personId} ${held.principalId ?? held.personId}`, held]),
  ).values(),
];

/** The most capacities of which no two have a person in common, found by trying all of them. */
const mostApart = (all: readonly Capacity[]): number => {
  const pairs = [...new Set(all.map(({ personId, principalId }) => `${personId} ${principalId ?? personId}`))];
  const most = ([one, ...others]: readonly string[]): number => {
    if (one === undefined) return 0;
    const ids = one.split(' ');
    return Math.max(1 + most(others.filter((other) => !other.split(' ').some((id) => ids.includes(id)))), most(others));
  };
  return most(pairs);
};

const at = LAST_SECRET_MILLISECOND;
const matter: ApprovalMatter = {
  operation: 'copy',
  level: 'secret',
  ownerCompanyId: OWNER,
  line: LINE,
  responsibleManagerId: 'manager',
  requesterCompanyIds: [OWNER],
  requesterDepartmentIds: [],
  parties: { requesterId: 'p1', drafterId: null, beneficiaryIds: [] },
};
const DEPUTY: Seat = { kind: 'post', companyId: OWNER, post: 'deputy_general_manager' };
const two = atLeast<Seat>(2, DEPUTY);
const deputy = (personId: string): Actor => ({
  personId,
  appointments: [appointment('own', 'deputy_general_manager')],
});
const executive: Actor = { personId: 'p9', appointments: [appointment('headquarters', 'general_manager')] };

describe('two deputies have to agree', () => {
  const standIn = (principal: Actor): Actor => ({
    personId: 'p5',
    appointments: [appointment('own', 'staff')],
    delegations: [
      {
        number: 'OWN-WT-2026-000001',
        principalId: principal.personId,
        delegateId: 'p5',
        companyId: OWNER,
        post: 'deputy_general_manager',
        highestLevel: 'secret',
        operations: ['copy'],
        validity: { from: at.subtract({ hours: 1 }), to: at.add({ hours: 1 }) },
        principal,
      },
    ],
  });

  it('is open to both of three who do not ask', () => {
    const route = routeOf(two, matter, [deputy('p1'), deputy('p2'), deputy('p3'), executive], at);
    expect(route).toMatchObject({ kind: 'open', escalated: false });
    expect(routed(route)).toEqual(['p2', 'p3']);
  });

  it('where one of the two asks, the head office is heard in his place', () => {
    const route = routeOf(two, matter, [deputy('p1'), deputy('p2'), executive], at);
    expect(route).toMatchObject({ kind: 'open', escalated: true });
    expect(routed(route)).toEqual(['p2', 'p9']);
  });

  it('where there is but one, and somebody to whom he lends his voice, they are not two', () => {
    const only = deputy('p2');
    const officers = [only, standIn(only)];
    expect(routeOf(two, matter, officers, at)).toMatchObject({ kind: 'locked', appoint: [DEPUTY] });
    // Too few hold the post: somebody is to be appointed, and the head office does not stand in for an empty chair.
    expect(routeOf(two, matter, [...officers, executive], at)).toMatchObject({ kind: 'locked', appoint: [DEPUTY] });
    const late = routeOf(two, { ...matter, overdue: true }, [...officers, executive], at);
    expect(late).toMatchObject({ kind: 'open', escalated: true });
    // Heard for him, he is not heard again; what is left is the head office’s.
    const left = afterAgreement<Seat>(two, (seat) => seatName(seat) === seatName(DEPUTY), ['p5', 'p2']);
    if (left === null) throw new RangeError('one voice is not two');
    expect(routed(routeOf(left, { ...matter, overdue: true }, [...officers, executive], at))).toEqual(['p9']);
  });

  it('where nobody has answered in time, the head office may speak beside them', () => {
    const officers = [deputy('p2'), deputy('p3'), executive];
    expect(routed(routeOf(two, matter, officers, at))).toEqual(['p2', 'p3']);
    const late = routeOf(two, { ...matter, overdue: true }, officers, at);
    expect(late).toMatchObject({ kind: 'open', escalated: true });
    expect(routed(late)).toEqual(['p2', 'p3', 'p9']);
    expect(holdings(first(SUPERIORS), executive, at)).toHaveLength(1);
  });
});
