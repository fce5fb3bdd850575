import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  covers,
  departmentPrincipal,
  groupPrincipal,
  HEADQUARTERS_EXECUTIVES,
  holdsPost,
  inOffice,
  isEmployedBy,
  isHeadquartersExecutive,
  personPrincipal,
  POSTS,
  postPrincipal,
  principalsOf,
  staffPrincipal,
} from '../src/index.ts';
import { actors, hours } from './support/arbitraries.ts';
import { appointment, COMPANIES, LAST_SECRET_MILLISECOND } from './support/cast.ts';

const now = LAST_SECRET_MILLISECOND;

describe('what a person may do follows from the appointments in force', () => {
  it('in office are those that cover the instant, and no others', () => {
    fc.assert(
      fc.property(actors, hours, (actor, at) => {
        expect(inOffice(actor, at)).toEqual(actor.appointments.filter((held) => covers(held.validity, at)));
      }),
    );
  });

  it('whoever has none answers to no name at all', () => {
    fc.assert(
      fc.property(actors, hours, (actor, at) => {
        const left = { ...actor, appointments: actor.appointments.filter((held) => !covers(held.validity, at)) };
        expect(principalsOf(left, at)).toEqual([]);
      }),
    );
  });

  it('a post and an employment begin with the first instant and end before the last', () => {
    const to = now.add({ hours: 1 });
    const actor = { personId: 'p', appointments: [appointment('own', 'custodian', { from: now, to })] };
    const at = [now.subtract({ milliseconds: 1 }), now, to.subtract({ milliseconds: 1 }), to];
    expect(at.map((at) => holdsPost(actor, 'own', 'custodian', at))).toEqual([false, true, true, false]);
    expect(at.map((at) => isEmployedBy(actor, 'own', at))).toEqual([false, true, true, false]);
  });
});

describe('head-office executives (GS-16)', () => {
  const executives = COMPANIES.flatMap((company) =>
    POSTS.filter((post) =>
      isHeadquartersExecutive({ personId: 'p', appointments: [appointment(company, post)] }, now),
    ).map((post) => `${company} ${post}`),
  );

  it('are the head office’s general manager and deputies, and nobody of a subsidiary', () => {
    expect(executives).toEqual(['headquarters general_manager', 'headquarters deputy_general_manager']);
  });

  it('answer to a name of their own', () => {
    fc.assert(
      fc.property(actors, hours, (actor, at) => {
        expect(principalsOf(actor, at).includes(HEADQUARTERS_EXECUTIVES)).toBe(isHeadquartersExecutive(actor, at));
      }),
    );
  });
});

describe('the names of a person', () => {
  it('are himself, his departments and project groups, and post and staff of each company he works for, each once', () => {
    fc.assert(
      fc.property(actors, hours, (actor, at) => {
        const expected = inOffice(actor, at).flatMap(({ companyId, post, departmentId }) => [
          personPrincipal(actor.personId),
          postPrincipal(companyId, post),
          staffPrincipal(companyId),
          ...(departmentId === null ? [] : [departmentPrincipal(departmentId)]),
        ]);
        const groups = (actor.memberships ?? [])
          .filter(({ validity }) => expected.length > 0 && covers(validity, at))
          .map(({ groupId }) => groupPrincipal(groupId));
        const names = principalsOf(actor, at).filter((name) => name !== HEADQUARTERS_EXECUTIVES);
        expect(names.toSorted()).toEqual([...new Set([...expected, ...groups])].toSorted());
      }),
    );
  });
});
