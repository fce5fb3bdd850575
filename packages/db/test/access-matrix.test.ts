import type { Actor, CompanyKind, ItemFacts, Post, RangeMember } from '@miji/core';
import { Temporal } from '@miji/core';
import { pageItems } from '@miji/db';
import { beforeAll, describe, expect, test } from 'vitest';
import matrix from '../../../fixtures/access-matrix.json' with { type: 'json' };
import type { MatrixPerson } from '@miji/testing';
import { peopleOfMatrix, regimesOfSet } from '@miji/testing';
import { openBench } from './support/connect.ts';
import { BANK, HEADQUARTERS, seedDirectory, SISTER } from './support/rows.ts';
import { scopeFor, storeItems } from './support/worlds.ts';

const { db, superuser } = await openBench();

const END = Temporal.Instant.from('2026-11-21T16:00:00Z');
/** One person before one item that is bound in one way. */
interface Row extends Pick<MatrixPerson, 'level' | 'company' | 'position' | 'relation'> {
  readonly regimes: string;
  readonly outcome: string;
}

const FURTHER = matrix.axes.regimes.filter((regimes) => regimes !== 'none');

/** Everybody under the group's rules alone, and again under one set of further regimes, each in turn. */
const sampled = (answer: (person: MatrixPerson, regimes: string) => { readonly outcome: string }): readonly Row[] =>
  peopleOfMatrix(matrix).flatMap((person, index) =>
    ['none', ...FURTHER.slice(index % FURTHER.length).slice(0, 1)].map((regimes) => ({
      level: person.level,
      company: person.company,
      position: person.position,
      relation: person.relation,
      regimes,
      outcome: answer(person, regimes).outcome,
    })),
  );

const SECTIONS = [
  [
    'in the last millisecond of the period',
    sampled((person, regimes) => person.before(regimes, 'view', false)),
    END.subtract({ milliseconds: 1 }),
  ],
  ['in the first millisecond after the period', sampled((person) => person.after('view')), END],
] as const;
const PROJECT = crypto.randomUUID();
const IN_FORCE = { from: Temporal.Instant.from('2020-01-01T00:00:00Z'), to: null };
const OVER = { from: IN_FORCE.from, to: Temporal.Instant.from('2026-06-30T16:00:00Z') };
const BYSTANDER = SISTER.person;
const READER = HEADQUARTERS.person;
const MANAGER = BANK.person;

const COMPANIES = { own: BANK, sister: SISTER, headquarters: HEADQUARTERS };
const itemFor = (row: Row): ItemFacts => {
  const company = COMPANIES[row.company];
  const post: Post = row.position === 'left' ? 'staff' : row.position;
  const listed: Record<string, RangeMember> = {
    named: { kind: 'person', personId: READER },
    department_listed: { kind: 'department', departmentId: company.id },
    group_listed: { kind: 'group', groupId: PROJECT },
    excluded: { kind: 'person', personId: READER },
    post_listed: { kind: 'post', companyId: company.id, post },
  };
  const member = listed[row.relation];
  const members: RangeMember[] = [{ kind: 'person', personId: BYSTANDER }, ...(member === undefined ? [] : [member])];
  return {
    itemId: crypto.randomUUID(),
    version: 1,
    level: row.level,
    period: { kind: 'term', term: Temporal.Duration.from('P10Y') },
    issuedOn: Temporal.PlainDate.from('2016-11-21'),
    declassifiedAt: null,
    range: {
      ownerCompanyId: BANK.id,
      responsibleManagerId: row.relation === 'responsible_manager' ? READER : MANAGER,
      entries: members.map((each) => ({ member: each, validity: IN_FORCE })),
      excludedIds: row.relation === 'excluded' ? [READER] : [],
    },
    regimes: regimesOfSet(row.regimes),
    line: null,
    coOwnerIds: [],
  };
};

const readerOf = (row: Row): Actor => {
  const company = COMPANIES[row.company];
  const companyKind: CompanyKind = company.kind;
  const left = row.position === 'left';
  const post: Post = row.position === 'left' ? 'staff' : row.position;
  return {
    personId: READER,
    appointments: [
      { companyId: company.id, companyKind, post, departmentId: company.id, validity: left ? OVER : IN_FORCE },
    ],
    memberships: row.relation === 'group_listed' ? [{ groupId: PROJECT, validity: IN_FORCE }] : [],
  };
};

beforeAll(() => seedDirectory(superuser, [BANK, SISTER, HEADQUARTERS]));

describe.each(SECTIONS)('access matrix, %s', (_, views, at) => {
  test('the database shows and lists exactly what the matrix allows', async () => {
    const asked = views.map((row) => ({ row, item: itemFor(row) }));
    // Written down before the end, asked at either side of it: nothing happens in between.
    await storeItems(
      db,
      BANK.id,
      asked.map(({ item }) => item),
      END.subtract({ hours: 1 }),
    );

    const wrong: string[] = [];
    let allowed = 0;
    // Many rows are about one reader: his list is the same in all of them.
    const lists = new Map<string, ReadonlySet<string>>();
    for (const { row, item } of asked) {
      const scope = scopeFor(BANK.id, readerOf(row), at);
      const names = scope.principals.join();
      const listed =
        lists.get(names) ??
        new Set(
          (await db.transact(scope, (tx) => pageItems(tx, { sort: 'newest' }, { limit: 5000 }))).rows.map(
            ({ id }) => id,
          ),
        );
      lists.set(names, listed);
      const shown = await db.readOnce(scope, (compiler) =>
        compiler.selectFrom('item_content').select('item_id').where('item_id', '=', item.itemId),
      );
      const expected = row.outcome === 'allowed';
      if (expected) allowed += 1;
      const answers = [shown.length === 1, listed.has(item.itemId)];
      if (answers.some((answer) => answer !== expected)) {
        wrong.push(
          `${row.position} of ${row.company}, ${row.relation}, ${row.level}, ${row.regimes}: shown, listed are ${answers.join()}, ${row.outcome} in the matrix`,
        );
      }
    }
    expect(wrong).toEqual([]);
    expect(views.length).toBeGreaterThan(200);
    expect(allowed).toBeGreaterThan(50);
    expect(allowed).toBeLessThan(views.length);
  }, 120_000);
});
