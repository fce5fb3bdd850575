import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Actor, DerivationSource, ItemFacts, Range, RangeMember } from '../src/index.ts';
import {
  checkDerived,
  compareLevels,
  deriveClassification,
  effectiveLevel,
  endsNoEarlier,
  isInRange,
  memberPrincipal,
  Temporal,
} from '../src/index.ts';
import { actors, hours, items, periods } from './support/arbitraries.ts';
import { LAW } from './support/cast.ts';
import { runs } from './support/runs.ts';

const AT = Temporal.Instant.from('2026-01-01T00:00:00Z');
const DAY = Temporal.PlainDate.from('2026-01-01');

const source = (changes: Partial<ItemFacts>): DerivationSource => ({
  law: LAW,
  item: {
    itemId: 'item',
    version: 1,
    level: 'confidential',
    period: { kind: 'term', term: Temporal.Duration.from('P1Y') },
    issuedOn: DAY,
    declassifiedAt: null,
    range: range([]),
    regimes: [],
    line: null,
    coOwnerIds: [],
    ...changes,
  },
});

const range = (members: readonly RangeMember[], responsibleManagerId = 'p1'): Range => ({
  ownerCompanyId: 'own',
  responsibleManagerId,
  entries: members.map((member) => ({ member, validity: { from: AT, to: null } })),
  excludedIds: [],
});

const person = (personId: string): RangeMember => ({ kind: 'person', personId });
const department = (departmentId: string): RangeMember => ({ kind: 'department', departmentId });

/** Facts as the derived item would have them: what follows from its sources, and nothing more. */
const derivedFrom = (sources: readonly DerivationSource[], at: Temporal.Instant): DerivationSource | null => {
  const { level, period, members, regimes, coOwnerIds } = deriveClassification(sources, at);
  return level === null || period === null
    ? null
    : source({ level, period, regimes, coOwnerIds, issuedOn: DAY, range: range(members, 'nobody') });
};

const isSecret = ({ item }: DerivationSource, at: Temporal.Instant) => effectiveLevel(item, at) !== 'declassified';

describe('GS-24: an item made from others', () => {
  test('has the highest level, the last end and the names of all of them', () => {
    const derived = deriveClassification(
      [
        source({ range: range([person('p2'), person('p3'), department('d1')]) }),
        source({
          level: 'secret',
          issuedOn: Temporal.PlainDate.from('2020-06-30'),
          period: { kind: 'term', term: Temporal.Duration.from('P20Y') },
          regimes: ['customer'],
          range: { ...range([person('p3'), department('d1')]), ownerCompanyId: 'sister' },
        }),
      ],
      AT,
    );
    expect(derived).toEqual({
      level: 'secret',
      period: { kind: 'until', day: Temporal.PlainDate.from('2040-06-30') },
      members: [person('p3')],
      regimes: ['customer'],
      coOwnerIds: ['own', 'sister'],
    });
  });

  test('is 长期 where nobody can tell whether an event or a day comes last', () => {
    const day = source({});
    const event = source({ period: { kind: 'event', event: '公布' } });
    expect(deriveClassification([day, event], AT).period).toEqual({ kind: 'indefinite' });
    expect(deriveClassification([event, event], AT).period).toEqual({ kind: 'event', event: '公布' });
  });

  test('owes nothing to what is no longer secret', () => {
    const over = source({ level: 'top_secret', declassifiedAt: AT });
    expect(deriveClassification([over], AT)).toEqual({
      level: null,
      period: null,
      members: [],
      regimes: [],
      coOwnerIds: [],
    });
    expect(deriveClassification([over, source({})], AT).level).toBe('confidential');
  });

  test('owes everything to a source that nobody has confirmed yet, whatever day it is', () => {
    const proposed = source({
      period: { kind: 'until', day: Temporal.PlainDate.from('2025-01-01') },
      unconfirmed: true,
    });
    expect(deriveClassification([proposed], AT).level).toBe('confidential');
  });

  test('is not registered less protected: each field by itself', () => {
    const strict = source({ level: 'secret', range: range([person('p2')]) });
    const cast = new Map<string, Actor>(
      ['p1', 'p2', 'p3'].map((personId) => [
        personId,
        {
          personId,
          appointments: [
            {
              companyId: 'own',
              companyKind: 'subsidiary',
              post: 'staff',
              departmentId: null,
              validity: { from: AT, to: null },
            },
          ],
        },
      ]),
    );
    const good = {
      level: 'secret',
      period: { kind: 'term', term: Temporal.Duration.from('P1Y') },
      issuedOn: DAY,
      members: [person('p2')],
      regimes: [],
      responsibleManagerId: 'p1',
    } as const;
    const fields = (changes: object) =>
      checkDerived({ ...good, ...changes }, [strict], (id) => cast.get(id), AT).map(({ field }) => field);
    expect(fields({})).toEqual([]);
    expect(fields({ level: 'confidential' })).toEqual(['level']);
    expect(fields({ period: { kind: 'term', term: Temporal.Duration.from('P11M') } })).toEqual(['period']);
    expect(fields({ period: { kind: 'event', event: '公布' } })).toEqual(['period']);
    expect(fields({ members: [person('p3')] })).toEqual(['members']);
    expect(fields({ members: [department('d1')] })).toEqual(['members']);
    expect(fields({ responsibleManagerId: 'p3' })).toEqual(['responsibleManagerId']);
    expect(fields({ level: 'top_secret', period: { kind: 'indefinite' } })).toEqual([]);
  });
});

describe('over random graphs', () => {
  const worlds = fc.record({
    at: hours,
    roots: fc.array(
      fc.tuple(items, periods).map(([item, period]) => ({ item: { ...item, period }, law: LAW })),
      { minLength: 1, maxLength: 4 },
    ),
    // which of the items so far each further one is made from
    steps: fc.array(fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }), { maxLength: 5 }),
  });

  test('no item is lower, ends earlier or names more than anything that it comes from, however far back', () => {
    fc.assert(
      fc.property(worlds, ({ at, roots, steps }) => {
        const all: { readonly made: DerivationSource; readonly ancestors: readonly DerivationSource[] }[] = roots.map(
          (made) => ({ made, ancestors: [] }),
        );
        for (const step of steps) {
          const parents = step.flatMap((index) => all[index % all.length] ?? []);
          const made = derivedFrom(
            parents.map((parent) => parent.made),
            at,
          );
          const ancestors = parents.flatMap((parent) => [parent.made, ...parent.ancestors]);
          if (made === null) {
            if (parents.some((parent) => isSecret(parent.made, at)))
              throw new Error('a secret parent has no secret child');
            continue;
          }
          for (const ancestor of ancestors) {
            if (!isSecret(ancestor, at)) continue;
            expect(compareLevels(made.item.level, ancestor.item.level)).toBeGreaterThanOrEqual(0);
            expect(endsNoEarlier(made.item, ancestor.item)).toBe(true);
            const names = ancestor.item.range.entries.map(({ member }) => memberPrincipal(member));
            for (const { member } of made.item.range.entries) expect(names).toContain(memberPrincipal(member));
          }
          all.push({ made, ancestors });
        }
      }),
      runs(),
    );
  });

  test('what is found nowhere stricter lets nobody know who may not know every source', () => {
    fc.assert(
      fc.property(worlds, fc.array(actors, { maxLength: 4 }), items, ({ at, roots }, people, item) => {
        const actorOf = (id: string) => people.find(({ personId }) => personId === id);
        const proposal = {
          level: item.level,
          period: item.period,
          issuedOn: item.issuedOn,
          members: item.range.entries.flatMap(({ member }) => (member.kind === 'person' ? [member] : [])),
          regimes: item.regimes,
          responsibleManagerId: item.range.responsibleManagerId,
        };
        if (checkDerived(proposal, roots, actorOf, at).length > 0) return;
        const regimes = [...new Set([...item.regimes, ...deriveClassification(roots, at).regimes])];
        const knowing = LAW.knowing(item.level, regimes);
        for (const actor of new Map(people.map((actor) => [actor.personId, actor])).values()) {
          const first = actorOf(actor.personId);
          if (first === undefined || !isInRange({ ...item.range, excludedIds: [] }, knowing, first, at)) continue;
          const byName = item.range.entries
            .map(({ member }) => memberPrincipal(member))
            .includes(`person:${first.personId}`);
          const byOffice = first.personId === item.range.responsibleManagerId && knowing.managerKnows;
          if (!byName && !byOffice) continue;
          for (const root of roots) {
            if (!isSecret(root, at)) continue;
            expect(isInRange(root.item.range, LAW.knowing(root.item.level, root.item.regimes), first, at)).toBe(true);
          }
        }
      }),
      runs(),
    );
  });
});
