import type { Approver, ApprovedOperation } from './approver.ts';
import { APPROVED_OPERATIONS } from './approver.ts';
import { isForbidden } from './decide.ts';
import { leavesOf } from './formula.ts';
import { lawOf } from './law.ts';
import type { SecretLevel } from './level.ts';
import { SECRET_LEVELS } from './level.ts';
import type { Actor, CompanyKind } from './organisation.ts';
import { inOffice } from './organisation.ts';
import type { Regime } from './regime.ts';
import { REGIMES } from './regime.ts';
import type { Officers, Route } from './route.ts';
import { routeOf } from './route.ts';
import type { RuleSet } from './rule-set.ts';
import type { ApprovalMatter, Seat } from './seat.ts';
import { bindApprover, seatName } from './seat.ts';
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
  readonly status: CoverageStatus;
  readonly approver: Approver | null;
  readonly article: string;
  readonly appoint: readonly Seat[];
  readonly lockedFor: readonly string[];
}

/**
 * For the appointments of an instant, whether each (company, regime, operation, level) has somebody who can decide, who is not the
 * requester himself. Delegations are left out: they come and go, and an office must be covered without them.
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
        SECRET_LEVELS.map((level) => cellOf({ rules, company, regime, operation, level, officers: undelegated, at })),
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

const cellOf = (place: Place): CoverageCell => {
  const { rules, company, regime, operation, level } = place;
  const { approver, article } = lawOf(rules, company.code).approval(
    operation,
    level,
    regime === 'group' ? [] : [regime],
  );
  const cell = { companyId: company.id, regime, operation, level, approver, article, appoint: [], lockedFor: [] };
  if (approver === null) return { ...cell, status: 'not_set' };
  if (isForbidden(approver)) return { ...cell, status: 'forbidden' };

  const routes = mattersOf(place, approver).map((matter) => ({ matter, route: route(place, approver, matter) }));
  const appoint = distinctSeats(routes.flatMap(({ route }) => (route.kind === 'locked' ? route.appoint : [])));
  if (appoint.length > 0) return { ...cell, status: 'gap', appoint };

  const locked = routes.flatMap(({ matter, route }) => lockedFor(place, approver, matter, route));
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
): readonly ApprovalMatter[] => {
  const offices = leavesOf(approver);
  const lines = offices.some(({ kind }) => kind === 'in_charge') ? linesIn(company, officers, at) : [];
  const departments = offices.some(({ kind }) => kind === 'requester_department_head') ? company.departmentIds : [];
  const base: ApprovalMatter = {
    operation,
    level,
    ownerCompanyId: company.id,
    line: null,
    responsibleManagerId: MANAGER,
    requesterCompanyIds: [company.id],
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

const route = ({ company, officers, at }: Place, approver: Approver, matter: ApprovalMatter): Route =>
  routeOf(bindApprover(approver, matter), matter, [...officers, managerOf(company, at)], at);

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

/** The people who could decide for everybody but themselves, and would be locked out where they ask. */
const lockedFor = (place: Place, approver: Approver, matter: ApprovalMatter, open: Route) => {
  const deciders = open.kind === 'open' ? new Set(open.capacities.map(({ personId }) => personId)) : [];
  return [...deciders].flatMap((personId) => {
    const own = { ...matter, parties: { ...matter.parties, requesterId: personId } };
    const answer = route(place, approver, own);
    return answer.kind === 'locked' && personId !== MANAGER ? [{ personId, appoint: answer.appoint }] : [];
  });
};

const distinctSeats = (seats: readonly Seat[]): readonly Seat[] => [
  ...new Map(seats.map((seat) => [seatName(seat), seat])).values(),
];
