import matrix from '../../../../fixtures/access-matrix.json' with { type: 'json' };
import type { Actor, Applicant, ItemFacts, Operation, RangeMember, Regime, SecretLevel } from '../../src/index.ts';
import { APPLICANTS, APPROVED_OPERATIONS, OPERATIONS, POSTS, REGIMES, SECRET_LEVELS } from '../../src/index.ts';
import type { Company } from './cast.ts';
import { appointmentOf, COMPANIES, departmentOf, IN_FORCE, itemOf } from './cast.ts';
import { oneOf } from './read.ts';

export const MATRIX = matrix;
export const POSITIONS = [...POSTS, 'left'] as const;
export const RELATIONS = [
  'none',
  'named',
  'responsible_manager',
  'department_listed',
  'post_listed',
  'group_listed',
  'excluded',
] as const;
type Position = (typeof POSITIONS)[number];
type Relation = (typeof RELATIONS)[number];

/** A set of further regimes, as the fixture writes it. */
export const REGIME_SETS = matrix.axes.regimes;
export const regimesOf = (written: string): readonly Regime[] =>
  written === 'none' ? [] : written.split('+').map((name) => oneOf(REGIMES, name));

interface Answer {
  readonly outcome: 'allowed' | 'needs_approval' | 'denied';
  readonly code: string;
  readonly article: string;
}

const answerOf = (written: string): Answer => {
  const [code = '', article = ''] = written.split(' ');
  if (code.startsWith('ALLOWED_')) return { outcome: 'allowed', code, article };
  return { outcome: code === 'APPROVAL_REQUIRED' ? 'needs_approval' : 'denied', code, article };
};

/** One person before one item: what he is, and what he is answered. */
export interface PersonRow {
  readonly level: SecretLevel;
  readonly company: Company;
  readonly position: Position;
  readonly relation: Relation;
  readonly view: (regimes: string) => Answer;
  readonly declassified: Answer;
}

export const PERSON_ROWS: readonly PersonRow[] = matrix.people.map((row) => {
  const answers: Readonly<Record<string, string>> = row.view;
  return {
    level: oneOf(SECRET_LEVELS, row.level),
    company: oneOf(COMPANIES, row.company),
    position: oneOf(POSITIONS, row.position),
    relation: oneOf(RELATIONS, row.relation),
    view: (regimes) => answerOf(answers[regimes] ?? answers['*'] ?? ''),
    declassified: answerOf(row.declassified),
  };
});

/** One operation at one level under some regimes, asked by somebody who may know the item. */
export interface OperationRow {
  readonly level: SecretLevel;
  readonly regimes: string;
  readonly operation: Exclude<Operation, 'view'>;
  /** who asks; `*` whoever it is */
  readonly applicant: Applicant | '*';
  readonly unstated: Answer;
  readonly stated: Answer;
  readonly by: string | null;
  readonly articles: readonly string[];
}

export const OPERATION_ROWS: readonly OperationRow[] = matrix.operations.map((row) => ({
  level: oneOf(SECRET_LEVELS, row.level),
  regimes: oneOf(REGIME_SETS, row.regimes),
  operation: oneOf(APPROVED_OPERATIONS, row.operation),
  applicant: oneOf([...APPLICANTS, '*'], row.applicant),
  unstated: answerOf(row.unstated),
  stated: answerOf(row.stated),
  by: row.by,
  articles: row.articles,
}));

const AFTER: Readonly<Record<string, string>> = matrix.operationsOnceDeclassified;

/** Who a person of the matrix is to the owner, where he asks for himself. */
export const applicantIn = ({ company }: PersonRow): Applicant => (company === 'own' ? 'insider' : 'group');

/** What a person is answered in the last millisecond of the period, for himself or for a visitor whom he attends. */
export const expected = (
  row: PersonRow,
  regimes: string,
  operation: Operation,
  asking: { readonly necessity: boolean; readonly applicant: Applicant },
): Answer => {
  const view = row.view(regimes);
  if (operation === 'view' || view.outcome !== 'allowed') return view;
  const cell = OPERATION_ROWS.find(
    (one) =>
      one.level === row.level &&
      one.regimes === regimes &&
      one.operation === operation &&
      (one.applicant === '*' || one.applicant === asking.applicant),
  );
  if (cell === undefined) throw new RangeError(`no row for ${row.level}, ${regimes}, ${operation}`);
  return asking.necessity ? cell.stated : cell.unstated;
};

/** What he is answered in the first millisecond after it. */
export const expectedAfter = (row: PersonRow, operation: Operation): Answer =>
  operation === 'view' || row.declassified.outcome !== 'allowed'
    ? row.declassified
    : answerOf(AFTER[oneOf(OPERATIONS, operation)] ?? '');

const memberOf = ({ relation, company, position }: PersonRow): RangeMember | null => {
  switch (relation) {
    case 'named':
    case 'excluded':
      return { kind: 'person', personId: 'reader' };
    case 'department_listed':
      return { kind: 'department', departmentId: departmentOf(company) };
    case 'post_listed':
      return { kind: 'post', companyId: company, post: position === 'left' ? 'staff' : position };
    case 'group_listed':
      return { kind: 'group', groupId: 'project' };
    case 'none':
    case 'responsible_manager':
      return null;
  }
};

export const readerOf = (row: PersonRow): Actor => ({
  personId: 'reader',
  appointments: [appointmentOf(row.company, row.position)],
  memberships: row.relation === 'group_listed' ? [{ groupId: 'project', validity: IN_FORCE }] : [],
});

/** The item that a row speaks of; somebody else is always named too. */
export const itemFor = (row: PersonRow, regimes: string): ItemFacts => {
  const bystander: RangeMember = { kind: 'person', personId: 'bystander' };
  const member = memberOf(row);
  const entries = [bystander, ...(member === null ? [] : [member])].map((member) => ({ member, validity: IN_FORCE }));
  const manager = row.relation === 'responsible_manager' ? 'reader' : undefined;
  const item = itemOf(row.level, entries, manager, regimesOf(regimes));
  const excludedIds = row.relation === 'excluded' ? ['reader'] : [];
  return { ...item, range: { ...item.range, excludedIds } };
};

export const titleOf = (row: PersonRow): string => `${row.position} of ${row.company}, ${row.relation}`;
