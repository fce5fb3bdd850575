import { randomUUID } from 'node:crypto';
import type { AuditEvent } from '@miji/core';
import { createPool, EventAppender } from '@miji/db';
import { TraceWriter } from '@miji/services';
import { Client } from 'pg';
import { startBenchCluster } from '../support/cluster.ts';
import { compare } from '../support/drive.ts';
import type { Finding } from '../support/report.ts';
import { seeded } from '../support/statistics.ts';

const ROUNDS = 5;
const ROUND_MS = 600;
const COMPANIES = Array.from({ length: 20 }, () => randomUUID());
const PERSON = randomUUID();
const SINGLE = 'one statement for each event';
const GROUPED = 'TraceWriter';

const next = seeded(3);
const event = (): AuditEvent => ({
  id: randomUUID(),
  companyId: COMPANIES[next(COMPANIES.length)] ?? PERSON,
  at: '2026-11-21T02:00:00.000Z',
  effectiveAt: null,
  action: 'item.read',
  actor: { kind: 'person', id: PERSON, onBehalfOf: null },
  subject: { kind: 'item', id: 'HYYH-2026-000001' },
  itemId: 'HYYH-2026-000001',
  outcome: 'done',
  code: 'ALLOWED_NAMED',
  rule: 'range.secret',
  article: 'GS-18',
  ruleSetVersion: 1,
  details: { version: 1 },
});

/** Every event belongs to a company that there is. */
const foundCompanies = async (superuserUrl: string): Promise<void> => {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query(
      `insert into miji.company select id::uuid, 'B' || chr(64 + place::int), 'subsidiary', '公司' || place, '2020-01-01'
         from unnest($1::text[]) with ordinality as c (id, place)`,
      [COMPANIES],
    );
  } finally {
    await client.end();
  }
};

/** The group writer of the trace against a plain insert for each event; every caller waits until his event is durable. */
export const measureTrace = async (): Promise<Finding> => {
  const cluster = await startBenchCluster();
  try {
    await foundCompanies(cluster.superuserUrl);
    const url = cluster.urlFor('miji_trace');
    const [grouped, single] = [
      createPool({ url, max: 2, name: 'bench grouped' }),
      createPool({ url, max: 32, name: 'bench single' }),
    ];
    const writer = new TraceWriter(new EventAppender(grouped));
    const appender = new EventAppender(single);
    const rows: (string | number)[][] = [];
    const meaning: string[] = [];
    for (const atOnce of [1, 32]) {
      const paces = await compare(
        { [SINGLE]: () => appender.append([event()]), [GROUPED]: () => writer.record(event()) },
        { atOnce, rounds: ROUNDS, ms: ROUND_MS },
      );
      const yardstick = paces.get(SINGLE)?.perSecond ?? Number.NaN;
      for (const [name, pace] of paces)
        rows.push([name, atOnce, pace.perSecond, pace.p50Ms, pace.p99Ms, (pace.perSecond / yardstick).toFixed(2)]);
      const ratio = (paces.get(GROUPED)?.perSecond ?? 0) / yardstick;
      meaning.push(
        atOnce === 1
          ? `A single caller has nobody to share a commit with: ${ratio.toFixed(2)}.`
          : `${atOnce} callers: ${ratio.toFixed(2)} times the plain inserts; goal at least 1, ${ratio >= 1 ? 'reached' : 'not reached'}.`,
      );
    }
    await writer.drain();
    await Promise.all([grouped.end(), single.end()]);
    return {
      title: 'The trace of reads: events a second, durable',
      setting:
        `Events of 20 companies; every caller waits for the commit. Both ways run the same statement as the same role, one with a single event, one with whatever has gathered. ` +
        `fsync and synchronous commit on; ${ROUNDS} rounds of ${ROUND_MS} ms in turn, medians.`,
      columns: ['', 'callers', 'events/s', 'p50 ms', 'p99 ms', '× plain'],
      rows,
      meaning: [
        ...meaning,
        'Not measured here: a disk on which a flush takes milliseconds, where sharing one weighs more; the sealer beside it.',
      ],
    };
  } finally {
    await cluster.stop();
  }
};
