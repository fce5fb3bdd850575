import type {
  Actor,
  Agreeing,
  Applicant,
  ApprovalMatter,
  Appointment,
  ApprovedOperation,
  Approver,
  Counterexample,
  Law,
  Office,
  RangeMember,
  RangeMemberKind,
  Regime,
  Seat,
  SeatFormula,
  SecretLevel,
} from '../../src/index.ts';
import {
  bindApprover,
  capacitiesIn,
  changesApproval,
  compareLevels,
  decide,
  mayName,
  openLeaves,
  protectiveLevel,
  remaining,
  seatName,
} from '../../src/index.ts';
import type { Company } from './cast.ts';
import { appointment, IN_FORCE, itemOf, LAST_SECRET_MILLISECOND, LINE, OWNER, rangeOf } from './cast.ts';

const at = LAST_SECRET_MILLISECOND;
/** Whoever is responsible for the item. */
export const RESPONSIBLE = 'the responsible manager';

/** The requester works for a sister company, so that its posts are nobody's of the owner's. */
const matterOf = (
  operation: ApprovedOperation,
  level: SecretLevel,
  responsibleManagerId = RESPONSIBLE,
): ApprovalMatter => ({
  operation,
  level,
  ownerCompanyId: OWNER,
  line: LINE,
  responsibleManagerId,
  requesterCompanyIds: ['sister'],
  requesterDepartmentIds: ['the department of the requester'],
  parties: { requesterId: 'the requester', drafterId: null, beneficiaryIds: [] },
});

const COMPANY_OF: Readonly<Record<'owner' | 'headquarters' | 'requester', Company>> = {
  owner: OWNER,
  headquarters: 'headquarters',
  requester: 'sister',
};

const holder = (personId: string, ...appointments: readonly Appointment[]): Actor => ({ personId, appointments });

/** What somebody is who holds an office. */
const appointmentsFor = (office: Office): readonly Appointment[] => {
  switch (office.kind) {
    case 'post':
      return [appointment(COMPANY_OF[office.company], office.post)];
    case 'in_charge':
      return [{ ...appointment(COMPANY_OF[office.company], office.post), lines: [LINE] }];
    case 'responsible_manager':
      return [appointment(OWNER, 'staff')];
    case 'requester_department_head':
      return [{ ...appointment('sister', 'department_head'), departmentId: 'the department of the requester' }];
    case 'nobody':
      return [];
  }
};

/** Somebody who holds several offices at once. Responsible for the item is only who bears that name. */
export const holderOfAll = (personId: string, offices: readonly Office[]): Actor =>
  holder(personId, ...offices.flatMap(appointmentsFor));

/** The people of a counterexample: each holds every office for which he agrees, and acts once for each time that he is named. */
const peopleOf = (agreeing: readonly Agreeing[]): readonly Actor[] =>
  agreeing.map(({ person }) =>
    holderOfAll(
      `person ${person}`,
      agreeing.flatMap((one) => (one.person === person ? [one.office] : [])),
    ),
  );

/** What is asked when people agree to something, one after the other. */
export interface Agreement {
  readonly operation: ApprovedOperation;
  readonly level: SecretLevel;
  readonly regimes: readonly Regime[];
  readonly applicant: Applicant;
  readonly agreeing: readonly Actor[];
  readonly necessityStated: boolean;
  /** who is responsible for the item, where that is one of those who agree */
  readonly responsibleManagerId?: string | undefined;
}

/** Whether it is enough, under a law: each agrees for every seat of his whose turn it is, or comes by that. */
export const isEnough = (law: Law, asked: Agreement): boolean => {
  const { operation, level, regimes, applicant, agreeing, necessityStated, responsibleManagerId } = asked;
  const { approver, necessityRequired } = law.approval(operation, level, regimes, applicant);
  if (approver === null || (necessityRequired && !necessityStated)) return false;
  return isAgreed(approver, matterOf(operation, level, responsibleManagerId), agreeing);
};

const isAgreed = (approver: Approver, matter: ApprovalMatter, agreeing: readonly Actor[]): boolean => {
  let left: SeatFormula | null = bindApprover(approver, matter);
  for (const actor of agreeing) {
    const filled = new Set<string>();
    for (;;) {
      if (left === null) return true;
      const mine: readonly Seat[] = openLeaves<Seat>(left).filter(
        (seat) => capacitiesIn(seat, actor, matter, at).length > 0 && !filled.has(seatName(seat)),
      );
      if (mine.length === 0) break;
      for (const seat of mine) filled.add(seatName(seat));
      left = remaining<Seat>(left, (seat) => mine.includes(seat), [actor.personId]);
    }
  }
  return left === null;
};

const READER = 'the reader';
const MEMBERS: Readonly<Record<RangeMemberKind, RangeMember>> = {
  person: { kind: 'person', personId: READER },
  post: { kind: 'post', companyId: 'sister', post: 'auditor' },
  department: { kind: 'department', departmentId: 'sister-department' },
  group: { kind: 'group', groupId: 'the group' },
};

/** Whether a reader of a kind may view an item of a level under a law. */
const mayView = (
  law: Law,
  level: SecretLevel,
  regimes: readonly Regime[],
  reader: RangeMemberKind | 'responsible_manager' | 'headquarters_executive',
): boolean => {
  const isMember = reader !== 'responsible_manager' && reader !== 'headquarters_executive';
  const entries = isMember ? [{ member: MEMBERS[reader], validity: IN_FORCE }] : [];
  const actor: Actor = {
    personId: READER,
    appointments: [
      reader === 'headquarters_executive'
        ? appointment('headquarters', 'general_manager')
        : appointment('sister', 'auditor'),
    ],
    memberships: [{ groupId: 'the group', validity: IN_FORCE }],
  };
  const item = itemOf(level, entries, reader === 'responsible_manager' ? READER : undefined, regimes);
  return decide({ law, operation: 'view', item, actor, at }).outcome === 'allowed';
};

const NAMING_POST = {
  headquarters_executive: appointment('headquarters', 'deputy_general_manager'),
  responsible_manager: appointment(OWNER, 'staff'),
  owner_security_officer: appointment(OWNER, 'security_officer'),
} as const;

const LENGTHS = ['P1D', 'P3D', 'P7D', 'P14D', 'P1M', 'P5Y', 'P10Y', 'P20Y', 'P30Y'];
const isShorter = (one: string | null, other: string | null): boolean =>
  other !== null && (one === null || LENGTHS.indexOf(one) < LENGTHS.indexOf(other));

/** Whether a law is looser than another in a limit: said here by hand, for every limit. */
export const looserLimits = (before: Law, after: Law): readonly string[] => {
  const [was, would] = [before.limits, after.limits];
  const looser = {
    requestExpiresAfter: isShorter(was.requestExpiresAfter, would.requestExpiresAfter),
    grantExpiresAfter: isShorter(was.grantExpiresAfter, would.grantExpiresAfter),
    maxCopies: would.maxCopies > was.maxCopies,
    loanDays: would.loanDays > was.loanDays,
    loanDaysCount: was.loanDaysCount === 'calendar' && would.loanDaysCount === 'working',
  };
  return Object.entries(looser).flatMap(([limit, isLooser]) => (isLooser ? [limit] : []));
};

/** Whether something of a level would be secret for a shorter time. */
export const isPeriodShorter = (before: Law, after: Law, level: SecretLevel): boolean => {
  const [was, would] = [before.period(level), after.period(level)];
  // A longest period cuts short, where a usual one makes sure.
  const isCut = would.longest !== null && (was.longest === null || isShorter(would.longest, was.longest));
  return isCut || isShorter(would.usual, was.usual);
};

/** Whether what a counterexample says is so: denied under one law, and allowed under the other. */
export const isReal = ({ question, level, regimes }: Counterexample, before: Law, after: Law): boolean => {
  const flips = (ask: (law: Law) => boolean): boolean => !ask(before) && ask(after);
  switch (question.kind) {
    case 'limit':
      return looserLimits(before, after).includes(question.limit);
    case 'period':
      return level !== null && isPeriodShorter(before, after, level);
    case 'protection': {
      const proposal = { catalogueCode: question.catalogueCode, level: 'confidential' } as const;
      return compareLevels(protectiveLevel(after, proposal), protectiveLevel(before, proposal)) < 0;
    }
    case 'reader':
      return level !== null && flips((law) => mayView(law, level, regimes, question.reader));
    case 'namer': {
      const actor = holder(READER, NAMING_POST[question.namer]);
      const range = rangeOf([], question.namer === 'responsible_manager' ? READER : undefined);
      return level !== null && flips((law) => mayName(range, law.knowing(level, regimes), actor, at) === null);
    }
    // No claim that something is possible, but that nobody has shown that nothing is: it holds where the rules differ at all.
    case 'unproven':
      return level !== null && changesApproval(before, after, { operation: question.operation, level, regimes });
    case 'agreement': {
      if (level === null) return false;
      const { operation, applicant, agreeing, necessityStated } = question;
      const manager = agreeing.find(({ office }) => office.kind === 'responsible_manager');
      const responsibleManagerId = manager === undefined ? undefined : `person ${manager.person}`;
      const asked = { operation, level, regimes, applicant, agreeing: peopleOf(agreeing), necessityStated };
      return flips((law) => isEnough(law, { ...asked, responsibleManagerId }));
    }
  }
};
