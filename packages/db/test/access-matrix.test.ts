import type { Actor, CompanyKind, ItemFacts, Post, RangeMember, SecretLevel } from '@miji/core';
import { POSTS, SECRET_LEVELS, Temporal } from '@miji/core';
import { pageItems } from '@miji/db';
import { beforeAll, describe, expect, test } from 'vitest';
import matrix from '../../../fixtures/access-matrix.json' with { type: 'json' };
import { openBench } from './support/connect.ts';
import { BANK, HEADQUARTERS, seedDirectory, SISTER } from './support/rows.ts';
import { scopeFor, storeItems } from './support/worlds.ts';

const { db, superuser } = await openBench();

const END = Temporal.Instant.from('2026-11-21T16:00:00Z');
const SECTIONS = [
  ['in the last millisecond of the period', matrix.rows, END.subtract({ milliseconds: 1 })],
  ['in the first millisecond after the period', matrix.declassified, END],
] as const;
const IN_FORCE = { from: Temporal.Instant.from('2020-01-01T00:00:00Z'), to: null };
const OVER = { from: IN_FORCE.from, to: Temporal.Instant.from('2026-06-30T16:00:00Z') };
const BYSTANDER = SISTER.person;
const READER = HEADQUARTERS.person;
const MANAGER = BANK.person;

const COMPANIES = { own: BANK, sister: SISTER, headquarters: HEADQUARTERS };
const oneOf = <T extends string>(allowed: readonly T[], value: string): T => {
  const found = allowed.find((word) => word === value);
  if (found === undefined) throw new TypeError(`${value} is none of ${allowed.join(', ')}`);
  return found;
};

type Row = (typeof matrix.rows)[number] | (typeof matrix.declassified)[number];

const itemFor = (row: Row): ItemFacts => {
  const company = COMPANIES[oneOf(['own', 'sister', 'headquarters'], row.company)];
  const post: Post = row.position === 'left' ? 'staff' : oneOf(POSTS, row.position);
  const listed: Record<string, RangeMember> = {
    named: { kind: 'person', personId: READER },
    department_listed: { kind: 'department', departmentId: company.id },
    post_listed: { kind: 'post', companyId: company.id, post },
  };
  const member = listed[row.relation];
  const members: RangeMember[] = [{ kind: 'person', personId: BYSTANDER }, ...(member === undefined ? [] : [member])];
  return {
    itemId: crypto.randomUUID(),
    version: 1,
    level: oneOf<SecretLevel>(SECRET_LEVELS, row.level),
    period: { kind: 'term', term: Temporal.Duration.from('P10Y') },
    issuedOn: Temporal.PlainDate.from('2016-11-21'),
    declassifiedAt: null,
    range: {
      ownerCompanyId: BANK.id,
      responsibleManagerId: row.relation === 'responsible_manager' ? READER : MANAGER,
      entries: members.map((each) => ({ member: each, validity: IN_FORCE })),
    },
  };
};

const readerOf = (row: Row): Actor => {
  const company = COMPANIES[oneOf(['own', 'sister', 'headquarters'], row.company)];
  const companyKind: CompanyKind = company.kind;
  const left = row.position === 'left';
  const post: Post = left ? 'staff' : oneOf(POSTS, row.position);
  return {
    personId: READER,
    appointments: [
      { companyId: company.id, companyKind, post, departmentId: company.id, validity: left ? OVER : IN_FORCE },
    ],
  };
};

beforeAll(() => seedDirectory(superuser, [BANK, SISTER, HEADQUARTERS]));

describe.each(SECTIONS)('access matrix, %s', (_, section, at) => {
  const views = section.filter((row) => row.operation === 'view');

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
    for (const { row, item } of asked) {
      const scope = scopeFor(BANK.id, readerOf(row), at);
      const [shown, listed] = await Promise.all([
        db.readOnce(scope, (compiler) =>
          compiler.selectFrom('item_content').select('item_id').where('item_id', '=', item.itemId),
        ),
        db.transact(scope, (tx) => pageItems(tx, { sort: 'newest' }, { limit: 1000 })),
      ]);
      const expected = row.outcome === 'allowed';
      if (expected) allowed += 1;
      const answers = [shown.length === 1, listed.rows.some(({ id }) => id === item.itemId)];
      if (answers.some((answer) => answer !== expected)) {
        wrong.push(
          `${row.position} of ${row.company}, ${row.relation}, ${row.level}: shown, listed are ${answers.join()}, ${row.outcome} in the matrix`,
        );
      }
    }
    expect(wrong).toEqual([]);
    expect(views.length).toBeGreaterThan(200);
    expect(allowed).toBeGreaterThan(50);
    expect(allowed).toBeLessThan(views.length);
  }, 60_000);
});
