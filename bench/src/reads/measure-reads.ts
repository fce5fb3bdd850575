import { Temporal } from '@miji/core';
import type { Scope, ScopedTransaction } from '@miji/db';
import { createPool, findItem, pageItems, ScopedDatabase } from '@miji/db';
import { CompiledQuery } from 'kysely';
import { startBenchCluster } from '../support/cluster.ts';
import type { Ways } from '../support/drive.ts';
import { compare } from '../support/drive.ts';
import type { Finding } from '../support/report.ts';
import { seeded } from '../support/statistics.ts';
import { COMPANY, fill, itemNumber, ITEMS, personId } from './fill.ts';
import type { Statement } from './overheard.ts';
import { overhear } from './overheard.ts';

const ROUNDS = 5;
const ROUND_MS = 400;
const AT_ONCE = [1, 8];
const GOALS = { item: 0.85, page: 0.9 };

const person = personId(7);
const scope: Scope = {
  companyId: COMPANY,
  personId: person,
  principals: [`person:${person}`, `staff:${COMPANY}`, `post:${COMPANY}:staff`],
  at: Temporal.Instant.from('2026-11-21T02:00:00Z'),
};
const page = (tx: ScopedTransaction) => pageItems(tx, { sort: 'newest' }, { limit: 50 });

const UNPREPARED = 'no policy, one statement, unprepared';
const PREPARED = 'no policy, one statement, prepared';
const TRANSACT = 'transact';
const READ_ONCE = 'readOnce';
const FINISHED = 'readOnce, statement built beforehand';

/** The statement that one read sends, overheard. */
const statementOf = async (url: string, read: (db: ScopedDatabase) => Promise<unknown>): Promise<Statement> => {
  const pool = createPool({ url, max: 1, name: 'overheard' });
  const heard = overhear(pool);
  await read(new ScopedDatabase(pool));
  await pool.end();
  const [statement] = heard;
  if (statement === undefined || heard.length > 1) throw new Error('one prepared statement was expected');
  return statement;
};

/** A statement as the scoped database takes it, built already. */
const finished = ({ text }: Statement, values: readonly unknown[]) => ({
  compile: () => CompiledQuery.raw(text, [...values]),
});

/** Reading under the policies, against the very same statements without policy and without transaction. */
export const measureReads = async (): Promise<Finding> => {
  const cluster = await startBenchCluster();
  try {
    await fill(cluster.superuserUrl);
    const pool = createPool({ url: cluster.urlFor('miji_app'), max: 8, name: 'bench app' });
    const plain = createPool({ url: cluster.superuserUrl, max: 8, name: 'bench plain' });
    const db = new ScopedDatabase(pool);
    const next = seeded(7);
    const anyNumber = (): string => itemNumber(1 + next(ITEMS));

    const item = await statementOf(cluster.urlFor('miji_app'), (once) =>
      once.transact(scope, (tx) => findItem(tx, itemNumber(1))),
    );
    const list = await statementOf(cluster.urlFor('miji_app'), (once) => once.transact(scope, page));
    const numbered = (): unknown[] => item.values.map((value) => (value === itemNumber(1) ? anyNumber() : value));
    const items: Ways = {
      [PREPARED]: () => plain.query({ ...item, values: numbered() }),
      [UNPREPARED]: () => plain.query({ text: item.text, values: numbered() }),
      [FINISHED]: () => db.readOnce(scope, () => finished(item, numbered())),
      [READ_ONCE]: () =>
        db.readOnce(scope, (from) =>
          from
            .selectFrom('item')
            .selectAll()
            .where('company_id', '=', COMPANY)
            .where('number', '=', anyNumber())
            .limit(1),
        ),
      [TRANSACT]: () => db.transact(scope, (tx) => findItem(tx, anyNumber())),
    };
    const pages: Ways = {
      [PREPARED]: () => plain.query(list),
      [UNPREPARED]: () => plain.query({ text: list.text, values: list.values }),
      [FINISHED]: () => db.readOnce(scope, () => finished(list, list.values)),
      [TRANSACT]: () => db.transact(scope, page),
    };
    const known = await db.transact(scope, page);
    if (known.rows.length !== 50) throw new Error('a full page was expected');

    const rows: (string | number)[][] = [];
    const ratios: string[] = [];
    for (const [what, ways, goal] of [
      ['item by number', items, GOALS.item],
      ['first page of 50', pages, GOALS.page],
    ] as const) {
      for (const atOnce of AT_ONCE) {
        const paces = await compare(ways, { atOnce, rounds: ROUNDS, ms: ROUND_MS });
        const [unprepared = Number.NaN, prepared = Number.NaN] = [UNPREPARED, PREPARED].map(
          (name) => paces.get(name)?.perSecond,
        );
        for (const [name, pace] of paces) {
          rows.push([
            what,
            atOnce,
            name,
            pace.perSecond,
            pace.p50Ms,
            pace.p99Ms,
            (pace.perSecond / unprepared).toFixed(2),
            (pace.perSecond / prepared).toFixed(2),
          ]);
        }
        const [mine, policy] = [TRANSACT, FINISHED].map((name) =>
          ((paces.get(name)?.perSecond ?? 0) / unprepared).toFixed(2),
        );
        ratios.push(
          `${what}, ${atOnce} at once: ${mine} of unprepared as the repositories read, ${policy} where the statement is built beforehand; goal ${goal}, ${Number(mine) >= goal ? 'reached' : 'not reached'}`,
        );
      }
    }
    await Promise.all([pool.end(), plain.end()]);
    return {
      title: 'Reading under policies',
      setting:
        `${ITEMS.toLocaleString('en')} items in one company, five names in each range; the reader may know about one in twelve. Embedded PostgreSQL, durable, over loopback; ` +
        `${ROUNDS} rounds of ${ROUND_MS} ms in turn, medians. The yardsticks send the very statement that the repository sends, as a superuser, whom no policy binds, and without transaction.`,
      columns: ['', 'at once', 'way', 'per second', 'p50 ms', 'p99 ms', '× unprepared', '× prepared'],
      rows,
      meaning: [
        ...ratios.map((sentence) => `${sentence}.`),
        'The goal speaks of the best explicit SQL, which node-postgres leaves unprepared unless it is named; both ratios stand above.',
        'What lies between the two scoped ways is the building and compiling of the statement in JavaScript at every call; the rest is policy, scope and transaction. Not measured here: a million items, counting, Citus.',
      ],
    };
  } finally {
    await cluster.stop();
  }
};
