import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Approver, Office, SecretLevel } from '../src/index.ts';
import { APPLICANTS, APPROVED_OPERATIONS, decide, isJoint, OPERATIONS, SECRET_LEVELS } from '../src/index.ts';
import type { PersonRow } from './support/access-matrix.ts';
import {
  applicantIn,
  expected,
  expectedAfter,
  itemFor,
  MATRIX,
  OPERATION_ROWS,
  PERSON_ROWS,
  POSITIONS,
  readerOf,
  regimesOf,
  REGIME_SETS,
  RELATIONS,
  titleOf,
} from './support/access-matrix.ts';
import { COMPANIES, FIRST_DECLASSIFIED, LAST_SECRET_MILLISECOND, LAW } from './support/cast.ts';

const STATED = '董事会需要纸质文本';

/** What differs between the law and the fixture, in words; one test asks hundreds of people. */
const differences = (
  rows: readonly PersonRow[],
  ask: (row: PersonRow) => { readonly law: ReturnType<typeof decide>; readonly fixture: object },
): readonly string[] =>
  rows.flatMap((row) => {
    const { law, fixture } = ask(row);
    const { outcome, code, article } = law;
    const answered = JSON.stringify({ outcome, code, article });
    const wanted = JSON.stringify(fixture);
    return answered === wanted ? [] : [`${titleOf(row)}: ${answered}, ${wanted} in the matrix`];
  });

describe.each(SECRET_LEVELS)('access matrix, %s, in the last millisecond of the period', (level) => {
  const rows = PERSON_ROWS.filter((row) => row.level === level);
  describe.each([...REGIME_SETS])('bound by %s besides the group’s rules', (regimes) => {
    it.each(
      OPERATIONS.flatMap((operation) =>
        [false, true].flatMap((stated) => [false, true].map((forVisitor) => ({ operation, stated, forVisitor }))),
      ),
    )('$operation, necessity stated: $stated, for a visitor: $forVisitor', ({ operation, stated, forVisitor }) => {
      const necessity = stated ? STATED : undefined;
      const wrong = differences(rows, (row) => ({
        law: decide({
          law: LAW,
          operation,
          item: itemFor(row, regimes),
          actor: readerOf(row),
          at: LAST_SECRET_MILLISECOND,
          necessity,
          forVisitor,
        }),
        fixture: expected(row, regimes, operation, {
          necessity: stated,
          applicant: forVisitor ? 'outsider' : applicantIn(row),
        }),
      }));
      expect(wrong).toEqual([]);
    });
  });
});

describe.each(SECRET_LEVELS)('access matrix, once %s, in the first millisecond after the period', (level) => {
  const rows = PERSON_ROWS.filter((row) => row.level === level);
  it.each(OPERATIONS)('%s', (operation) => {
    const wrong = REGIME_SETS.flatMap((regimes) =>
      differences(rows, (row) => ({
        law: decide({ law: LAW, operation, item: itemFor(row, regimes), actor: readerOf(row), at: FIRST_DECLASSIFIED }),
        fixture: expectedAfter(row, operation),
      })),
    );
    expect(wrong).toEqual([]);
  });
});

describe('who has to agree, as the access matrix writes it (K-01, K-02, K-03)', () => {
  const wordOf = (office: Office): string => {
    switch (office.kind) {
      case 'post':
        return `${office.company} ${office.post}`;
      case 'in_charge':
        return `${office.company} ${office.post} in charge`;
      case 'requester_department_head':
        return 'requester’s department_head';
      case 'responsible_manager':
      case 'nobody':
        return office.kind;
    }
  };
  const written = (approver: Approver): string =>
    isJoint(approver)
      ? `${approver.kind.replace('_of', '')}(${approver.of.map(written).join(', ')})`
      : wordOf(approver);

  it.each(OPERATION_ROWS)('$operation of $level under $regimes for $applicant: $by ($articles)', (row) => {
    for (const applicant of row.applicant === '*' ? APPLICANTS : [row.applicant]) {
      const approval = LAW.approval(row.operation, row.level, regimesOf(row.regimes), applicant);
      expect(approval.approver === null ? null : written(approval.approver)).toBe(row.by);
      expect(approval.articles).toEqual(row.articles);
      expect(approval.necessityRequired).toBe(row.unstated.code === 'NECESSITY_REQUIRED');
    }
  });
});

describe('access matrix, as a whole', () => {
  const exists = (level: SecretLevel, company: string, relation: string): boolean => {
    if (relation.endsWith('_listed')) return level === 'confidential';
    return relation !== 'responsible_manager' || company !== 'sister';
  };
  const key = (...parts: readonly string[]) => parts.join(' ');

  it('states the axes that it is counted along: every level, post, kind of unit, operation and regime', () => {
    expect(MATRIX.axes).toEqual({
      level: SECRET_LEVELS,
      company: COMPANIES,
      position: POSITIONS,
      relation: RELATIONS,
      regimes: REGIME_SETS,
      operation: APPROVED_OPERATIONS,
      applicant: APPLICANTS,
    });
    const alone = REGIME_SETS.filter((regimes) => !regimes.includes('+'));
    expect(alone).toEqual(['none', 'customer', 'archive', 'customer_file', 'property', 'insurance', 'bank']);
    expect(REGIME_SETS.length - alone.length).toBeGreaterThanOrEqual(4);
  });

  it('has every meaningful combination of people exactly once', () => {
    const all = SECRET_LEVELS.flatMap((level) =>
      COMPANIES.flatMap((company) =>
        POSITIONS.flatMap((position) =>
          RELATIONS.filter((relation) => exists(level, company, relation)).map((relation) =>
            key(level, company, position, relation),
          ),
        ),
      ),
    );
    const rows = PERSON_ROWS.map((row) => key(row.level, row.company, row.position, row.relation));
    expect(rows.toSorted()).toEqual(all.toSorted());
  });

  it('has every combination of level, regimes, operation and applicant exactly once', () => {
    const all = SECRET_LEVELS.flatMap((level) =>
      REGIME_SETS.flatMap((regimes) =>
        APPROVED_OPERATIONS.flatMap((operation) =>
          APPLICANTS.map((applicant) => key(level, regimes, operation, applicant)),
        ),
      ),
    );
    const rows = OPERATION_ROWS.flatMap((row) =>
      (row.applicant === '*' ? APPLICANTS : [row.applicant]).map((applicant) =>
        key(row.level, row.regimes, row.operation, applicant),
      ),
    );
    expect(rows.toSorted()).toEqual(all.toSorted());
  });

  it('never allows anything but a view of a secret item: there is no grant in it (GS-23)', () => {
    const taken = OPERATION_ROWS.filter((row) =>
      [row.stated, row.unstated].some(({ outcome }) => outcome === 'allowed'),
    );
    expect(taken).toEqual([]);
  });

  it('is what its generator writes, which knows nothing of the law in code', async () => {
    const generator = fileURLToPath(new URL('../../../fixtures/generate.mjs', import.meta.url));
    await expect(promisify(execFile)(process.execPath, [generator, '--check'])).resolves.toMatchObject({ stderr: '' });
  });
});
