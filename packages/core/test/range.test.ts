import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor, RangeMember, Regime, SecretLevel } from '../src/index.ts';
import {
  checkMembers,
  compareLevels,
  HEADQUARTERS_EXECUTIVES,
  inOffice,
  mayName,
  memberPrincipal,
  POSTS,
  readersOf,
  readersOnceDeclassified,
  SECRET_LEVELS,
} from '../src/index.ts';
import { actors, hours, levels, members, ranges, regimes } from './support/arbitraries.ts';
import {
  appointment,
  COMPANIES,
  IN_FORCE,
  LAST_SECRET_MILLISECOND,
  LAW,
  OVER,
  OWNER,
  rangeOf,
} from './support/cast.ts';

/** What the regulations say of a level, under the group's rules alone unless others bind too. */
const knowing = (level: SecretLevel, further: readonly Regime[] = []) => LAW.knowing(level, further);
const now = LAST_SECRET_MILLISECOND;
const person: RangeMember = { kind: 'person', personId: 'p' };
const department: RangeMember = { kind: 'department', departmentId: 'd' };
const group: RangeMember = { kind: 'group', groupId: 'g' };
const post: RangeMember = { kind: 'post', companyId: OWNER, post: 'auditor' };

describe('the readers of a range', () => {
  it('never become more because the level is higher', () => {
    fc.assert(
      fc.property(ranges, regimes, levels, levels, hours, (range, further, a, b, at) => {
        const [lower, higher] = compareLevels(a, b) <= 0 ? [a, b] : [b, a];
        const wider = new Set(readersOf(range, knowing(lower, further), at));
        expect(readersOf(range, knowing(higher, further), at).filter((reader) => !wider.has(reader))).toEqual([]);
      }),
    );
  });

  it('never become fewer because it is declassified: the owner’s people and the responsible manager come in', () => {
    fc.assert(
      fc.property(ranges, levels, regimes, hours, (range, level, further, at) => {
        const after = readersOnceDeclassified(range, knowing(level, further), at);
        expect(after).toEqual(
          expect.arrayContaining([
            ...readersOf(range, knowing(level, further), at),
            `staff:${OWNER}`,
            `person:${range.responsibleManagerId}`,
          ]),
        );
      }),
    );
  });

  it('always hold the head office’s executives under the group’s rules, and where others bind too never (GS-16, K-07)', () => {
    fc.assert(
      fc.property(ranges, levels, regimes, hours, (range, level, further, at) => {
        expect(readersOf(range, knowing(level), at)).toContain(HEADQUARTERS_EXECUTIVES);
        const alone = further.length === 0;
        expect(readersOf(range, knowing(level, further), at).includes(HEADQUARTERS_EXECUTIVES)).toBe(alone);
      }),
    );
  });

  it('never become more because a further regime binds the item', () => {
    fc.assert(
      fc.property(ranges, levels, regimes, regimes, hours, (range, level, some, others, at) => {
        const wider = new Set(readersOf(range, knowing(level, some), at));
        const smaller = readersOf(range, knowing(level, [...some, ...others]), at);
        expect(smaller.filter((reader) => !wider.has(reader))).toEqual([]);
      }),
    );
  });

  it('hold nobody whose entry is over or has not begun', () => {
    const entries = [{ member: person, validity: { from: now, to: now.add({ hours: 1 }) } }];
    const range = rangeOf(entries, 'm');
    const holds = [-1, 0, 3_599_999, 3_600_000].map((milliseconds) =>
      readersOf(range, knowing('top_secret'), now.add({ milliseconds })).includes('person:p'),
    );
    expect(holds).toEqual([false, true, true, false]);
  });

  it.each([
    ['top_secret', 'only the persons designated, not the responsible manager (GS-17)', ['person:p']],
    [
      'secret',
      'the responsible manager and persons, no posts, departments or groups (GS-18)',
      ['person:m', 'person:p'],
    ],
    [
      'confidential',
      'the responsible manager and whatever is listed (GS-19)',
      ['department:d', 'group:g', 'person:m', 'person:p', `post:${OWNER}:auditor`],
    ],
  ] as const)('of a %s item are %s', (level, _, readers) => {
    const entries = [person, department, group, post].map((member) => ({ member, validity: IN_FORCE }));
    const found = readersOf(rangeOf(entries, 'm'), knowing(level), now);
    expect(found.filter((reader) => reader !== HEADQUARTERS_EXECUTIVES).toSorted()).toEqual(readers);
  });
});

describe('the members of a range (GS-19, K-08)', () => {
  it.each<[SecretLevel, readonly RangeMember[], string | null]>([
    ['top_secret', [], null],
    ['top_secret', [person], null],
    ['top_secret', [person, post], 'RANGE_TOO_WIDE'],
    ['top_secret', [department], 'RANGE_TOO_WIDE'],
    ['top_secret', [group], 'RANGE_TOO_WIDE'],
    ['secret', [], null],
    ['secret', [person], null],
    ['secret', [post], 'RANGE_TOO_WIDE'],
    ['secret', [person, department], 'RANGE_TOO_WIDE'],
    ['secret', [group], 'RANGE_TOO_WIDE'],
    ['confidential', [], 'RANGE_REQUIRED'],
    ['confidential', [person], null],
    ['confidential', [post, department], null],
    ['confidential', [group], null],
  ])('of a %s item, %j: %s', (level, members, refusal) => {
    expect(checkMembers(level, knowing(level), members)).toBe(refusal);
  });

  it('that are accepted are readers, each of them', () => {
    fc.assert(
      fc.property(levels, fc.array(members), hours, (level, members, at) => {
        fc.pre(checkMembers(level, knowing(level), members) === null);
        const entries = members.map((member) => ({ member, validity: { from: at, to: null } }));
        const readers = readersOf(rangeOf(entries, 'm'), knowing(level), at);
        expect(readers).toEqual(expect.arrayContaining(members.map(memberPrincipal)));
      }),
    );
  });
});

describe('who may name', () => {
  const range = rangeOf([], 'manager');
  const entitled = (level: SecretLevel, personId: string) =>
    COMPANIES.flatMap((company) =>
      POSTS.filter(
        (post) =>
          mayName(range, knowing(level), { personId, appointments: [appointment(company, post)] }, now) === null,
      ).map((post) => `${company} ${post}`),
    );
  const everywhere = COMPANIES.flatMap((company) => POSTS.map((post) => `${company} ${post}`));
  const executives = ['headquarters general_manager', 'headquarters deputy_general_manager'];

  it('for top secret: head-office executives, and being the responsible manager adds nothing (GS-17)', () => {
    expect(entitled('top_secret', 'somebody')).toEqual(executives);
    expect(entitled('top_secret', 'manager')).toEqual(executives);
  });

  it('for secret: the responsible manager alone, whatever his post (GS-18)', () => {
    expect(entitled('secret', 'somebody')).toEqual([]);
    expect(entitled('secret', 'manager')).toEqual(everywhere);
  });

  it('for confidential: the responsible manager, and the security officer of the owner (GS-19)', () => {
    expect(entitled('confidential', 'somebody')).toEqual([`${OWNER} security_officer`]);
    expect(entitled('confidential', 'manager')).toEqual(everywhere);
  });

  it.each(SECRET_LEVELS)('for %s: nobody whose appointment is over', (level) => {
    const post =
      level === 'top_secret'
        ? appointment('headquarters', 'general_manager', OVER)
        : appointment(OWNER, 'security_officer', OVER);
    const left: Actor = { personId: 'manager', appointments: [post] };
    expect(mayName(range, knowing(level), left, now)).toBe('NOT_ENTITLED_TO_DESIGNATE');
  });

  it('for any level: never somebody without an appointment', () => {
    fc.assert(
      fc.property(ranges, levels, actors, hours, (range, level, actor, at) => {
        fc.pre(inOffice(actor, at).length === 0);
        expect(mayName(range, knowing(level), actor, at)).toBe('NOT_ENTITLED_TO_DESIGNATE');
      }),
    );
  });
});
