import fc from 'fast-check';
import type {
  Actor,
  ItemFacts,
  LocalAnswer,
  LocalQuestion,
  NumberedGrant,
  NumberedItem,
  SnapshotFacts,
  TimedRules,
  Validity,
} from '../../src/index.ts';
import {
  checkGrantUse,
  decide,
  declassifiesAt,
  effectiveLevel,
  isEmployedBy,
  lawOf,
  OPERATIONS,
  REGULATIONS,
  Temporal,
} from '../../src/index.ts';
import { actors, grants, hours, items } from './arbitraries.ts';
import { OWNER } from './cast.ts';
import { COMPANY_CODE, overlaid } from './laws.ts';
import { recordClasses } from './record-classes.ts';

export const COMPANY = { id: OWNER, code: COMPANY_CODE, kind: 'subsidiary' } as const;
export const NUMBERS = ['OWN-2026-000001', 'OWN-2026-000002', 'OWN-2025-000001'];
export const AT = Temporal.Instant.from('2026-01-01T00:00:00Z');

/** The regulations; or random rules, and from some hour on what the company has written for itself besides. */
const timedRules: fc.Arbitrary<readonly TimedRules[]> = fc
  .tuple(hours, fc.option(overlaid, { freq: 1 }))
  .map(([later, random]) =>
    random === null
      ? [{ from: AT.subtract({ hours: 10 }), rules: REGULATIONS }]
      : [
          { from: AT.subtract({ hours: 10 }), rules: { ...random.before, version: 1 } },
          { from: later, rules: { ...random.after, version: 2 } },
        ],
  );

const numbered = (number: string, facts: ItemFacts, isUnconfirmed: boolean): NumberedItem => ({
  number,
  facts: { ...facts, itemId: number, unconfirmed: isUnconfirmed },
});

const numberedItems: fc.Arbitrary<readonly NumberedItem[]> = fc
  .tuple(...NUMBERS.map((number) => fc.option(fc.tuple(fc.constant(number), items, fc.nat(3)), { freq: 4 })))
  .map((drawn) => drawn.flatMap((one) => (one === null ? [] : [numbered(one[0], one[1], one[2] === 0)])));

const distinctActors: fc.Arbitrary<readonly Actor[]> = fc.uniqueArray(actors, {
  selector: ({ personId }) => personId,
  minLength: 1,
  maxLength: 4,
});

const numberedGrants: fc.Arbitrary<readonly NumberedGrant[]> = fc
  .array(fc.tuple(grants, fc.constantFrom(...NUMBERS)), { maxLength: 8 })
  .map((drawn) =>
    drawn.map(([grant, item], place) => ({
      number: `OWN-SQ-2026-00000${place}-G`,
      item,
      grant: { ...grant, itemId: item },
    })),
  );

/** Most grants are made to fit: one that fits nothing by chance tests nothing. */
const fitting = (world: SnapshotFacts): SnapshotFacts => ({
  ...world,
  grants: world.grants.map((numbered, place) => {
    const facts = world.items.find(({ number }) => number === numbered.item)?.facts;
    const person = world.actors[place % world.actors.length];
    if (facts === undefined || person === undefined || place === 0) return numbered;
    const { personId } = person;
    const fit = { personId, itemVersion: facts.version, level: facts.level, voided: null, copies: 4 };
    return { ...numbered, grant: { ...numbered.grant, ...fit } };
  }),
});

/** A company in small: few people, few items, and times that fall together. */
export const worlds: fc.Arbitrary<SnapshotFacts> = fc
  .record({
    company: fc.constant(COMPANY),
    rules: timedRules,
    items: numberedItems,
    actors: distinctActors,
    grants: numberedGrants,
    classes: fc.array(recordClasses, { maxLength: 1 }),
  })
  .map(fitting);

/** Every instant at which something begins or ends in a world, in epoch milliseconds. */
export const boundariesOf = ({
  rules,
  items: held,
  actors: people,
  grants: given,
}: SnapshotFacts): readonly number[] => {
  const spans = [
    ...held.flatMap(({ facts }) => facts.range.entries),
    ...people.flatMap(({ appointments, memberships = [] }) => [...appointments, ...memberships]),
  ].flatMap(({ validity: { from, to } }) => (to === null ? [from] : [from, to]));
  const ends = held.flatMap(({ facts }) => declassifiesAt(facts) ?? []);
  const deadlines = given.map(({ grant }) => grant.expiresAt);
  return [
    ...new Set(
      [...spans, ...ends, ...rules.map(({ from }) => from), ...deadlines].map(
        ({ epochMilliseconds }) => epochMilliseconds,
      ),
    ),
  ];
};

/** Everything that can be asked of a world in the millisecond before, of and after some of its boundaries. */
export const questionsOf = (world: SnapshotFacts, moments: readonly number[]): readonly LocalQuestion[] =>
  moments
    .flatMap((moment) => [moment - 1, moment, moment + 1])
    .flatMap((at) =>
      [...world.actors.map(({ personId }) => personId), 'stranger'].flatMap((person) =>
        [...NUMBERS, 'SIS-2026-000001'].flatMap((item) =>
          OPERATIONS.map((operation, place) => ({
            person,
            item,
            operation,
            at,
            necessity: [undefined, ' ', '审计需要'][(place + item.length + at) % 3],
          })),
        ),
      ),
    );

/** What the law answers with the things themselves, told as the server tells it. */
export const expectedOf = (
  world: SnapshotFacts,
  { person, item, operation, at, necessity }: LocalQuestion,
): LocalAnswer => {
  if (!item.startsWith(`${COMPANY.code}-`)) return { ask: true, why: 'OTHER_COMPANY' };
  const now = Temporal.Instant.fromEpochMilliseconds(at);
  const actor = world.actors.find(({ personId }) => personId === person);
  if (actor === undefined || !isEmployedBy(actor, COMPANY.id, now)) return { ask: true, why: 'UNKNOWN_PERSON' };
  const facts = world.items.find(({ number }) => number === item)?.facts;
  if (facts === undefined) return { known: false, code: 'NOT_FOUND' };
  const inForce = world.rules.findLast(({ from }) => from.epochMilliseconds <= at);
  if (inForce === undefined) return { ask: true, why: 'STALE' };
  const law = lawOf(inForce.rules, COMPANY.code);
  const grant =
    operation === 'view'
      ? undefined
      : world.grants
          .map((held) => held.grant)
          .find((held) => {
            const { itemId, version: itemVersion } = facts;
            const use = {
              personId: person,
              operation,
              itemId,
              itemVersion,
              effectiveLevel: effectiveLevel(facts, now),
            };
            return checkGrantUse(held, use, now) === null;
          });
  const decision = decide({ law, operation, item: facts, actor, at: now, necessity, grant });
  const { outcome, code } = decision;
  if (outcome === 'denied' && ['NOT_IN_RANGE', 'NOT_DESIGNATED', 'EXCLUDED'].includes(code)) {
    return { known: false, code: 'NOT_FOUND' };
  }
  return { known: true, decision };
};

/** Moves every instant of a stretch by some nanoseconds, less than a millisecond. */
const moved = ({ from, to }: Validity, by: readonly [number, number]): Validity => ({
  from: from.add({ nanoseconds: by[0] }),
  to: to === null ? null : to.add({ nanoseconds: by[1] }),
});

/** Worlds under the regulations alone, in which nothing begins or ends with a whole millisecond. */
export const withFractions: fc.Arbitrary<SnapshotFacts> = fc
  .tuple(worlds, fc.tuple(fc.nat(999_999), fc.nat(999_999)))
  .map(([world, by]) => ({
    ...world,
    rules: [{ from: AT.subtract({ hours: 10 }), rules: REGULATIONS }],
    items: world.items.map(({ number, facts }) => {
      const entries = facts.range.entries.map((entry) => ({ ...entry, validity: moved(entry.validity, by) }));
      const declassifiedAt = facts.declassifiedAt?.add({ nanoseconds: by[0] }) ?? null;
      return { number, facts: { ...facts, declassifiedAt, range: { ...facts.range, entries } } };
    }),
    actors: world.actors.map((actor) => ({
      ...actor,
      appointments: actor.appointments.map((held) => ({ ...held, validity: moved(held.validity, by) })),
      memberships: (actor.memberships ?? []).map((held) => ({ ...held, validity: moved(held.validity, by) })),
    })),
    grants: world.grants.map((numbered) => ({
      ...numbered,
      grant: { ...numbered.grant, expiresAt: numbered.grant.expiresAt.add({ nanoseconds: by[1] }) },
    })),
  }));
