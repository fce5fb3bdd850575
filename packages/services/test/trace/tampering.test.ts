import { randomUUID } from 'node:crypto';
import { chainHash, GENESIS, signedText } from '@miji/core';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { nodeVerifier, sealAll, SealingKey } from '../../src/index.ts';
import { events } from './support/events.ts';
import { exportToday, verify } from './support/sealed.ts';
import type { TraceHouse } from './support/trace-house.ts';
import { freshCompany, openTraceHouse } from './support/trace-house.ts';

let house: TraceHouse;
let company: string;
let code: string;

/** The superuser of the database, with every check of it switched off. */
const tamper = async (...statements: readonly (readonly [text: string, ...values: unknown[]])[]): Promise<void> => {
  const client = await house.superuser.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    for (const [text, ...values] of statements) await client.query(text, values);
    await client.query('commit');
  } finally {
    client.release();
  }
};

const verification = async () => verify(await exportToday(house, 'headOfficeAuditor', code));
const eventAt = `(select event_id from miji.audit_entry where company_id = $1 and number = $2)`;

beforeAll(async () => {
  house = await openTraceHouse();
});

beforeEach(async () => {
  ({ id: company, code } = await freshCompany(house));
  for (const size of [5, 4, 3]) {
    await house.platform.trace.record(...events(company, size));
    await sealAll(house.platform, company);
  }
  expect(await verification()).toMatchObject({ ok: true });
});

describe('what the database’s own superuser does to the trace is found by whoever verifies the next export', () => {
  const CHANGES: Readonly<Record<string, string>> = {
    'who did it': `actor_id = '00000000-0000-8000-8000-000000000000'`,
    'when it was': `at = at - interval '1 millisecond'`,
    'what was done': `action = 'item.checked'`,
    'how it ended': `outcome = 'refused'`,
    'what it says': `details = '{"entries": 4}'`,
    'under which rules': 'rule_set_version = 2',
  };

  test.each(Object.entries(CHANGES))('%s: the changed entry is named', async (_, change) => {
    await tamper([`update miji.audit_event set ${change} where company_id = $1 and id = ${eventAt}`, company, 9]);
    expect(await verification()).toMatchObject({ ok: false, problem: 'entry_changed', entry: 9 });
  });

  test('a deleted event, its entry left or taken with it: the missing entry is named', async () => {
    await tamper([`delete from miji.audit_event where company_id = $1 and id = ${eventAt}`, company, 7]);
    expect(await verification()).toMatchObject({ ok: false, problem: 'entry_order', entry: 7 });
    await tamper(['delete from miji.audit_entry where company_id = $1 and number = $2', company, 4]);
    expect(await verification()).toMatchObject({ ok: false, problem: 'entry_order', entry: 4 });
  });

  test('two events in each other’s place: the first of the two is named', async () => {
    await tamper(
      ['update miji.audit_entry set number = -1 where company_id = $1 and number = 3', company],
      ['update miji.audit_entry set number = 3 where company_id = $1 and number = 5', company],
      ['update miji.audit_entry set number = 5 where company_id = $1 and number = -1', company],
    );
    expect(await verification()).toMatchObject({ ok: false, problem: 'entry_changed', entry: 3 });
  });

  test('an invented event at the end of a segment', async () => {
    const { rows } = await house.superuser.query<{ last_entry: number; number: number }>(
      'select number, last_entry from miji.audit_segment where company_id = $1 order by number desc limit 1',
      [company],
    );
    const [last] = rows;
    const id = randomUUID();
    const place = (last?.last_entry ?? 0) + 1;
    await tamper(
      [
        `insert into miji.audit_event (company_id, id, at, action, actor_kind, outcome, rule_set_version, details) values ($1, $2, now(), 'item.listed', 'system', 'done', 1, '{}')`,
        company,
        id,
      ],
      [
        'insert into miji.audit_entry (company_id, number, segment, event_id, hash) values ($1, $2, $3, $4, $5)',
        company,
        place,
        last?.number,
        id,
        'f'.repeat(64),
      ],
    );
    // The sealer stumbles over the stolen place, so that the fraud shows at once.
    await expect(exportToday(house, 'headOfficeAuditor', code)).rejects.toMatchObject({ code: '23505' });
  });

  test('a whole segment taken out of the middle', async () => {
    await tamper(
      ['delete from miji.audit_entry where company_id = $1 and segment = 2', company],
      ['delete from miji.audit_segment where company_id = $1 and number = 2', company],
    );
    expect(await verification()).toMatchObject({ ok: false, problem: 'segment_order' });
  });

  test('a chain computed anew around a change: its signature does not follow', async () => {
    await tamper([
      `update miji.audit_event set outcome = 'refused' where company_id = $1 and id = ${eventAt}`,
      company,
      2,
    ]);
    const lines = await exportToday(house, 'headOfficeAuditor', code);
    let root = GENESIS;
    for (const line of lines) {
      const read = JSON.parse(line) as { type: string; number: number; event: never };
      if (read.type !== 'entry') continue;
      root = chainHash(nodeVerifier, root, read.event);
      await tamper([
        'update miji.audit_entry set hash = $3 where company_id = $1 and number = $2',
        company,
        read.number,
        root,
      ]);
    }
    await tamper(
      [
        'update miji.audit_segment s set root = (select hash from miji.audit_entry e where e.company_id = s.company_id and e.number = s.last_entry) where company_id = $1',
        company,
      ],
      [
        'update miji.audit_segment s set previous_root = coalesce((select root from miji.audit_segment p where p.company_id = s.company_id and p.number = s.number - 1), $2) where company_id = $1',
        company,
        GENESIS,
      ],
    );
    expect(await verification()).toMatchObject({ ok: false, problem: 'segment_signature' });
  });

  test('a chain signed anew with a key of one’s own: whoever knows the server’s key sees it', async () => {
    const forger = new SealingKey(SealingKey.generatePem());
    await house.superuser.query('insert into miji.seal_key values ($1, $2, now())', [forger.keyId, forger.publicKey]);
    const lines = await exportToday(house, 'headOfficeAuditor', code);
    for (const line of lines) {
      const read = JSON.parse(line) as { type: string; statement: { number: number } & Record<string, never> };
      if (read.type !== 'segment') continue;
      const statement = { ...read.statement, keyId: forger.keyId };
      await tamper([
        'update miji.audit_segment set key_id = $3, signature = $4 where company_id = $1 and number = $2',
        company,
        read.statement.number,
        forger.keyId,
        forger.sign(signedText(statement as never)),
      ]);
    }
    const forged = await exportToday(house, 'headOfficeAuditor', code);
    expect(verify(forged, [house.platform.sealingKey.keyId])).toMatchObject({ ok: false, problem: 'unknown_key' });
  });
});

describe('the roles of the running server', () => {
  const REFUSED = { code: '42501' };

  test.each(['audit_event', 'audit_segment', 'audit_entry', 'seal_key'])(
    'miji_app cannot change or delete %s',
    async (table) => {
      const scoped = (text: string) => house.app.query(`begin; set local miji.company_id = '${company}'; ${text}`);
      const column = table === 'seal_key' ? 'key_id' : 'company_id';
      for (const text of [
        `update miji.${table} set ${column} = ${column}`,
        `delete from miji.${table}`,
        `truncate miji.${table}`,
      ]) {
        await expect(scoped(text), text).rejects.toMatchObject(REFUSED);
        await house.app.query('rollback').catch(() => {});
      }
    },
  );

  test('miji_app cannot take an event out of the queue, nor write the chain: what happened is sealed by another', async () => {
    await house.platform.trace.record(...events(company, 1));
    for (const text of [
      'delete from miji.audit_pending',
      'update miji.audit_pending set event_id = event_id',
      'truncate miji.audit_pending',
      `insert into miji.audit_entry select company_id, 99, 1, event_id, 'f' from miji.audit_pending`,
      `insert into miji.audit_segment select company_id, 9, 13, 13, root, root, sealed_at, key_id, signature from miji.audit_segment`,
      `insert into miji.seal_key values ('mine', 'mine', now())`,
    ]) {
      await expect(
        house.app.query(`begin; set local miji.company_id = '${company}'; ${text}`),
        text,
      ).rejects.toMatchObject(REFUSED);
      await house.app.query('rollback').catch(() => {});
    }
    await sealAll(house.platform, company);
    expect(await verification()).toMatchObject({ ok: true });
  });

  test('miji_sealer can chain what was appended, and change or take back none of it', async () => {
    for (const text of [
      'update miji.audit_event set details = details',
      'delete from miji.audit_event',
      'insert into miji.audit_event (company_id, id) select company_id, id from miji.audit_event',
      'update miji.audit_entry set hash = hash',
      'delete from miji.audit_entry',
      'update miji.audit_segment set root = root',
      'delete from miji.audit_segment',
      'update miji.seal_key set public_key = public_key',
      'select 1 from miji.item',
      'select 1 from miji.person',
    ]) {
      await expect(house.sealer.query(text), text).rejects.toMatchObject(REFUSED);
    }
  });

  test('miji_trace can append and do nothing else: it cannot even look', async () => {
    for (const text of [
      'select 1 from miji.audit_event',
      'select 1 from miji.audit_pending',
      'update miji.audit_event set details = details',
      'delete from miji.audit_event',
      'delete from miji.audit_pending',
      'select 1 from miji.item',
    ]) {
      await expect(house.trace.query(text), text).rejects.toMatchObject(REFUSED);
    }
  });
});
