import type { WorldPost } from './world/verbs.ts';
import { WORLD_POSTS } from './world/verbs.ts';

const LEVELS = ['confidential', 'secret', 'top_secret'] as const;
const REGIMES = ['customer', 'archive', 'customer_file', 'property', 'insurance', 'bank'] as const;
const OPERATIONS = [
  'excerpt',
  'copy',
  'print',
  'export',
  'loan',
  'carry_out',
  'provide',
  'regrade',
  'extend',
  'declassify',
  'destroy',
] as const;
type MatrixOperation = 'view' | (typeof OPERATIONS)[number];

/** The access matrix as its file has it. */
interface MatrixDocument {
  readonly people: readonly {
    readonly level: string;
    readonly company: string;
    readonly position: string;
    readonly relation: string;
    readonly view: Readonly<Partial<Record<string, string>>>;
    readonly declassified: string;
  }[];
  readonly operations: readonly {
    readonly level: string;
    readonly regimes: string;
    readonly operation: string;
    /** who asks; `*` whoever it is */
    readonly applicant: string;
    readonly unstated: string;
    readonly stated: string;
  }[];
  readonly operationsOnceDeclassified: Readonly<Record<(typeof OPERATIONS)[number], string>>;
}

/** What a fixture says that somebody is answered. */
export interface MatrixAnswer {
  readonly outcome: 'allowed' | 'needs_approval' | 'denied';
  readonly code: string;
  readonly article: string;
}

/** One person before one item, as the access matrix has him: who he is, what ties him to it, and what he is answered. */
export interface MatrixPerson {
  readonly level: (typeof LEVELS)[number];
  readonly company: 'own' | 'sister' | 'headquarters';
  readonly position: WorldPost | 'left';
  readonly relation: MatrixRelation;
  /** in the last millisecond of the period, where these regimes bind the item besides the group’s */
  readonly before: (regimes: string, operation: MatrixOperation, necessityStated: boolean) => MatrixAnswer;
  /** in the first millisecond after it */
  readonly after: (operation: MatrixOperation) => MatrixAnswer;
}

export const MATRIX_RELATIONS = [
  'none',
  'named',
  'responsible_manager',
  'department_listed',
  'post_listed',
  'group_listed',
  'excluded',
] as const;
export type MatrixRelation = (typeof MATRIX_RELATIONS)[number];

const oneOf = <T extends string>(allowed: readonly T[], value: string | undefined): T => {
  const found = allowed.find((word) => word === value);
  if (found === undefined) throw new TypeError(`${value} is none of ${allowed.join(', ')}`);
  return found;
};

/** The further regimes of a set of the matrix. */
export const regimesOfSet = (written: string): readonly (typeof REGIMES)[number][] =>
  written === 'none' ? [] : written.split('+').map((name) => oneOf(REGIMES, name));

const answerOf = (written = ''): MatrixAnswer => {
  const [code = '', article = ''] = written.split(' ');
  if (code.startsWith('ALLOWED_')) return { outcome: 'allowed', code, article };
  return { outcome: code === 'APPROVAL_REQUIRED' ? 'needs_approval' : 'denied', code, article };
};

const cellName = (...names: readonly string[]): string => names.join(' ');

/** Everybody whom the access matrix speaks of, with what he is answered. */
export const peopleOfMatrix = ({
  people,
  operations,
  operationsOnceDeclassified,
}: MatrixDocument): readonly MatrixPerson[] => {
  const cells = new Map(operations.map((row) => [cellName(row.level, row.regimes, row.operation, row.applicant), row]));
  return people.map((row) => {
    const level = oneOf(LEVELS, row.level);
    return {
      level,
      company: oneOf(['own', 'sister', 'headquarters'], row.company),
      position: oneOf([...WORLD_POSTS, 'left'], row.position),
      relation: oneOf(MATRIX_RELATIONS, row.relation),
      before: (regimes, operation, necessityStated) => {
        const view = answerOf(row.view[regimes] ?? row.view['*']);
        if (operation === 'view' || view.outcome !== 'allowed') return view;
        const [own, all] = [row.company === 'own' ? 'insider' : 'group', '*'].map((applicant) =>
          cells.get(cellName(level, regimes, operation, applicant)),
        );
        const cell = own ?? all;
        return answerOf(necessityStated ? cell?.stated : cell?.unstated);
      },
      after: (operation) =>
        operation === 'view' || !row.declassified.startsWith('ALLOWED_')
          ? answerOf(row.declassified)
          : answerOf(operationsOnceDeclassified[oneOf(OPERATIONS, operation)]),
    };
  });
};
