import { randomUUID } from 'node:crypto';
import type {
  Actor,
  Appointment,
  CompanyKind,
  ItemFacts,
  Principal,
  RangeMember,
  SecrecyPeriod,
  SecretLevel,
} from '@miji/core';
import {
  declassifiesAt,
  levelRank,
  POSTS,
  principalsOf,
  readersOf,
  readersOnceDeclassified,
  SECRET_LEVELS,
  Temporal,
} from '@miji/core';
import type { Scope, ScopedDatabase } from '@miji/db';
import { insertContent, insertItem, replaceReaders } from '@miji/db';
import fc from 'fast-check';

const uuid = (digit: string, n: number): string => `${digit.repeat(8)}-0000-4000-8000-${String(n).padStart(12, '0')}`;

// Small pools, so that what is drawn independently still meets.
export const PEOPLE = [1, 2, 3, 4].map((n) => uuid('e', n));
const DEPARTMENTS = [1, 2].map((n) => uuid('d', n));
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
      entries: fc.array(fc.record({ member: members(own), validity: validities }), { maxLength: 4 }),
    }),
  });

/** A company with some items, somebody who asks, and when: small enough to be understood when it fails. */
export interface World {
  readonly own: string;
  readonly items: readonly ItemFacts[];
  readonly actor: Actor;
  readonly at: Temporal.Instant;
}

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
      }),
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

/** Who may read, as core names them at an instant. */
export const readersAt = (
  item: ItemFacts,
  at: Temporal.Instant,
): { now: readonly Principal[]; onceDeclassified: readonly Principal[]; secretUntil: Temporal.Instant | null } => ({
  now: readersOf(item.range, item.level, at),
  onceDeclassified: readersOnceDeclassified(item.range, item.level, at),
  secretUntil: declassifiesAt(item),
});

/** Writes items down as the services do: the item, its sealed content, and who may read it, as of an instant. */
export const storeItems = (
  db: ScopedDatabase,
  own: string,
  items: readonly ItemFacts[],
  at: Temporal.Instant,
): Promise<void> =>
  db.transact({ companyId: own, personId: null, principals: [], at }, async (tx) => {
    const stored = items.map((item) => {
      const readers = readersAt(item, at);
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
          secret_until: readers.secretUntil,
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
