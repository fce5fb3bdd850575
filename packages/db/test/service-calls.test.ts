import { Temporal } from '@miji/core';
import type { Scope } from '@miji/db';
import { pageServiceDenials, talliesOfServices } from '@miji/db';
import { beforeAll, expect, test } from 'vitest';
import { openBench } from './support/connect.ts';
import { explainingDatabase } from './support/plans.ts';
import { BANK, seedDirectory } from './support/rows.ts';

const { database, superuser } = await openBench();
const { db, plans } = await explainingDatabase(database, superuser);

const SERVICE = '00000000-0000-4000-8000-00000000000a';
const OTHER = '00000000-0000-4000-8000-00000000000b';
const to = Temporal.Instant.from('2026-11-21T04:00:00Z');
const week = { from: to.subtract({ hours: 7 * 24 }), to };
const scope: Scope = { companyId: BANK.id, personId: BANK.person, principals: [], at: to };

/** Forty thousand events of a month, an eighth of them by two services; of those a tenth was refused. */
beforeAll(async () => {
  await seedDirectory(superuser, [BANK]);
  await superuser.query(`
    insert into miji.audit_event (company_id, id, at, action, actor_kind, actor_id, outcome, code, rule_set_version, details)
    select '${BANK.id}', md5(n::text)::uuid, timestamptz '2026-10-22T04:00Z' + n * interval '64 seconds', 'item.viewed',
           case when n % 8 = 0 then 'service' else 'person' end,
           case when n % 16 = 0 then '${SERVICE}' when n % 8 = 0 then '${OTHER}' else '${BANK.person}' end::uuid,
           case when n % 80 = 0 then 'refused' else 'done' end, case when n % 80 = 0 then 'NOT_IN_RANGE' else 'ALLOWED_NAMED' end, 1, '{}'
      from generate_series(1, 40000) n`);
  await superuser.query('vacuum analyze miji.audit_event');
}, 120_000);

/** By which indexes the events were found, however often it was asked: later PostgreSQL may plan once for all parameters. */
const indexesOf = async (ask: () => Promise<unknown>): Promise<readonly string[]> => {
  plans.length = 0;
  for (let run = 0; run < 8; run++) await ask();
  const steps = plans.flatMap((plan) => plan.steps);
  const read = steps.filter(({ relation }) => relation === 'audit_event');
  expect(read.length).toBeGreaterThanOrEqual(8);
  expect(read.filter(({ kind }) => kind === 'Seq Scan')).toEqual([]);
  return [...new Set(steps.flatMap(({ index }) => index ?? []))].toSorted();
};

test('the calls of a week are counted by the services’ own index alone', async () => {
  const tallies = await db.transact(scope, (tx) => talliesOfServices(tx, week));
  const counted = await superuser.query<{ calls: string }>(
    `select count(*) as calls from miji.audit_event where actor_kind = 'service' and at >= $1 and at < $2`,
    [week.from.toString(), week.to.toString()],
  );
  expect(tallies.reduce((sum, { calls }) => sum + calls, 0)).toBe(Number(counted.rows[0]?.calls));
  expect(new Set(tallies.map(({ serviceId }) => serviceId))).toEqual(new Set([SERVICE, OTHER]));
  expect(await indexesOf(() => db.transact(scope, (tx) => talliesOfServices(tx, week)))).toEqual([
    'audit_event_of_services',
  ]);
});

test('the refusals come newest first, each once, page by page, without a look at what others did', async () => {
  const pageFrom = (cursor: string | undefined, serviceId?: string) =>
    db.transact(scope, (tx) => pageServiceDenials(tx, { ...week, serviceId }, { cursor, limit: 30 }));
  const seen: number[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await pageFrom(cursor);
    seen.push(...page.rows.map(({ position }) => position));
    cursor = page.next;
  }
  expect(seen).toEqual([...new Set(seen)].toSorted((one, other) => other - one));
  expect(seen.length).toBeGreaterThan(90);
  // Every eightieth event is of the same service.
  expect((await pageFrom(undefined, OTHER)).rows).toEqual([]);
  const used = await indexesOf(() => pageFrom(undefined));
  expect(used).toContain('audit_event_refused_to_services');
  // Where few were refused, going through what services did is as short.
  expect(used.filter((index) => !/of_services$|to_services$/.test(index))).toEqual([]);
});
