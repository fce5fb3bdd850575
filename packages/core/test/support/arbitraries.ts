import fc from 'fast-check';
import type {
  Actor,
  Appointment,
  Delegation,
  Grant,
  ItemFacts,
  Membership,
  RangeMember,
  Regime,
  RequestParties,
  SecrecyPeriod,
  SecretLevel,
  Validity,
} from '../../src/index.ts';
import {
  APPLICANTS,
  APPROVED_OPERATIONS,
  FURTHER_REGIMES,
  GRANT_OPERATIONS,
  GRANT_VOIDS,
  OPERATIONS,
  POSTS,
  SECRET_LEVELS,
  Temporal,
} from '../../src/index.ts';
import { ANOTHER_LINE, COMPANIES, kindOf, LAW, LINE, OWNER } from './cast.ts';

// Small pools, so that what is drawn independently still meets: a range that never names the reader tests nothing.
const PEOPLE = ['p1', 'p2', 'p3', 'p4', 'p5'];
const DEPARTMENTS = ['d1', 'd2', 'd3'];
const GROUPS = ['g1', 'g2'];

const FIRST_DAY = Temporal.PlainDate.from('1980-01-01');
const EPOCH = Temporal.Instant.from('2026-01-01T00:00:00Z');

export const levels: fc.Arbitrary<SecretLevel> = fc.constantFrom(...SECRET_LEVELS);
export const personIds = fc.constantFrom(...PEOPLE);
export const companies = fc.constantFrom(...COMPANIES);

/** Any day from 1980 to 2080. */
export const days = fc.nat(36_525).map((count) => FIRST_DAY.add({ days: count }));

/** Any millisecond from 1980 to 2080. */
export const instants = fc
  .integer({ min: Date.UTC(1980, 0), max: Date.UTC(2080, 0) })
  .map((milliseconds) => Temporal.Instant.fromEpochMilliseconds(milliseconds));

/** A few instants in a row, so that starts, ends and questions fall together often. */
export const hours = fc.nat(6).map((hour) => EPOCH.add({ hours: hour }));

export const terms: fc.Arbitrary<Temporal.Duration> = fc
  .record({ years: fc.nat(60), months: fc.nat(30), days: fc.nat(900) })
  .filter(({ years, months, days }) => years + months + days > 0)
  .map((parts) => Temporal.Duration.from(parts));

export const periods: fc.Arbitrary<SecrecyPeriod> = fc.oneof(
  terms.map((term) => ({ kind: 'term', term }) as const),
  days.map((day) => ({ kind: 'until', day }) as const),
  fc.constantFrom('公布', '上市').map((event) => ({ kind: 'event', event }) as const),
  fc.constant({ kind: 'indefinite' } as const),
);

export const validities: fc.Arbitrary<Validity> = fc
  .tuple(hours, fc.option(fc.nat(6)))
  .map(([from, length]) => ({ from, to: length === null ? null : from.add({ hours: length }) }));

export const appointments: fc.Arbitrary<Appointment> = fc
  .record({
    company: companies,
    post: fc.constantFrom(...POSTS),
    departmentId: fc.option(fc.constantFrom(...DEPARTMENTS)),
    lines: fc.subarray([LINE, ANOTHER_LINE]),
    // Whose post it is, where it is not his own: one in four.
    actingFor: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: personIds }),
    validity: validities,
  })
  .map(({ company, ...rest }) => ({ companyId: company, companyKind: kindOf(company), ...rest }));

export const memberships: fc.Arbitrary<Membership> = fc.record({
  groupId: fc.constantFrom(...GROUPS),
  validity: validities,
});

export const actors: fc.Arbitrary<Actor> = fc.record({
  personId: personIds,
  appointments: fc.array(appointments, { maxLength: 4 }),
  memberships: fc.array(memberships, { maxLength: 2 }),
});

export const approvedOperations = fc.constantFrom(...APPROVED_OPERATIONS);
export const applicants = fc.constantFrom(...APPLICANTS);

/** The regimes that bind an item besides the group's: mostly none or one. */
export const regimes: fc.Arbitrary<readonly Regime[]> = fc.subarray([...FURTHER_REGIMES], { maxLength: 3 });

/** A delegation of some post to somebody, without the person who gave it. */
export const delegations: fc.Arbitrary<Delegation> = fc.record({
  number: fc.constant('HYYH-WT-2026-000001'),
  principalId: personIds,
  delegateId: personIds,
  companyId: companies,
  post: fc.constantFrom('general_manager', 'deputy_general_manager', 'customer_information_supervisor'),
  highestLevel: levels,
  operations: fc.subarray([...APPROVED_OPERATIONS], { minLength: 1 }),
  validity: validities,
});

/** Everybody of a small group of companies, each once, with what the others have delegated to him. */
export const organisations: fc.Arbitrary<readonly Actor[]> = fc
  .record({
    people: fc.tuple(
      ...PEOPLE.map((personId) =>
        fc.record({ personId: fc.constant(personId), appointments: fc.array(appointments, { maxLength: 3 }) }),
      ),
    ),
    delegations: fc.array(delegations, { maxLength: 3 }),
  })
  .map(({ people, delegations }) =>
    people.map((person) => ({
      ...person,
      delegations: delegations.flatMap((delegation) => {
        const principal = people.find(({ personId }) => personId === delegation.principalId);
        return principal === undefined || delegation.delegateId !== person.personId
          ? []
          : [{ ...delegation, principal }];
      }),
    })),
  );

export const members: fc.Arbitrary<RangeMember> = fc.oneof(
  personIds.map((personId) => ({ kind: 'person', personId }) as const),
  fc.constantFrom(...DEPARTMENTS).map((departmentId) => ({ kind: 'department', departmentId }) as const),
  fc.constantFrom(...GROUPS).map((groupId) => ({ kind: 'group', groupId }) as const),
  fc
    .tuple(companies, fc.constantFrom(...POSTS))
    .map(([companyId, post]) => ({ kind: 'post', companyId, post }) as const),
);

export const ranges = fc.record({
  ownerCompanyId: fc.constant<string>(OWNER),
  responsibleManagerId: personIds,
  entries: fc.array(fc.record({ member: members, validity: validities }), { maxLength: 4 }),
  excludedIds: fc.subarray(PEOPLE, { maxLength: 2 }),
});

export const items: fc.Arbitrary<ItemFacts> = fc.record({
  itemId: fc.constantFrom('item', 'another'),
  version: fc.integer({ min: 1, max: 2 }),
  level: levels,
  period: fc.constantFrom<SecrecyPeriod>(
    { kind: 'indefinite' },
    { kind: 'term', term: Temporal.Duration.from('P10Y') },
    { kind: 'until', day: Temporal.PlainDate.from('2025-12-31') },
  ),
  issuedOn: fc.constant(Temporal.PlainDate.from('2020-01-01')),
  declassifiedAt: fc.option(hours),
  range: ranges,
  regimes,
  line: fc.constantFrom(null, LINE, ANOTHER_LINE),
  coOwnerIds: fc.constant([]),
  // One in six is held.
  onHold: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});

export const grants: fc.Arbitrary<Grant> = fc.record({
  personId: personIds,
  operation: fc.constantFrom(...GRANT_OPERATIONS),
  itemId: fc.constantFrom('item', 'another'),
  itemVersion: fc.integer({ min: 1, max: 2 }),
  level: levels,
  copies: fc.integer({ min: 1, max: 3 }),
  used: fc.nat(3),
  expiresAt: hours,
  // One in five has died before its time.
  voided: fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom(...GRANT_VOIDS) },
  ),
});

export const operations = fc.constantFrom(...OPERATIONS);

/** A question without a grant, under the regulations. */
export const questions = fc.record({
  law: fc.constant(LAW),
  operation: operations,
  item: items,
  actor: actors,
  at: hours,
  necessity: fc.constantFrom(undefined, '', '  ', '审计需要'),
  forVisitor: fc.boolean(),
});

export const parties: fc.Arbitrary<RequestParties> = fc.record({
  requesterId: personIds,
  drafterId: fc.option(personIds),
  beneficiaryIds: fc.array(personIds, { maxLength: 2 }),
});
