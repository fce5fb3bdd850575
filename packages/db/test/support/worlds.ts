import { randomUUID } from 'node:crypto';
import type {
  Actor,
  Appointment,
  CompanyKind,
  ItemFacts,
  Law,
  Membership,
  RangeMember,
  Regime,
  RuleSet,
  SecrecyPeriod,
  SecretLevel,
} from '@miji/core';
import {
  declassifiesAt,
  lawOf,
  levelRank,
  POSTS,
  principalsOf,
  REGULATIONS,
  SECRET_LEVELS,
  storedReaders,
  Temporal,
  timedNames,
} from '@miji/core';
import type { ItemReaders, Scope, ScopedDatabase } from '@miji/db';
import { insertContent, insertItem, replaceReaders } from '@miji/db';
import fc from 'fast-check';

const uuid = (digit: string, n: number): string => `${digit.repeat(8)}-0000-4000-8000-${String(n).padStart(12, '0')}`;

// Small pools, so that what is drawn independently still meets.
export const PEOPLE = [1, 2, 3, 4].map((n) => uuid('e', n));
const DEPARTMENTS = [1, 2].map((n) => uuid('d', n));
const GROUPS = [1, 2].map((n) => uuid('9', n));
export const SISTER_ID = uuid('5', 1);
export const HEADQUARTERS_ID = uuid('6', 1);

const ISSUED_ON = Temporal.PlainDate.from('2016-11-21');
/** The end of a term of ten years, around which the hours of the worlds lie. */
export const END = Temporal.Instant.from('2026-11-21T16:00:00Z');

/** Instants that fall on starts and ends often, and just beside them. */
const instants = fc
  .tuple(fc.integer({ min: -3, max: 3 }), fc.constantFrom(-1, 0, 1))
  .map(([hours, milliseconds]) => END.add({ hours }).add({ milliseconds }));
const validities = fc
  .tuple(instants, fc.option(fc.nat(5)))
  .map(([from, hours]) => ({ from, to: hours === null ? null : from.add({ hours }) }));

const companyIn = (own: string) =>
  fc.constantFrom<readonly [string, CompanyKind]>(
    [own, 'subsidiary'],
    [own, 'subsidiary'],
    [SISTER_ID, 'subsidiary'],
    [HEADQUARTERS_ID, 'headquarters'],
  );

const appointments = (own: string): fc.Arbitrary<Appointment> =>
  fc
    .record({
      company: companyIn(own),
      post: fc.constantFrom(...POSTS),
      departmentId: fc.option(fc.constantFrom(...DEPARTMENTS)),
      validity: fc.oneof(validities, fc.constant({ from: END.subtract({ hours: 48 }), to: null })),
    })
    .map(({ company: [companyId, companyKind], ...rest }) => ({ companyId, companyKind, ...rest }));

const members = (own: string): fc.Arbitrary<RangeMember> =>
  fc.oneof(
    fc.constantFrom(...PEOPLE).map((personId) => ({ kind: 'person', personId }) as const),
    fc.constantFrom(...DEPARTMENTS).map((departmentId) => ({ kind: 'department', departmentId }) as const),
    fc.constantFrom(...GROUPS).map((groupId) => ({ kind: 'group', groupId }) as const),
    fc
      .tuple(companyIn(own), fc.constantFrom(...POSTS))
      .map(([[companyId], post]) => ({ kind: 'post', companyId, post }) as const),
  );

const items = (own: string): fc.Arbitrary<Omit<ItemFacts, 'itemId'>> =>
  fc.record({
    version: fc.constant(1),
    level: fc.constantFrom<SecretLevel>(...SECRET_LEVELS),
    period: fc.constantFrom<SecrecyPeriod>(
      { kind: 'indefinite' },
      { kind: 'term', term: Temporal.Duration.from('P10Y') },
    ),
    issuedOn: fc.constant(ISSUED_ON),
    declassifiedAt: fc.option(instants, { freq: 2 }),
    range: fc.record({
      ownerCompanyId: fc.constant(own),
      responsibleManagerId: fc.constantFrom(...PEOPLE),
      entries: fc.array(fc.record({ member: members(own), validity: validities }), { maxLength: 5 }),
      excludedIds: fc.oneof(
        { weight: 2, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.uniqueArray(fc.constantFrom(...PEOPLE), { maxLength: 2 }) },
      ),
    }),
    regimes: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.constantFrom<Regime[]>(['customer'], ['archive'])),
    line: fc.constant(null),
    coOwnerIds: fc.constant([]),
  });

/** Rules beside the regulations: a regime that the head office does not know by office, a company that keeps its files narrower. */
const NARROW = { members: ['person'], namers: ['headquarters_executive'], managerKnows: false } as const;
const RULES = {
  ...REGULATIONS,
  ranges: [
    ...REGULATIONS.ranges,
    { ...NARROW, regime: 'customer', level: 'confidential', executivesKnow: false, article: 'CD-01' },
    { ...NARROW, regime: 'customer', level: 'secret', executivesKnow: false, article: 'CD-01' },
    {
      regime: 'archive',
      level: 'confidential',
      members: ['department', 'group'],
      namers: ['responsible_manager'],
      managerKnows: true,
      executivesKnow: true,
      article: 'CF-01',
    },
  ],
  overlays: {
    TIGHT: {
      catalogue: [],
      approvers: [],
      periods: [],
      limits: {},
      ranges: SECRET_LEVELS.map((level) => ({
        ...NARROW,
        regime: 'group' as const,
        level,
        executivesKnow: level !== 'secret',
        article: 'GS-01',
      })),
    },
  },
} satisfies RuleSet;

/** By name, so that a world that fails can be printed. */
export const LAWS = {
  regulations: lawOf(REGULATIONS, 'ANY'),
  narrow: lawOf(RULES, 'ANY'),
  overlaid: lawOf(RULES, 'TIGHT'),
} as const satisfies Readonly<Record<string, Law>>;

/** A company with some items, somebody who asks, and when: small enough to be understood when it fails. */
export interface World {
  readonly own: string;
  readonly items: readonly ItemFacts[];
  readonly actor: Actor;
  readonly law: keyof typeof LAWS;
  /** when the items were written down, at the latest when somebody asks */
  readonly writtenAt: Temporal.Instant;
  readonly at: Temporal.Instant;
}

const memberships: fc.Arbitrary<Membership> = fc.record({
  groupId: fc.constantFrom(...GROUPS),
  validity: fc.oneof(validities, fc.constant({ from: END.subtract({ hours: 48 }), to: null })),
});

/** The owner is new in every world, so that its lists hold this world's items and no others. */
export const worlds: fc.Arbitrary<World> = fc
  .noShrink(fc.constant(null))
  .map(() => randomUUID())
  .chain((own) =>
    fc.record({
      own: fc.constant(own),
      items: fc
        .array(items(own), { minLength: 1, maxLength: 4 })
        .map((list) => list.map((item) => ({ itemId: randomUUID(), ...item }))),
      actor: fc.record({
        personId: fc.constantFrom(...PEOPLE),
        appointments: fc.array(appointments(own), { maxLength: 3 }),
        memberships: fc.array(memberships, { maxLength: 2 }),
      }),
      law: fc.constantFrom<World['law']>('regulations', 'narrow', 'overlaid'),
      writtenAt: instants,
      at: instants,
    }),
  );

/** A scope within a company, under all the names that somebody answers to. */
export const scopeFor = (companyId: string, actor: Actor, at: Temporal.Instant): Scope => ({
  companyId,
  personId: actor.personId,
  principals: principalsOf(actor, at),
  at,
});

/** Who may read, as core names them from an instant on. */
export const readersFrom = (item: ItemFacts, law: Law, at: Temporal.Instant): ItemReaders => {
  const knowing = law.knowing(item.level, item.regimes);
  return {
    content: storedReaders(item, knowing, at),
    names: timedNames(item.range, knowing, at),
    endsAt: declassifiesAt(item),
    excludedIds: item.range.excludedIds,
    version: law.version,
  };
};

/** Writes items down as the services do: the item, its sealed content, and who may read it, as of an instant. */
export const storeItems = (
  db: ScopedDatabase,
  own: string,
  items: readonly ItemFacts[],
  at: Temporal.Instant,
  law: Law = LAWS.regulations,
): Promise<void> =>
  db.transact({ companyId: own, personId: null, principals: [], at }, async (tx) => {
    const stored = items.map((item) => {
      const readers = readersFrom(item, law, at);
      return Promise.all([
        insertItem(tx, {
          id: item.itemId,
          number: item.itemId,
          title: 'title',
          level: levelRank(item.level),
          proposed_level: levelRank(item.level),
          level_reason: null,
          catalogue_code: '3.1',
          basis: 'basis',
          period_kind: item.period.kind,
          period_value: null,
          issued_on: item.issuedOn,
          line_count: 1,
          secret_until: readers.endsAt,
          responsible_manager_id: item.range.responsibleManagerId,
          department_id: null,
          drafter_person_id: null,
          drafter_service_id: null,
          state: 'confirmed',
          version: item.version,
          rule_set_version: 1,
          registered_at: END,
          idempotency_key: item.itemId,
          input_digest: 'digest',
          registrar: 'test',
          regimes: [...item.regimes],
        }),
        insertContent(tx, {
          item_id: item.itemId,
          version: item.version,
          format: 'plain',
          sealed: Buffer.from('sealed'),
          sealed_key: Buffer.from('key'),
          company_key_version: 1,
          readers: [],
          readers_once_declassified: [],
          secret_until: null,
        }),
        replaceReaders(tx, item.itemId, readers),
      ]);
    });
    await Promise.all(stored);
  });

/** Writes the readers of items down anew, as of another instant. */
export const storeReadersAgain = (
  db: ScopedDatabase,
  own: string,
  items: readonly ItemFacts[],
  at: Temporal.Instant,
  law: Law = LAWS.regulations,
): Promise<void> =>
  db.transact({ companyId: own, personId: null, principals: [], at }, async (tx) => {
    await Promise.all(items.map((item) => replaceReaders(tx, item.itemId, readersFrom(item, law, at))));
  });
