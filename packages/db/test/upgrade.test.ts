import { randomBytes } from 'node:crypto';
import type { ApprovedOperation, RuleSet } from '@miji/core';
import { APPLICANTS, lawOf, REGULATIONS } from '@miji/core';
import { closePool } from '@miji/db';
import { urlForRole } from '@miji/db/admin';
import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { Client, Pool } from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { MIGRATIONS } from '../src/migrations/index.ts';

const OWNER = 'aaaaaaaa-0000-4000-8000-000000000000';
const PERSON = 'aaaaaaaa-0000-4000-8000-00000000beef';
const ANOTHER = 'aaaaaaaa-0000-4000-8000-00000000cafe';
const GM = `post:${OWNER}:general_manager`;
const byText = (a: string, b: string): number => (a < b ? -1 : 1);

const PROPOSED = 'aaaaaaaa-0000-4000-8000-000000000002';
const CONFIRMED = 'aaaaaaaa-0000-4000-8000-000000000003';
const ITEM = 'aaaaaaaa-0000-4000-8000-000000000001';

/** The operations that the rules have told apart since. */
const LATER: ReadonlySet<ApprovedOperation> = new Set(['export', 'carry_out', 'destroy']);

/** What the release before wrote: two pending requests and a decided one, under a rule set in its shape. */
const EARLIER = `
insert into miji.company values ('${OWNER}', 'BANK', 'subsidiary', 'BANK', '2026-01-01Z');
insert into miji.person values ('${PERSON}', 'PERSON', '2026-01-01Z');
insert into miji.rule_set (version, document, effective_from)
  values (1, '{"version": 1, "catalogue": [], "outOfScope": [], "rules": [], "approvers": [], "limits": {}}', '2020-01-01Z');
insert into miji.item (company_id, id, number, title, level, proposed_level, catalogue_code, line_count, basis, period_kind, issued_on,
                       responsible_manager_id, state, version, rule_set_version, registered_at, idempotency_key, input_digest, registrar)
  values ('${OWNER}', '${ITEM}', 'BANK-2026-000001', 'title', 2, 2, 'GS-08.4', 1, 'basis', 'indefinite', '2026-01-01', '${PERSON}',
          'confirmed', 1, 1, '2026-01-01Z', 'key', 'digest', 'test');
insert into miji.item (company_id, id, number, title, level, proposed_level, catalogue_code, line_count, basis, period_kind, period_value,
                       issued_on, secret_until, responsible_manager_id, state, version, rule_set_version, registered_at,
                       idempotency_key, input_digest, registrar)
  select '${OWNER}', id::uuid, number, 'title', 2, 2, 'GS-08.4', 1, 'basis', 'until', '2026-01-31', '2026-01-01', '2026-01-31T16:00Z',
         '${PERSON}', state, 1, 1, '2026-01-01Z', number, 'digest', 'test'
    from (values ('${PROPOSED}', 'BANK-2026-000002', 'proposed'), ('${CONFIRMED}', 'BANK-2026-000003', 'confirmed'))
      as old (id, number, state);
insert into miji.item_reader (company_id, principal, item_id, registered_at, ends_at)
  select company_id, 'person:${PERSON}', id, registered_at, secret_until from miji.item where secret_until is not null;
insert into miji.item_content (company_id, item_id, version, format, sealed, sealed_key, company_key_version, readers,
                               readers_once_declassified, secret_until)
  select company_id, id, 1, 'plain', '', '', 1, '{}', '{}', secret_until from miji.item where secret_until is not null;
insert into auth.service_key (company_id, service_id, name, prefix, key_hash, created_by)
  values ('${OWNER}', gen_random_uuid(), 'service', 'miji_', sha256('key'), '${PERSON}');
insert into miji.request (company_id, id, number, item_id, item_number, item_version, level, catalogue_code, operation, requester_id,
                          beneficiary_id, copies, purpose, approver, state, filed_at, expires_at, decided_by, rule_set_version,
                          idempotency_key, input_digest)
  select '${OWNER}', gen_random_uuid(), number, '${ITEM}', 'BANK-2026-000001', 1, level, 'GS-08.4', 'copy', '${PERSON}', '${PERSON}', 1,
         'purpose', approver, state, '2026-01-01Z', '2026-01-08Z', decided_by, 1, number, 'digest'
    from (values ('owner', 2, '${GM}', 'pending', null),
                 ('executives', 3, 'headquarters:executives', 'pending', null),
                 ('decided', 1, '${GM}', 'approved', '${PERSON}'::uuid)) as old (number, level, approver, state, decided_by);`;

/** An empty database, and what brings it from one release to the next. */
const openEarlier = async () => {
  const { adminUrl, passwords } = inject('mijiCluster');
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  const name = `earlier_${randomBytes(6).toString('hex')}`;
  await admin.query(`create database ${name}`);
  await admin.query(`grant connect, create on database ${name} to miji_owner`);
  onTestFinished(async () => {
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  });
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const superuser = new Client({ connectionString: url.href });
  await superuser.connect();
  onTestFinished(() => superuser.end());
  await superuser.query('create schema miji authorization miji_owner; create schema auth authorization miji_owner');

  const pool = new Pool({
    connectionString: urlForRole(url.href, 'miji_owner', passwords.miji_owner),
    max: 1,
    options: '-c search_path=miji',
  });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  onTestFinished(() => closePool(pool));
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...MIGRATIONS }) },
    migrationTableSchema: 'miji',
  });
  return { superuser, migrator };
};

test('what the release before has written stays decidable by the same people, and its rules become those of now', async () => {
  const { superuser, migrator } = await openEarlier();
  expect((await migrator.migrateTo('0005-sign-in')).error).toBeUndefined();
  await superuser.query(EARLIER);
  expect((await migrator.migrateToLatest()).error).toBeUndefined();

  const { rows: ends } = await superuser.query<Record<string, unknown>>(
    `select item.number, item.secret_until is null as item, reader.ends_at > '9000-01-01' as reader, content.secret_until is null as content
       from miji.item join miji.item_reader as reader on reader.item_id = item.id
                      join miji.item_content as content on content.item_id = item.id order by item.number`,
  );
  expect(ends).toEqual([
    { number: 'BANK-2026-000002', item: true, reader: true, content: true },
    { number: 'BANK-2026-000003', item: false, reader: false, content: false },
  ]);

  const { rows: keys } = await superuser.query('select scopes, expires_at from auth.service_key');
  const scopes = ['access', 'items', 'requests', 'custody', 'records', 'report', 'organisation'];
  expect(keys, 'a key from before opens what it did, and no snapshot').toEqual([{ scopes, expires_at: null }]);

  const { rows } = await superuser.query<Record<string, unknown>>(
    'select number, route, approvers, deciders from miji.request order by number',
  );
  const executives = ['seat:headquarters:general_manager', 'seat:headquarters:deputy_general_manager'];
  const lent = (level: string, seat: string) => `delegated:copy:${level}:${seat.replace('seat:', '')}`;
  const addressed = (level: string, ...seats: readonly string[]) =>
    seats.flatMap((seat) => [seat, lent(level, seat)]).toSorted();
  const ownSeat = { kind: 'post', companyId: OWNER, post: 'general_manager' };
  const ownRoute = {
    rule: { kind: 'post', company: 'owner', post: 'general_manager' },
    article: 'GS-22',
    seats: ownSeat,
    companies: [OWNER],
  };
  expect(
    rows.map((row) => ({
      ...row,
      approvers: (Array.isArray(row['approvers']) ? row['approvers'] : []).map(String).toSorted(byText),
    })),
  ).toEqual([
    {
      number: 'decided',
      route: ownRoute,
      approvers: addressed('confidential', `seat:${GM}`, ...executives),
      deciders: [PERSON],
    },
    {
      number: 'executives',
      route: {
        rule: {
          kind: 'any_of',
          of: [
            { kind: 'post', company: 'headquarters', post: 'general_manager' },
            { kind: 'post', company: 'headquarters', post: 'deputy_general_manager' },
          ],
        },
        article: 'GS-21',
        seats: {
          kind: 'any_of',
          of: [
            { kind: 'headquarters_post', post: 'general_manager' },
            { kind: 'headquarters_post', post: 'deputy_general_manager' },
          ],
        },
        companies: [OWNER],
      },
      approvers: addressed('top_secret', ...executives),
      deciders: [],
    },
    {
      number: 'owner',
      route: ownRoute,
      approvers: addressed('secret', `seat:${GM}`, ...executives),
      deciders: [],
    },
  ]);
  const document = await superuser.query<Record<string, unknown>>('select document from miji.rule_set');
  expect(document.rows).toEqual([{ document: JSON.parse(JSON.stringify(REGULATIONS)) }]);
  const forced = await superuser.query(
    `select 1 from pg_class where oid = 'miji.request'::regclass and relforcerowsecurity`,
  );
  expect(forced.rows).toHaveLength(1);
});

test('the first version of the rules becomes the regulations of now, and what an office has published stays as it is', async () => {
  const { superuser, migrator } = await openEarlier();
  expect((await migrator.migrateTo('0011-single-sign-on')).error).toBeUndefined();
  // The release before knew eight operations and did not tell applicants apart.
  const approvers = REGULATIONS.approvers
    .filter(({ operation, applicant }) => !LATER.has(operation) && (applicant ?? 'insider') === 'insider')
    .map((cell) => ({ ...cell, applicant: undefined }));
  const earlier = { ...REGULATIONS, approvers };
  const published: RuleSet = { ...earlier, version: 2, limits: { ...REGULATIONS.limits, maxCopies: 3 } };
  await superuser.query('insert into miji.person values ($1, $2, $3), ($4, $5, $3)', [
    PERSON,
    'PERSON',
    '2026-01-01Z',
    ANOTHER,
    'ANOTHER',
  ]);
  await superuser.query(`insert into miji.rule_set (version, document, effective_from) values (1, $1, '2020-01-01Z')`, [
    JSON.stringify(earlier),
  ]);
  await superuser.query(
    `insert into miji.rule_set (version, document, effective_from, base_version, note, proposed_by, published_by, published_at)
       values (2, $1, '2026-06-01Z', 1, '修订', $2, $3, '2026-05-01Z')`,
    [JSON.stringify(published), PERSON, ANOTHER],
  );
  expect((await migrator.migrateToLatest()).error).toBeUndefined();

  const { rows } = await superuser.query<{ readonly version: number; readonly document: unknown }>(
    'select version, document from miji.rule_set order by version',
  );
  expect(rows).toEqual([
    { version: 1, document: JSON.parse(JSON.stringify(REGULATIONS)) },
    { version: 2, document: JSON.parse(JSON.stringify(published)) },
  ]);

  const law = lawOf(published, 'BANK');
  for (const applicant of APPLICANTS) {
    // What it does not set is locked, until the office publishes again (K-05).
    expect(law.approval('destroy', 'secret', [], applicant).approver).toBeNull();
    expect(law.approval('export', 'secret', ['archive'], applicant).approver).toBeNull();
    expect(law.approval('carry_out', 'secret', ['property'], applicant).approver).toBeNull();
    // What it does set counts for everybody, as it did.
    expect(law.approval('loan', 'secret', ['archive'], applicant).article).toBe('AR-28');
    expect(law.approval('copy', 'secret', [], applicant).article).toBe('GS-22');
  }
  expect(lawOf(REGULATIONS, 'BANK').approval('destroy', 'secret', [], 'insider').article).toBe('K-12');
});
