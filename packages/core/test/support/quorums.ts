import fc from 'fast-check';
import type { Actor, ApprovalMatter, Appointment, Delegation, Seat } from '../../src/index.ts';
import { APPROVED_OPERATIONS, atLeast } from '../../src/index.ts';
import { approvedOperations, levels, personIds } from './arbitraries.ts';
import { appointment, LAST_SECRET_MILLISECOND, LINE, OWNER } from './cast.ts';

const PEOPLE = ['p1', 'p2', 'p3', 'p4', 'p5'];
const AT = LAST_SECRET_MILLISECOND;
const SEATS: readonly Seat[] = [
  { kind: 'post', companyId: OWNER, post: 'general_manager' },
  { kind: 'post', companyId: OWNER, post: 'deputy_general_manager' },
  { kind: 'in_charge', companyId: OWNER, post: 'department_head', line: LINE },
];

/** A post that a quorum may ask for, at the owner or, now and then, at the head office; held in one's own right or kept for another. */
const held: fc.Arbitrary<Appointment> = fc
  .record({
    company: fc.oneof(
      { weight: 4, arbitrary: fc.constant('own') },
      { weight: 1, arbitrary: fc.constant('headquarters') },
    ),
    post: fc.constantFrom('general_manager', 'deputy_general_manager', 'department_head', 'staff'),
    actingFor: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: personIds }),
  })
  .map(({ company, post, actingFor }) => ({ ...appointment(company, post), lines: [LINE], actingFor }));

const lent: fc.Arbitrary<Delegation> = fc.record({
  number: fc.constant('OWN-WT-2026-000001'),
  principalId: personIds,
  delegateId: personIds,
  companyId: fc.constant<string>(OWNER),
  post: fc.constantFrom('general_manager', 'deputy_general_manager'),
  highestLevel: fc.constant('top_secret' as const),
  operations: fc.constant(APPROVED_OPERATIONS),
  validity: fc.constant({ from: AT.subtract({ hours: 1 }), to: AT.add({ hours: 1 }) }),
});

/** Five people, most of whom hold something that is asked for, and lend it to each other. */
const people: fc.Arbitrary<readonly Actor[]> = fc
  .tuple(fc.tuple(...PEOPLE.map(() => fc.array(held, { maxLength: 2 }))), fc.array(lent, { maxLength: 4 }))
  .map(([posts, delegations]) => {
    const bare = PEOPLE.map((personId, index): Actor => ({ personId, appointments: posts[index] ?? [] }));
    return bare.map((actor) => ({
      ...actor,
      delegations: delegations
        .filter(({ principalId, delegateId }) => delegateId === actor.personId && principalId !== delegateId)
        .flatMap((delegation) => {
          const principal = bare.find(({ personId }) => personId === delegation.principalId);
          return principal === undefined ? [] : [{ ...delegation, principal }];
        }),
    }));
  });

/** A request that needs a quorum of up to three, of which somebody may already know that nobody answers. */
export const quorumCases = fc
  .record({
    people,
    count: fc.integer({ min: 1, max: 3 }),
    of: fc.subarray([...SEATS], { minLength: 1 }),
    operation: approvedOperations,
    level: levels,
    parties: fc.record({
      requesterId: personIds,
      drafterId: fc.option(personIds),
      beneficiaryIds: fc.array(personIds, { maxLength: 1 }),
    }),
    overdue: fc.boolean(),
  })
  .map(({ people: officers, count, of, ...rest }) => {
    const matter: ApprovalMatter = {
      ...rest,
      ownerCompanyId: OWNER,
      line: LINE,
      responsibleManagerId: 'p1',
      requesterCompanyIds: [OWNER],
      requesterDepartmentIds: [],
    };
    return { people: officers, matter, at: AT, quorum: atLeast<Seat>(count, ...of) };
  });

/** The same after some have been heard. */
export const heardCases = fc
  .tuple(quorumCases, fc.subarray(PEOPLE, { maxLength: 2 }))
  .map(([{ quorum, ...rest }, heard]) => ({ ...rest, quorum: { ...quorum, heard } }));
