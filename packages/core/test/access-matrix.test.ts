import { describe, expect, it } from 'vitest';
import matrix from '../../../fixtures/access-matrix.json' with { type: 'json' };
import type { Actor, Operation, RangeMember, SecretLevel } from '../src/index.ts';
import { decide, OPERATIONS, POSTS, SECRET_LEVELS } from '../src/index.ts';
import type { Company } from './support/cast.ts';
import {
  appointmentOf,
  COMPANIES,
  departmentOf,
  FIRST_DECLASSIFIED,
  IN_FORCE,
  itemOf,
  LAST_SECRET_MILLISECOND,
} from './support/cast.ts';
import { oneOf } from './support/read.ts';

const POSITIONS = [...POSTS, 'left'] as const;
const RELATIONS = ['none', 'named', 'responsible_manager', 'department_listed', 'post_listed'] as const;
type Position = (typeof POSITIONS)[number];
type Relation = (typeof RELATIONS)[number];

interface Row {
  readonly level: SecretLevel;
  readonly company: Company;
  readonly position: Position;
  readonly relation: Relation;
  readonly operation: Operation;
  readonly necessity: boolean;
  readonly outcome: string;
  readonly code: string;
  readonly article: string;
}

type Written = Record<
  'level' | 'company' | 'position' | 'relation' | 'operation' | 'outcome' | 'code' | 'article',
  string
>;

const read = (row: Written & { readonly necessity?: boolean }): Row => ({
  level: oneOf(SECRET_LEVELS, row.level),
  company: oneOf(COMPANIES, row.company),
  position: oneOf(POSITIONS, row.position),
  relation: oneOf(RELATIONS, row.relation),
  operation: oneOf(OPERATIONS, row.operation),
  necessity: row.necessity ?? false,
  outcome: row.outcome,
  code: row.code,
  article: row.article,
});

const SECTIONS = { rows: matrix.rows.map(read), declassified: matrix.declassified.map(read) };

const memberOf = ({ relation, company, position }: Row): RangeMember | null => {
  switch (relation) {
    case 'named':
      return { kind: 'person', personId: 'reader' };
    case 'department_listed':
      return { kind: 'department', departmentId: departmentOf(company) };
    case 'post_listed':
      return { kind: 'post', companyId: company, post: position === 'left' ? 'staff' : position };
    case 'none':
    case 'responsible_manager':
      return null;
  }
};

const answer = (row: Row, at: typeof FIRST_DECLASSIFIED) => {
  const actor: Actor = { personId: 'reader', appointments: [appointmentOf(row.company, row.position)] };
  const bystander: RangeMember = { kind: 'person', personId: 'bystander' };
  const member = memberOf(row);
  const entries = [bystander, ...(member === null ? [] : [member])].map((member) => ({ member, validity: IN_FORCE }));
  const item = itemOf(row.level, entries, row.relation === 'responsible_manager' ? 'reader' : undefined);
  const necessity = row.necessity ? '董事会需要纸质文本' : undefined;
  const { outcome, code, article } = decide({ operation: row.operation, item, actor, at, necessity });
  return { outcome, code, article };
};

const title = (row: Row) =>
  `${row.position} of ${row.company}, ${row.relation}: ${row.operation}${row.necessity ? ' with necessity' : ''} is ${row.outcome}, ${row.code}`;
const named = (rows: readonly Row[]) => rows.map((row) => [title(row), row] as const);

describe.each(SECRET_LEVELS)('access matrix, %s, in the last millisecond of the period', (level) => {
  it.each(named(SECTIONS.rows.filter((row) => row.level === level)))('%s', (_, row) => {
    const { outcome, code, article } = row;
    expect(answer(row, LAST_SECRET_MILLISECOND)).toEqual({ outcome, code, article });
  });
});

describe.each(SECRET_LEVELS)('access matrix, once %s, in the first millisecond after the period', (level) => {
  it.each(named(SECTIONS.declassified.filter((row) => row.level === level)))('%s', (_, row) => {
    const { outcome, code, article } = row;
    expect(answer(row, FIRST_DECLASSIFIED)).toEqual({ outcome, code, article });
  });
});

describe('access matrix, as a whole', () => {
  const exists = (level: SecretLevel, company: Company, relation: Relation): boolean => {
    if (relation === 'department_listed' || relation === 'post_listed') return level === 'confidential';
    return relation !== 'responsible_manager' || company !== 'sister';
  };
  const necessities = (section: string, level: SecretLevel, operation: Operation): readonly boolean[] =>
    section === 'rows' && level === 'top_secret' && operation !== 'view' ? [false, true] : [false];
  const key = (row: Omit<Row, 'outcome' | 'code' | 'article'>) =>
    [row.level, row.company, row.position, row.relation, row.operation, row.necessity].join(' ');

  const expected = (section: string) =>
    SECRET_LEVELS.flatMap((level) =>
      COMPANIES.flatMap((company) =>
        POSITIONS.flatMap((position) =>
          RELATIONS.filter((relation) => exists(level, company, relation)).flatMap((relation) =>
            OPERATIONS.flatMap((operation) =>
              necessities(section, level, operation).map((necessity) =>
                key({ level, company, position, relation, operation, necessity }),
              ),
            ),
          ),
        ),
      ),
    );

  it('states the axes that it is counted along', () => {
    expect(matrix.axes).toEqual({
      level: SECRET_LEVELS,
      company: COMPANIES,
      position: POSITIONS,
      relation: RELATIONS,
      operation: OPERATIONS,
      necessity: [false, true],
    });
  });

  it.each(['rows', 'declassified'] as const)('has every meaningful combination exactly once in %s', (section) => {
    expect(SECTIONS[section].map(key).toSorted()).toEqual(expected(section).toSorted());
  });

  it('never allows an excerpt or a copy of a secret item: there is no grant in it (GS-23)', () => {
    const taken = SECTIONS.rows.filter((row) => row.operation !== 'view' && row.outcome === 'allowed');
    expect(taken).toEqual([]);
  });
});
