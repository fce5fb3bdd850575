import { Temporal } from '@miji/core';
import type { Scope } from '@miji/db';
import { itemsNumbered, itemsOfRarest, itemsWithTokens, pageItems } from '@miji/db';
import { beforeAll, describe, expect, test } from 'vitest';
import { openBench } from './support/connect.ts';
import { explainingDatabase } from './support/plans.ts';
import { BANK, seedDirectory } from './support/rows.ts';

const { database, superuser } = await openBench();
const { db, plans } = await explainingDatabase(database, superuser);

const ITEMS = 100_000;
/** on every item, on one of ten, on one of 5,000, and on none */
const [COMMON, FREQUENT, RARE, NOWHERE] = [1, 2, 3, 4];
const at = Temporal.Instant.from('2026-11-21T04:00:00Z');
const scopeOf = (principals: readonly string[]): Scope => ({
  companyId: BANK.id,
  personId: BANK.person,
  principals,
  at,
});

beforeAll(async () => {
  await seedDirectory(superuser, [BANK]);
  // What is written here refers to what was written just before: looking each of them up would take longer than all else.
  await superuser.query('set session_replication_role = replica');
  await superuser.query(`
    insert into miji.item (company_id, id, number, title, level, proposed_level, catalogue_code, basis, period_kind, issued_on,
                           line_count, secret_until, responsible_manager_id, state, version, rule_set_version, registered_at, idempotency_key, input_digest, registrar)
    select '${BANK.id}', md5(n::text)::uuid, 'BANK-2026-' || lpad(n::text, 6, '0'), 'title', 1, 1, '3.1', 'basis', 'term', '2020-01-01', 1,
           '2027-01-01', '${BANK.person}', 'confirmed', 1, 1, timestamptz '2020-01-01' + n * interval '1 minute', 'key ' || n, 'digest', 'registrar'
      from generate_series(0, ${ITEMS - 1}) n`);
  await superuser.query(`
    insert into miji.item_reader (company_id, principal, item_id, registered_at, ends_at)
    select company_id, principal, id, registered_at, secret_until
      from miji.item, lateral (values ('headquarters:executives', true), ('person:some', number ~ '57$')) as reader (principal, named)
     where named`);
  await superuser.query(`
    insert into miji.item_token (company_id, token, item_id, source)
    select '${BANK.id}', token, md5(n::text)::uuid, source
      from generate_series(0, ${ITEMS - 1}) n,
           lateral (values (${COMMON}, 'title', true), (${FREQUENT}, 'text', n % 10 = 7), (${RARE}, 'text', n % 5000 = 57), (10 + n % 4999, 'text', true), (10 + n * 7 % 4999, 'title', true)) as t (token, source, has)
     where has`);
  await superuser.query('set session_replication_role = origin');
  await superuser.query('vacuum analyze miji.item, miji.item_reader, miji.item_token');
}, 120_000);

/** Beyond the fifth run PostgreSQL may stop planning for the parameters at hand. */
const RUNS = 7;
const words = (tokens: readonly number[], among: readonly string[] | null = null) => ({ tokens, numbered: [], among });
const EXECUTIVE = ['person:executive', 'headquarters:executives'];

const QUESTIONS = {
  'somebody who may know 1,000 of them, for what stands in all': async () =>
    db.transact(scopeOf(['person:some']), (tx) =>
      pageItems(tx, { sort: 'newest', words: words([COMMON]) }, { limit: 20 }),
    ),
  'somebody who may know 1,000 of them, for what stands in 20': async () =>
    db.transact(scopeOf(['person:some']), (tx) =>
      pageItems(tx, { sort: 'newest', words: words([FREQUENT, RARE]) }, { limit: 20 }),
    ),
  'somebody who may know 1,000 of them, for what stands nowhere': async () =>
    db.transact(scopeOf(['person:some']), (tx) =>
      pageItems(tx, { sort: 'newest', words: words([NOWHERE]) }, { limit: 20 }),
    ),
  'an executive, for what stands in all': async () =>
    db.transact(scopeOf(EXECUTIVE), async (tx) =>
      pageItems(
        tx,
        { sort: 'newest', words: words([COMMON], await itemsOfRarest(tx, [COMMON], 2_000)) },
        { limit: 20 },
      ),
    ),
  'an executive, for what stands in 20': async () =>
    db.transact(scopeOf(EXECUTIVE), async (tx) => {
      const tokens = [FREQUENT, RARE];
      const page = await pageItems(
        tx,
        { sort: 'newest', words: words(tokens, await itemsOfRarest(tx, tokens, 2_000)) },
        { limit: 20 },
      );
      expect(page.rows).toHaveLength(20);
      return page;
    }),
  'an executive, for a number': async () =>
    db.transact(scopeOf(EXECUTIVE), async (tx) => {
      const numbered = await itemsNumbered(tx, { from: 'BANK-2026-000100', to: 'BANK-2026-000199' }, 1_000);
      expect(numbered).toHaveLength(100);
      await itemsWithTokens(tx, numbered, [FREQUENT, RARE], 'text');
      return pageItems(tx, { sort: 'newest', words: { tokens: [], numbered, among: numbered } }, { limit: 20 });
    }),
};

describe(`a search among ${ITEMS.toLocaleString('en')} items`, () => {
  test.each(Object.entries(QUESTIONS))('goes by indexes alone: %s', async (_, ask) => {
    plans.length = 0;
    for (let run = 0; run < RUNS; run++) await ask();
    const asked = plans.filter(({ statement }) => /item_token|item_reader|"item"/.test(statement));
    expect(asked.length).toBeGreaterThanOrEqual(RUNS);
    for (const { steps } of asked) expect(steps.filter(({ kind }) => kind === 'Seq Scan')).toEqual([]);
  });
});
