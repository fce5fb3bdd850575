import { Temporal } from '@miji/core';
import type { Scope, ScopedTransaction } from '@miji/db';
import {
  companyOf,
  createPool,
  EventAppender,
  findItem,
  insertDepartment,
  listDepartmentsOf,
  ScopedDatabase,
} from '@miji/db';
import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { openBench } from './support/connect.ts';
import { BANK, seedDirectory, SISTER } from './support/rows.ts';
import { wireTo } from './support/wire.ts';

const { database, db, pool, poolOf, superuser } = await openBench();
await seedDirectory(superuser, [BANK, SISTER]);
/** One connection, so that whoever comes next gets the one that was used before. */
const single = poolOf('miji_app', 1);
const one = new ScopedDatabase(single);

const at = Temporal.Instant.from('2026-11-21T04:00:00Z');
const SCOPE: Scope = {
  companyId: BANK.id,
  personId: BANK.person,
  principals: [`person:${BANK.person}`, 'staff:bank'],
  at,
};
const department = (name: string = crypto.randomUUID()): { id: string; name: string } => ({
  id: crypto.randomUUID(),
  name,
});
const departments = async (of = SCOPE): Promise<string[]> =>
  (await db.transact(of, listDepartmentsOf)).map(({ name }) => name);
const SETTINGS = `select current_setting('miji.company_id', true) as company, current_setting('miji.person_id', true) as person,
  current_setting('miji.principals', true) as principals, current_setting('miji.at', true) as at`;
const NO_SETTINGS = { company: '', person: '', principals: '', at: '' };
const fail = (tx: ScopedTransaction) => sql`select 1 / 0`.execute(tx);

/** The way in over a slow wire, on which every wait for the server counts. */
const wire = await wireTo(database.urlFor('miji_app'));
const slow = createPool({ url: wire.url, max: 1, name: 'slow' });
afterAll(() => slow.end());
const far = new ScopedDatabase(slow);
const count = async (work: () => Promise<unknown>): Promise<number> => {
  await far.readOnce(SCOPE, (compiler) => compiler.selectFrom('company').select('id'));
  wire.roundTrips();
  await work();
  return wire.roundTrips();
};

describe('round trips', () => {
  const read = (tx: ScopedTransaction) => tx.selectFrom('department').select('id').execute();

  test('begin, scope, a single statement and commit take one together, prepared or not', async () => {
    const readOnce = () => far.readOnce(SCOPE, (compiler) => compiler.selectFrom('department').select(['id', 'name']));
    expect(await count(readOnce)).toBe(1);
    expect(await count(readOnce)).toBe(1);
  });

  test('a transaction of one statement takes two: the second is its commit', async () => {
    expect(await count(() => far.transact(SCOPE, read))).toBe(2);
  });

  test('statements that are sent together take one together', async () => {
    expect(
      await count(() =>
        far.transact(SCOPE, (tx) => Promise.all([read(tx), findItem(tx, 'none'), listDepartmentsOf(tx)])),
      ),
    ).toBe(2);
  });

  test('statements that wait for one another take one each', async () => {
    const work = async (tx: ScopedTransaction) => {
      await read(tx);
      await listDepartmentsOf(tx);
    };
    expect(await count(() => far.transact(SCOPE, work))).toBe(3);
  });

  test('a transaction that asks nothing takes none', async () => {
    expect(await count(() => far.transact(SCOPE, async () => 1))).toBe(0);
  });

  test('the directory costs no more', async () => {
    expect(
      await count(() => far.directory(at, (directory) => directory.selectFrom('company').select('code').execute())),
    ).toBe(2);
  });

  test('events are appended in one', async () => {
    const trace = await wireTo(database.urlFor('miji_trace'));
    const traced = createPool({ url: trace.url, max: 1, name: 'trace' });
    afterAll(() => traced.end());
    const appender = new EventAppender(traced);
    const append = () =>
      appender.append([
        {
          id: crypto.randomUUID(),
          companyId: BANK.id,
          at: at.toString(),
          effectiveAt: null,
          action: 'item.viewed',
          subject: null,
          itemId: null,
          actor: { kind: 'system', id: null, onBehalfOf: null },
          outcome: 'done',
          code: null,
          rule: null,
          article: null,
          ruleSetVersion: 1,
          details: {},
        },
      ]);
    await append();
    trace.roundTrips();
    await append();
    expect(trace.roundTrips()).toBe(1);
  });
});

describe('statements', () => {
  test('are prepared once per connection, under a name of our own, and used again', async () => {
    for (let run = 0; run < 3; run++) await one.transact(SCOPE, (tx) => findItem(tx, 'none'));
    const { rows } = await single.query(
      `select name, generic_plans + custom_plans as runs from pg_prepared_statements where statement like '%from "item"%'`,
    );
    expect(rows).toEqual([{ name: expect.stringMatching(/^miji_[\w-]{24}$/), runs: 3 }]);
  });

  test('that fail are prepared anew, and their connection goes on', async () => {
    const typo = (tx: ScopedTransaction) => sql`select missing from department`.execute(tx);
    for (let run = 0; run < 2; run++)
      await expect(one.transact(SCOPE, typo)).rejects.toThrow(/"missing" does not exist/);
    const behindIt = (tx: ScopedTransaction) => sql`select 'never seen before' as text`.execute(tx);
    await expect(one.transact(SCOPE, (tx) => Promise.all([typo(tx), behindIt(tx)]))).rejects.toThrow(/"missing"/);
    expect((await one.transact(SCOPE, behindIt)).rows).toEqual([{ text: 'never seen before' }]);
  });

  test('bring values back as they went in', async () => {
    const instant = Temporal.Instant.from('2026-11-21T04:00:00.123Z');
    const day = Temporal.PlainDate.from('2024-02-29');
    const { rows } = await one.transact(SCOPE, (tx) =>
      sql<{
        instant: unknown;
        day: unknown;
        count: unknown;
      }>`select ${instant}::timestamptz(3) as instant, ${day}::date as day, 9007199254740991::bigint as count`.execute(
        tx,
      ),
    );
    expect(rows.map(({ instant, day, count }) => [String(instant), String(day), count])).toEqual([
      [instant.toString(), '2024-02-29', 9_007_199_254_740_991],
    ]);
    await expect(one.transact(SCOPE, (tx) => sql`select 9007199254740992::bigint`.execute(tx))).rejects.toThrow(
      RangeError,
    );
  });
});

describe('a scope', () => {
  test('is set for its own transaction', async () => {
    const { rows } = await one.transact(SCOPE, (tx) => sql.raw(SETTINGS).execute(tx));
    expect(rows).toEqual([
      {
        company: BANK.id,
        person: BANK.person,
        principals: `person:${BANK.person},staff:bank`,
        at: '2026-11-21T04:00:00.000Z',
      },
    ]);
  });

  test('does not reach the next user of the same connection', async () => {
    const left = async () => (await single.query(SETTINGS)).rows;
    await one.transact(SCOPE, listDepartmentsOf);
    expect(await left(), 'after a commit').toEqual([NO_SETTINGS]);
    await one.readOnce(SCOPE, (compiler) => compiler.selectFrom('item').select('id'));
    expect(await left(), 'after a single statement').toEqual([NO_SETTINGS]);
    await expect(one.transact(SCOPE, fail)).rejects.toThrow(/division by zero/);
    expect(await left(), 'after a failure').toEqual([NO_SETTINGS]);
    await expect(
      one.readOnce(SCOPE, (compiler) => compiler.selectFrom('item').select(sql`1 / 0`.as('x'))),
    ).rejects.toThrow(/division by zero/);
    expect(await left(), 'after a failed single statement').toEqual([NO_SETTINGS]);
  });

  test.each<[string, Partial<Scope>]>([
    ['a quote in a company', { companyId: `${BANK.id.slice(0, -1)}'` }],
    ['a company that is no uuid', { companyId: '' }],
    ['a person in capitals', { personId: BANK.person.toUpperCase() }],
    ['a quote in a name', { principals: [`person:a'; drop table miji.item; --`] }],
    ['a comma in a name', { principals: ['person:a,headquarters:executives'] }],
    ['an empty name', { principals: [''] }],
    ['a line after a name', { principals: ['person:a\n'] }],
    ['a backslash in a name', { principals: ['person:\\'] }],
  ])('with %s is refused before anything is sent', async (_, spoilt) => {
    const scope = { ...SCOPE, ...spoilt };
    const refused = (work: () => Promise<unknown>) =>
      count(async () => {
        await expect(work()).rejects.toThrow(TypeError);
      });
    expect(await refused(() => far.readOnce(scope, (compiler) => compiler.selectFrom('item').select('id')))).toBe(0);
    expect(await refused(() => far.transact(scope, (tx) => sql`select 1`.execute(tx)))).toBe(0);
  });

  test('without a company cannot do what a company does', async () => {
    const nobody = { ...SCOPE, companyId: null };
    await expect(db.transact(nobody, async (tx) => companyOf(tx))).rejects.toThrow(/needs the scope of a company/);
    await expect(db.transact(nobody, (tx) => insertDepartment(tx, department()))).rejects.toThrow(
      /needs the scope of a company/,
    );
  });
});

/** What a client says of a server that has gone: which of these depends on the moment at which it notices. */
const GONE = /terminat|not queryable|ECONNRESET|EPIPE/i;

describe('a transaction', () => {
  let name = '';
  beforeEach(() => {
    name = crypto.randomUUID();
  });
  const insert = (tx: ScopedTransaction) => insertDepartment(tx, department(name));

  test('keeps everything once it is through', async () => {
    await one.transact(SCOPE, insert);
    expect(await departments()).toContain(name);
  });

  test('keeps nothing of what came before a failing statement, and its connection stays of use', async () => {
    await expect(one.transact(SCOPE, (tx) => insert(tx).then(() => fail(tx)))).rejects.toThrow(/division by zero/);
    expect(await departments()).not.toContain(name);
    expect(await one.transact(SCOPE, async () => single.totalCount)).toBe(1);
  });

  test('keeps nothing where the work itself throws', async () => {
    const mistake = new Error('mistake');
    await expect(one.transact(SCOPE, (tx) => insert(tx).then(() => Promise.reject(mistake)))).rejects.toBe(mistake);
    expect(await departments()).not.toContain(name);
    await one.transact(SCOPE, insert);
    expect(await departments()).toContain(name);
  });

  test('does not pass for kept where a failure was caught on the way', async () => {
    const careless = one.transact(SCOPE, async (tx) => {
      await insert(tx);
      await fail(tx).catch(() => {});
    });
    await expect(careless).rejects.toThrow(/rolled back by an earlier failure/);
    expect(await departments()).not.toContain(name);
  });

  test('of a single statement tells what failed, and not that it could not be kept', async () => {
    await expect(
      one.readOnce(SCOPE, (compiler) => compiler.selectFrom('item').select(sql`1 / 0`.as('x'))),
    ).rejects.toThrow(/division by zero/);
    expect(
      await one.readOnce(SCOPE, (compiler) => compiler.selectFrom('company').select('code').orderBy('code')),
    ).toEqual([{ code: 'BANK' }, { code: 'SISTER' }]);
  });

  test('takes no query after its end', async () => {
    let kept: ScopedTransaction | undefined;
    await one.transact(SCOPE, async (tx) => {
      kept = tx;
      await listDepartmentsOf(tx);
    });
    if (kept === undefined) throw new Error('no transaction');
    await expect(insert(kept)).rejects.toThrow(/came too late/);
    let broken: ScopedTransaction | undefined;
    const mistake = one.transact(SCOPE, async (tx) => {
      broken = tx;
      throw new Error('mistake');
    });
    await expect(mistake).rejects.toThrow('mistake');
    if (broken === undefined) throw new Error('no transaction');
    await expect(insert(broken)).rejects.toThrow(/came too late/);
    expect(await departments()).not.toContain(name);
  });

  test('holds no other transaction, and streams nothing', async () => {
    await expect(one.transact(SCOPE, (tx) => tx.transaction().execute(async () => {}))).rejects.toThrow(
      /nothing nests/,
    );
    const stream = async (tx: ScopedTransaction) => {
      for await (const _ of tx.selectFrom('company').select('id').stream()) throw new Error('a row came');
    };
    await expect(one.transact(SCOPE, stream)).rejects.toThrow(/not streamed/);
  });

  test('whose server process is killed during a statement is an error, and the pool recovers', async () => {
    const victims = poolOf('miji_app', 2);
    const lame = new ScopedDatabase(victims);
    const killed = lame.transact(SCOPE, async (tx) => {
      await insert(tx);
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      await Promise.all([
        sql`select pg_sleep(30)`.execute(tx),
        superuser.query('select pg_terminate_backend($1)', [rows[0]?.pid]),
      ]);
    });
    await expect(killed).rejects.toThrow(GONE);
    expect(await lame.transact(SCOPE, listDepartmentsOf)).not.toContainEqual(expect.objectContaining({ name }));
    expect(victims.totalCount).toBe(1);
  });

  test('whose server process is killed between statements is an error, and the pool recovers', async () => {
    const victims = poolOf('miji_app', 1);
    const lame = new ScopedDatabase(victims);
    const killed = lame.transact(SCOPE, async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      await superuser.query('select pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
      await new Promise((resolve) => setTimeout(resolve, 50));
      await insert(tx);
    });
    await expect(killed).rejects.toThrow(GONE);
    await lame.transact(SCOPE, insert);
    expect(await departments()).toContain(name);
  });

  test('that waits for nothing lets others use its connection at once', async () => {
    const names = Array.from({ length: 40 }, (): string => crypto.randomUUID());
    await Promise.all(names.map((each) => db.transact(SCOPE, (tx) => insertDepartment(tx, department(each)))));
    expect(await departments()).toEqual(expect.arrayContaining(names));
    expect(pool.totalCount).toBeLessThanOrEqual(4);
  });
});

describe('two transactions that wait for each other', () => {
  const lock = (tx: ScopedTransaction, number: number) => sql`select pg_advisory_xact_lock(${number}::int)`.execute(tx);
  const whenBothHaveBegun = () => {
    const begun = Promise.withResolvers<void>();
    let waiting = 0;
    return (): Promise<void> => {
      waiting += 1;
      if (waiting === 2) begun.resolve();
      return begun.promise;
    };
  };

  test('the one that PostgreSQL ends is run once more from its beginning, and both come through', async () => {
    const meet = whenBothHaveBegun();
    let runs = 0;
    const crossing = (first: number, second: number): Promise<string> => {
      const { id, name } = department();
      return db.transact(SCOPE, async (tx) => {
        runs += 1;
        await insertDepartment(tx, { id, name });
        await lock(tx, first);
        await meet();
        await lock(tx, second);
        return name;
      });
    };
    const names = await Promise.all([crossing(1, 2), crossing(2, 1)]);
    expect(runs).toBe(3);
    expect(await departments()).toEqual(expect.arrayContaining(names));
  });

  test('whatever else fails is not run again', async () => {
    let runs = 0;
    const failing = db.transact(SCOPE, (tx) => {
      runs += 1;
      return fail(tx);
    });
    await expect(failing).rejects.toThrow(/division by zero/);
    expect(runs).toBe(1);
  });
});
