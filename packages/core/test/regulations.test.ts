import { describe, expect, it } from 'vitest';
import type { Actor, Applicant, ApprovalMatter, ApprovedOperation, Post, Regime, Seat } from '../src/index.ts';
import {
  afterAgreement,
  APPLICANTS,
  bindApprover,
  capacitiesOf,
  decide,
  isForbidden,
  lintRules,
  POSTS,
  REGULATIONS,
  routeOf,
  SECRET_LEVELS,
} from '../src/index.ts';
import type { Company } from './support/cast.ts';
import { appointment, COMPANIES, IN_FORCE, itemOf, LAST_SECRET_MILLISECOND, LAW, LINE, OWNER } from './support/cast.ts';

const at = LAST_SECRET_MILLISECOND;
const MANAGER = 'the responsible manager';
const named = (company: Company, post: Post) => `${company} ${post}`;

/** One holder of every post in every company; the owner’s deputy is in charge of the line, and its heads head the one department. */
const EVERYBODY: readonly Actor[] = [
  ...COMPANIES.flatMap((company) =>
    POSTS.map((post): Actor => {
      const held = appointment(company, post);
      return { personId: named(company, post), appointments: [{ ...held, lines: [LINE] }] };
    }),
  ),
  { personId: MANAGER, appointments: [appointment(OWNER, 'staff')] },
];

/** Who asks, and where he works: a member of the staff, who attends the visitor where it is for one. */
const COMPANY_OF: Readonly<Record<Applicant, Company>> = { insider: 'own', group: 'sister', outsider: 'own' };

/** Who decides one after the other: at each turn everybody who could, of whom the first agrees. */
const turns = (operation: ApprovedOperation, regime: Regime, applicant: Applicant): readonly string[] => {
  const company = COMPANY_OF[applicant];
  const matter: ApprovalMatter = {
    operation,
    level: 'secret',
    ownerCompanyId: OWNER,
    line: LINE,
    responsibleManagerId: MANAGER,
    requesterCompanyIds: [company],
    requesterDepartmentIds: [`${company}-department`],
    parties: { requesterId: named(company, 'staff'), drafterId: null, beneficiaryIds: [] },
  };
  const { approver } = LAW.approval(operation, 'secret', [regime], applicant);
  if (approver === null) return ['not set'];
  if (isForbidden(approver)) return ['forbidden'];
  const told: string[] = [];
  let left: ReturnType<typeof afterAgreement<Seat>> = bindApprover(approver, matter);
  while (left !== null) {
    const route = routeOf(left, matter, EVERYBODY, at);
    const able = route.kind === 'open' ? [...new Set(route.capacities.map(({ personId }) => personId))] : [];
    const [first] = able;
    if (first === undefined) return [...told, 'nobody'];
    told.push(able.toSorted().join(' | '));
    const seats = new Set(capacitiesOf(route, first).map(({ seat }) => JSON.stringify(seat)));
    left = afterAgreement<Seat>(left, (seat) => seats.has(JSON.stringify(seat)), [first]);
  }
  return told;
};

const GM = 'own general_manager';
const DEPUTY = 'own deputy_general_manager';
const HEAD = 'own department_head';
const SPECIALIST = 'own customer_information_specialist';
const SUPERVISOR = 'own customer_information_supervisor';
const SERVICE = 'own customer_service_manager';
const PROJECT = 'own project_manager';

// A regime comes on top of the group’s rules: where these ask for somebody too, he is among those whose turn it is.
describe('who decides what by the regulations, among one holder of every post', () => {
  it.each<[articles: string, ApprovedOperation, Regime, Applicant, readonly string[]]>([
    ['AR-28: a loan to the owner’s people, by the head of their department', 'loan', 'archive', 'insider', [HEAD]],
    [
      'AR-29: to people of another company, by their own head and then whoever is responsible',
      'loan',
      'archive',
      'group',
      ['sister department_head', MANAGER],
    ],
    [
      'AR-30: to a visitor, by whoever is responsible and then the general manager',
      'loan',
      'archive',
      'outsider',
      [MANAGER, GM],
    ],
    ['AR-32: out of the house, by whoever is responsible', 'carry_out', 'archive', 'insider', [MANAGER]],
    [
      'CF-19, CF-23, CF-24: a loan of a customer file, endorsed by the own unit, then by the specialist',
      'loan',
      'customer_file',
      'insider',
      [HEAD, SPECIALIST],
    ],
    [
      'CF-19, CF-24: the same for people of another company, whose own head endorses',
      'loan',
      'customer_file',
      'group',
      ['sister department_head', SPECIALIST],
    ],
    ['CF-21: to a visitor, by the customer service manager', 'loan', 'customer_file', 'outsider', [SERVICE]],
    [
      'CF-30: a copy, by the general manager or the supervisor',
      'copy',
      'customer_file',
      'insider',
      [`${SUPERVISOR} | ${GM}`],
    ],
    [
      'CF-32: to outside, by the supervisor and the customer service manager',
      'provide',
      'customer_file',
      'insider',
      [`${SUPERVISOR} | ${SERVICE}`, SERVICE],
    ],
    [
      'CD-11: a copy, by the general manager or the deputy in charge',
      'copy',
      'customer',
      'insider',
      [`${DEPUTY} | ${GM}`],
    ],
    ['CD-17: to outside, by the general manager', 'provide', 'customer', 'insider', [GM]],
    [
      'PM-04, PM-09, K-09: a print, by the project manager or the department’s',
      'print',
      'property',
      'insider',
      [`${HEAD} | ${PROJECT}`],
    ],
    ['PM-05: to outside, by the general manager', 'provide', 'property', 'insider', [GM]],
    ['PM-11: never out of the office', 'carry_out', 'property', 'insider', ['forbidden']],
    ['K-05: what no text sets is locked', 'export', 'property', 'insider', ['not set']],
  ])('%s', (_, operation, regime, applicant, expected) => {
    expect(turns(operation, regime, applicant)).toEqual(expected);
  });

  it('leaves nobody beside these posts: staff, custodians, auditors and the security office decide nothing', () => {
    const offices = JSON.stringify(REGULATIONS.approvers.map(({ approver }) => approver));
    for (const post of ['staff', 'custodian', 'auditor', 'security_officer', 'system_administrator']) {
      expect(offices).not.toContain(`"${post}"`);
    }
  });

  it('has no approval that is weaker for whoever stands further off (K-03)', () => {
    const inverted = lintRules(REGULATIONS).filter(({ severity }) => severity !== 'note');
    expect(inverted).toEqual([]);
  });
});

describe('what being named in the range gives: to view, and nothing else (PM-14)', () => {
  const reader: Actor = { personId: 'clerk', appointments: [appointment(OWNER, 'staff')] };
  const naming = { member: { kind: 'person', personId: 'clerk' }, validity: IN_FORCE } as const;

  it.each(SECRET_LEVELS)('of a file of property management that is %s', (level) => {
    const item = itemOf(level, [naming], undefined, ['property']);
    const ask = (operation: Parameters<typeof decide>[0]['operation']) =>
      decide({ law: LAW, operation, item, actor: reader, at, necessity: '业务需要' }).outcome;
    expect(ask('view')).toBe('allowed');
    // Neither printed, nor copied, nor passed on, without an approval of its own; and never carried out (PM-11).
    expect((['print', 'copy', 'excerpt', 'provide'] as const).map(ask)).toEqual(Array(4).fill('needs_approval'));
    expect((['export', 'carry_out', 'loan'] as const).map(ask)).toEqual(Array(3).fill('denied'));
  });

  it('whoever he is to the owner', () => {
    const kinds = APPLICANTS.map((applicant) => LAW.approval('print', 'secret', ['property'], applicant).approver);
    expect(kinds.every((approver) => approver !== null)).toBe(true);
  });
});
