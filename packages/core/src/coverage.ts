import type { Applicant, Approver, ApprovedOperation, Office } from './approver.ts';
import { APPLICANTS, APPROVED_OPERATIONS, isForbidden } from './approver.ts';
import { isJoint, leavesOf } from './formula.ts';
import type { Approval } from './law.ts';
import { lawOf } from './law.ts';
import type { SecretLevel } from './level.ts';
import { SECRET_LEVELS } from './level.ts';
import type { Actor, CompanyKind, Post } from './organisation.ts';
import { inOffice } from './organisation.ts';
import type { Regime } from './regime.ts';
import { REGIMES } from './regime.ts';
import type { Officers, Route } from './route.ts';
import { capacitiesIn, routeOf } from './route.ts';
import type { RuleSet } from './rule-set.ts';
import type { ApprovalMatter, Seat } from './seat.ts';
import { bindApprover, seatName } from './seat.ts';
import { isSameFormula } from './strictness.ts';
import type { Temporal } from './time.ts';

/** A company as the coverage looks at it. */
export interface CoveredCompany {
  readonly id: string;
  readonly code: string;
  readonly kind: CompanyKind;
  readonly departmentIds: readonly string[];
}

/**
 * How a cell stands on a day:
 *
 * - `covered`: whoever asks, somebody else can decide
 * - `gap_for_some`: the people in `lockedFor` can get no decision in their own matters
 * - `gap`: nobody can get one; the seats in `appoint` have to be filled
 * - `not_set`: the rules name no approver, so it is locked (K-05)
 * - `forbidden`: the rules forbid it
 */
export type CoverageStatus = 'covered' | 'gap_for_some' | 'gap' | 'not_set' | 'forbidden';

/** One cell of the coverage map. */
export interface CoverageCell {
  readonly companyId: string;
  readonly regime: Regime;
  readonly operation: ApprovedOperation;
  readonly level: SecretLevel;
  /** whose requests it is about, where the rules tell applicants apart; null where all are alike */
  readonly applicant: Applicant | null;
  readonly status: CoverageStatus;
  readonly approver: Approver | null;
  readonly article: string;
  readonly appoint: readonly Seat[];
  readonly lockedFor: readonly string[];
}

/**
 * For the appointments of an instant, whether each (company, regime, operation, level) has somebody who can decide, who is not the
 * requester himself; for each kind of applicant where the rules tell them apart, and with so many different people where they ask for
 * a quorum. Delegations are left out: they come and go, and an office must be covered without them. Where people of other companies
 * ask, the offices of their own company are taken as filled: they stand in that company’s map.
 *
 * @param officers everybody who holds a post in these companies or at the head office
 * @see GS-21
 * @see GS-22
 */
export const coverageOf = (
  rules: RuleSet,
  companies: readonly CoveredCompany[],
  officers: Officers,
  at: Temporal.Instant,
): readonly CoverageCell[] => {
  const undelegated = officers.map(({ personId, appointments }) => ({ personId, appointments }));
  return companies.flatMap((company) =>
    REGIMES.flatMap((regime) =>
      APPROVED_OPERATIONS.flatMap((operation) =>
        SECRET_LEVELS.flatMap((level) =>
          cellsOf({ rules, company, regime, operation, level, officers: undelegated, at }),
        ),
      ),
    ),
  );
};

interface Place {
  readonly rules: RuleSet;
  readonly company: CoveredCompany;
  readonly regime: Regime;
  readonly operation: ApprovedOperation;
  readonly level: SecretLevel;
  readonly officers: Officers;
  readonly at: Temporal.Instant;
}

/** Somebody who asks and holds no office, and somebody who is responsible for the item and asks for nothing. */
const REQUESTER = '?';
const MANAGER = '!';
/** Another company of the group, and its department whose people ask. */
const ELSEWHERE = '#';

/** One cell, or one for each kind of applicant where the law does not treat them alike. */
const cellsOf = (place: Place): readonly CoverageCell[] => {
  const { rules, company, regime, operation, level } = place;
  const law = lawOf(rules, company.code);
  const bound = regime === 'group' ? [] : [regime];
  const approvals = APPLICANTS.map((applicant) => ({
    applicant,
    approval: law.approval(operation, level, bound, applicant),
  }));
  const [first, ...others] = approvals;
  if (first === undefined) return [];
  const isAlike = others.every(
    ({ approval }) => approval.article === first.approval.article && isSame(approval.approver, first.approval.approver),
  );
  return isAlike
    ? [cellOf(place, first.approval, null)]
    : approvals.map(({ applicant, approval }) => cellOf(place, approval, applicant));
};

const isSame = (a: Approver | null, b: Approver | null): boolean =>
  a === null || b === null ? a === b : isSameFormula(a, b);

const cellOf = (place: Place, { approver, article }: Approval, applicant: Applicant | null): CoverageCell => {
  const { company, regime, operation, level } = place;
  const cell = {
    companyId: company.id,
    regime,
    operation,
    level,
    applicant,
    approver,
    article,
    appoint: [],
    lockedFor: [],
  };
  if (approver === null) return { ...cell, status: 'not_set' };
  if (isForbidden(approver)) return { ...cell, status: 'forbidden' };

  const matters = mattersOf(place, approver, applicant);
  const routes = matters.map((matter) => ({ matter, route: route(place, approver, matter) }));
  const appoint = distinctSeats(routes.flatMap(({ route }) => (route.kind === 'locked' ? route.appoint : [])));
  if (appoint.length > 0) return { ...cell, status: 'gap', appoint };

  const locked = matters.flatMap((matter) => lockedFor(place, approver, matter));
  if (locked.length === 0) return { ...cell, status: 'covered' };
  return {
    ...cell,
    status: 'gap_for_some',
    lockedFor: [...new Set(locked.map(({ personId }) => personId))],
    appoint: distinctSeats(locked.flatMap((one) => one.appoint)),
  };
};

/** What an approver depends on beside the cell: each line of business that somebody is in charge of, each department that asks. */
const mattersOf = (
  { company, operation, level, officers, at }: Place,
  approver: Approver,
  applicant: Applicant | null,
): readonly ApprovalMatter[] => {
  const offices = leavesOf<Office>(approver);
  const isFromElsewhere = applicant === 'group';
  const lines = offices.some(({ kind }) => kind === 'in_charge') ? linesIn(company, officers, at) : [];
  const asking = isFromElsewhere ? [ELSEWHERE] : company.departmentIds;
  const departments = offices.some(({ kind }) => kind === 'requester_department_head') ? asking : [];
  const base: ApprovalMatter = {
    operation,
    level,
    ownerCompanyId: company.id,
    line: null,
    responsibleManagerId: MANAGER,
    requesterCompanyIds: [isFromElsewhere ? ELSEWHERE : company.id],
    requesterDepartmentIds: [],
    parties: { requesterId: REQUESTER, drafterId: null, beneficiaryIds: [] },
  };
  const withLines = lines.length === 0 ? [base] : lines.map((line) => ({ ...base, line }));
  return departments.length === 0
    ? withLines
    : withLines.flatMap((matter) => departments.map((id) => ({ ...matter, requesterDepartmentIds: [id] })));
};

const linesIn = ({ id }: CoveredCompany, officers: Officers, at: Temporal.Instant): readonly string[] => [
  ...new Set(
    officers.flatMap((actor) =>
      inOffice(actor, at).flatMap((held) =>
        held.companyId === id || held.companyKind === 'headquarters' ? (held.lines ?? []) : [],
      ),
    ),
  ),
];

const route = (place: Place, approver: Approver, matter: ApprovalMatter): Route =>
  routeOf(bindApprover(approver, matter), matter, peopleOf(place, approver), place.at);

/** Everybody whom the map knows, with those whom it takes for granted. */
const peopleOf = ({ company, officers, at }: Place, approver: Approver): Officers => [
  ...officers,
  managerOf(company, at),
  ...peopleElsewhere(approver, at),
];

/** Whoever is responsible for the item in question: each item has somebody, so that he is not what is missing. */
const managerOf = (company: CoveredCompany, at: Temporal.Instant): Actor => ({
  personId: MANAGER,
  appointments: [
    {
      companyId: company.id,
      companyKind: company.kind,
      post: 'staff',
      departmentId: null,
      validity: { from: at, to: null },
    },
  ],
});

/** Enough holders of every office that another company of the group would have to fill for those of its own who ask. */
const peopleElsewhere = (approver: Approver, at: Temporal.Instant): Officers => {
  const posts = leavesOf<Office>(approver).flatMap((office): readonly Post[] => {
    if (office.kind === 'requester_department_head') return ['department_head'];
    return office.kind === 'post' && office.company === 'requester' ? [office.post] : [];
  });
  const appointments = [...new Set(posts)].map((post) => ({
    companyId: ELSEWHERE,
    companyKind: 'subsidiary' as const,
    post,
    departmentId: ELSEWHERE,
    validity: { from: at, to: null },
  }));
  // One more than have to agree: one of them may be asking.
  const count = appointments.length === 0 ? 0 : mostVoices(approver) + 1;
  return Array.from({ length: count }, (_, index) => ({ personId: `${ELSEWHERE}${index}`, appointments }));
};

const mostVoices = (approver: Approver): number =>
  isJoint<Office>(approver)
    ? Math.max(approver.kind === 'at_least' ? approver.count : 1, ...approver.of.map(mostVoices))
    : 1;

/** The people who hold one of its offices, and would be locked out where they ask themselves. */
const lockedFor = (place: Place, approver: Approver, matter: ApprovalMatter) => {
  const seats = leavesOf<Seat>(bindApprover(approver, matter));
  const holders = place.officers.filter((actor) =>
    seats.some((seat) => capacitiesIn(seat, actor, matter, place.at).length > 0),
  );
  return holders.flatMap(({ personId }) => {
    const own = { ...matter, parties: { ...matter.parties, requesterId: personId } };
    const answer = route(place, approver, own);
    return answer.kind === 'locked' ? [{ personId, appoint: answer.appoint }] : [];
  });
};

const distinctSeats = (seats: readonly Seat[]): readonly Seat[] => [
  ...new Map(seats.map((seat) => [seatName(seat), seat])).values(),
];
