import { Temporal } from '@miji/core';
import type { ItemFilter, Scope } from '@miji/db';
import { pageItems } from '@miji/db';
import { beforeAll, describe, expect, test } from 'vitest';
import { openBench } from './support/connect.ts';
import { explainingDatabase } from './support/plans.ts';
import { BANK, SISTER, seedDirectory } from './support/rows.ts';

const { database, superuser } = await openBench();
const { db, plans } = await explainingDatabase(database, superuser);

const at = Temporal.Instant.from('2026-11-21T04:00:00Z');
const scopeOf = (principals: readonly string[]): Scope => ({
  companyId: BANK.id,
  personId: BANK.person,
  principals,
  at,
});
const STAFF = `staff:${BANK.id}`;

/** 20,000 items in either company; one person may know 200 of them, another the 200 oldest, executives all of them. */
beforeAll(async () => {
  await seedDirectory(superuser, [BANK, SISTER]);
  await superuser.query(`
    insert into miji.item (company_id, id, number, title, level, proposed_level, catalogue_code, basis, period_kind, issued_on,
                           line_count, secret_until, responsible_manager_id, state, version, rule_set_version, registered_at, idempotency_key, input_digest, registrar)
    select c.id, md5(c.id::text || n)::uuid, c.code || '-' || n, 'title', 1 + n % 3, 1, '3.1', 'basis', 'term', '2020-01-01', 1,
           case when n % 7 = 0 then null when n % 50 = 0 then timestamptz '2026-01-01' else timestamptz '2027-01-01' + n * interval '1 hour' end,
           '${BANK.person}', 'confirmed', 1, 1, timestamptz '2020-01-01' + n * interval '1 minute', 'key ' || n, 'digest', 'registrar'
      from miji.company c, generate_series(1, 20000) n`);
  await superuser.query(`
    insert into miji.item_reader (company_id, principal, item_id, registered_at, ends_at)
    select i.company_id, principal, i.id, i.registered_at, coalesce(i.secret_until, '9999-12-31Z')
      from miji.item i, lateral (values
        ('headquarters:executives', true),
        ('person:' || i.responsible_manager_id, i.level < 3),
        ('department:d' || abs(hashtext(i.number)) % 40, i.level = 1),
        ('person:some', i.number ~ '57$'),
        ('person:oldest', split_part(i.number, '-', 2)::int <= 200)) as reader (principal, named)
     where named`);
  await superuser.query('vacuum analyze miji.item, miji.item_reader');
}, 120_000);

const READERS = [
  ['who may know 200 of them', ['person:some']],
  ['who may know the 200 oldest', ['person:oldest']],
  ['who may know none', ['person:stranger']],
  ['of the staff who may know the 200 oldest', ['person:oldest', STAFF]],
  [
    'of the staff who has fifteen names',
    ['person:some', STAFF, ...Array.from({ length: 13 }, (_, n) => `department:d${n}`)],
  ],
  ['of the head office who may know all', ['person:executive', 'headquarters:executives']],
] as const;
const INDEXES = { newest: 'item_reader_newest', declassifies_soonest: 'item_reader_declassifies' };
const SORTS = ['newest', 'declassifies_soonest'] as const satisfies readonly ItemFilter['sort'][];

describe.each(SORTS)('a page of 20,000 items, %s', (sort) => {
  test.each(READERS)('is found by indexes, for somebody %s', async (_, principals) => {
    plans.length = 0;
    // Beyond the fifth run PostgreSQL may stop planning for the parameters at hand.
    for (let run = 0; run < 8; run++) {
      await db.transact(scopeOf(principals), (tx) => pageItems(tx, { sort }, { limit: 50 }));
    }
    const pages = plans.filter((plan) => plan.statement.includes('"item_reader"'));
    expect(pages).toHaveLength(8);
    for (const { steps } of pages) {
      expect(steps.filter((step) => step.kind === 'Seq Scan')).toEqual([]);
      expect(steps.filter((step) => step.relation === 'item_reader').map((step) => step.index)).toEqual([
        INDEXES[sort],
      ]);
    }
  });
});
