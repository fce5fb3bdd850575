import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor, OfficeHolders, Route, Temporal } from '../src/index.ts';
import { approverArticle, approverRule, covers, isParty, mayApprove, REGULATIONS, routeOf } from '../src/index.ts';
import { hours, levels, organisations, parties } from './support/arbitraries.ts';
import { OWNER } from './support/cast.ts';

/** The posts that are filled, told from the register without the help of core. */
const holdersOf = (people: readonly Actor[], at: Temporal.Instant): OfficeHolders => {
  const holding = (company: string, posts: readonly string[]) =>
    people
      .filter(({ appointments }) =>
        appointments.some(
          (held) => held.companyId === company && posts.includes(held.post) && covers(held.validity, at),
        ),
      )
      .map(({ personId }) => personId);
  return {
    ownerGeneralManagers: holding(OWNER, ['general_manager']),
    headquartersExecutives: holding('headquarters', ['general_manager', 'deputy_general_manager']),
  };
};

const routed = (route: Route): readonly string[] => (route.kind === 'open' ? route.approverIds : []);

const cases = fc.record({ people: organisations, level: levels, parties, at: hours }).map((drawn) => ({
  ...drawn,
  holders: holdersOf(drawn.people, drawn.at),
}));

describe('the approver of an excerpt or a copy', () => {
  it('is never a party to the request', () => {
    fc.assert(
      fc.property(cases, ({ people, level, parties, holders, at }) => {
        const asking = people.filter(({ personId }) => isParty(parties, personId));
        const answers = asking.map((person) =>
          mayApprove({ level, ownerCompanyId: OWNER, parties, holders }, person, at),
        );
        expect(answers).toEqual(asking.map(() => 'SELF_APPROVAL'));
      }),
    );
  });

  it('is never routed to a party', () => {
    fc.assert(
      fc.property(cases, ({ level, parties, holders }) => {
        expect(routed(routeOf(level, parties, holders)).filter((id) => isParty(parties, id))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('is exactly whoever it is routed to', () => {
    fc.assert(
      fc.property(cases, ({ people, level, parties, holders, at }) => {
        const route = routeOf(level, parties, holders);
        const matter = { level, ownerCompanyId: OWNER, parties, holders };
        const accepted = people.filter((person) => mayApprove(matter, person, at) === null);
        expect(accepted.map(({ personId }) => personId).toSorted()).toEqual(routed(route).toSorted());
      }),
      { numRuns: 1000 },
    );
  });

  it('is nobody where the route is locked, and an open route always has somebody', () => {
    fc.assert(
      fc.property(cases, ({ people, level, parties, holders, at }) => {
        const route = routeOf(level, parties, holders);
        expect(routed(route).length > 0).toBe(route.kind === 'open');
        const impartial = people.filter(({ personId }) => !isParty(parties, personId));
        const answers = impartial.map((person) =>
          mayApprove({ level, ownerCompanyId: OWNER, parties, holders }, person, at),
        );
        expect(answers.filter((answer) => (answer === 'NO_ELIGIBLE_APPROVER') !== (route.kind === 'locked'))).toEqual(
          [],
        );
      }),
    );
  });

  it('of a top secret item holds office at the head office (GS-21)', () => {
    fc.assert(
      fc.property(cases, ({ parties, holders }) => {
        const route = routeOf('top_secret', parties, holders);
        expect(holders.headquartersExecutives).toEqual(expect.arrayContaining([...routed(route)]));
      }),
    );
  });

  it('is a superior only where the owner’s general managers are all parties (GS-22)', () => {
    fc.assert(
      fc.property(cases, ({ parties, holders }) => {
        const route = routeOf('secret', parties, holders);
        const all =
          holders.ownerGeneralManagers.length > 0 && holders.ownerGeneralManagers.every((id) => isParty(parties, id));
        fc.pre(route.kind === 'open');
        expect(route.escalated).toBe(all);
      }),
      { numRuns: 500 },
    );
  });
});

describe('where nobody may decide', () => {
  const nobody = { requesterId: 'p1', drafterId: null, beneficiaryIds: [] };

  it('says to appoint a general manager of the owner', () => {
    const holders = { ownerGeneralManagers: [], headquartersExecutives: ['p2'] };
    expect(routeOf('secret', nobody, holders)).toEqual({ kind: 'locked', appoint: 'owner_general_manager' });
  });

  it('says to appoint somebody at the head office, for top secret', () => {
    const holders = { ownerGeneralManagers: ['p2'], headquartersExecutives: [] };
    expect(routeOf('top_secret', nobody, holders)).toEqual({ kind: 'locked', appoint: 'headquarters_executive' });
  });

  it('says to appoint somebody at the head office where every superior is a party too', () => {
    const holders = { ownerGeneralManagers: ['p1'], headquartersExecutives: ['p2'] };
    const parties = { requesterId: 'p1', drafterId: null, beneficiaryIds: ['p2'] };
    expect(routeOf('secret', parties, holders)).toEqual({ kind: 'locked', appoint: 'headquarters_executive' });
    expect(routeOf('top_secret', parties, holders)).toEqual({ kind: 'locked', appoint: 'headquarters_executive' });
  });
});

describe('the approver matrix of the rule set', () => {
  it('has one cell for each level of each operation, as the law decides', () => {
    expect(REGULATIONS.approvers.map(({ operation, level }) => `${operation} ${level}`)).toEqual([
      'excerpt confidential',
      'excerpt secret',
      'excerpt top_secret',
      'copy confidential',
      'copy secret',
      'copy top_secret',
    ]);
    for (const { level, approver, article, necessityRequired } of REGULATIONS.approvers) {
      expect([approver, article]).toEqual([approverRule(level), approverArticle(level)]);
      expect(necessityRequired).toBe(level === 'top_secret');
    }
  });

  it('is the regulations’: the head office for top secret, the owner below', () => {
    const cells = REGULATIONS.approvers.map(({ level, approver, article }) => `${level} ${approver} ${article}`);
    expect([...new Set(cells)]).toEqual([
      'confidential owner_general_manager GS-22',
      'secret owner_general_manager GS-22',
      'top_secret headquarters_executive GS-21',
    ]);
  });
});
