import { beforeAll, describe, expect, test } from 'vitest';
import { exportTrace, sealAll } from '../../src/index.ts';
import { anEvent, events } from './support/events.ts';
import { entriesIn, exportToday, verify } from './support/sealed.ts';
import type { Somebody, TraceHouse } from './support/trace-house.ts';
import { openTraceHouse } from './support/trace-house.ts';

let house: TraceHouse;

beforeAll(async () => {
  house = await openTraceHouse();
  for (const size of [4, 1, 6]) {
    await house.platform.trace.record(...events(house.companies.HYYH, size));
    await sealAll(house.platform, house.companies.HYYH);
  }
});

const exportsTraced = async (outcome: 'done' | 'refused', somebody: Somebody, companyId: string): Promise<number> => {
  const { rows } = await house.superuser.query(
    `select code from miji.audit_event where action = 'trace.exported' and outcome = $1 and actor_id = $2 and company_id = $3`,
    [outcome, house.people[somebody], companyId],
  );
  return rows.length;
};

describe('an exported trace', () => {
  test('verifies without a server, under the key that the server names', async () => {
    const lines = await exportToday(house, 'bankAuditor');
    const { keyId } = house.platform.sealingKey;
    const entries = entriesIn(lines).length;
    expect(verify(lines)).toMatchObject({
      ok: true,
      companyId: house.companies.HYYH,
      segments: lines.length - 1 - entries,
      entries,
      keyIds: [keyId],
    });
    expect(verify(lines, [keyId])).toMatchObject({ ok: true });
    expect(verify(lines, ['0123456789abcdef'])).toMatchObject({ ok: false, problem: 'unknown_key' });
  });

  test('holds its own export, as its last entry', async () => {
    const before = await exportsTraced('done', 'bankAuditor', house.companies.HYYH);
    const lines = await exportToday(house, 'bankAuditor');
    expect(entriesIn(lines).at(-1)).toMatchObject({
      event: { action: 'trace.exported', actor: { id: house.people.bankAuditor } },
    });
    expect(await exportsTraced('done', 'bankAuditor', house.companies.HYYH)).toBe(before + 1);
  });

  test('seals first what waits: an event of a moment ago is in it', async () => {
    const fresh = anEvent(house.companies.HYYH);
    await house.platform.trace.record(fresh);
    expect(entriesIn(await exportToday(house, 'bankAuditor')).map(({ event }) => event.id)).toContain(fresh.id);
  });

  test('of days on which nothing happened is empty, and verifies', async () => {
    const ctx = await house.as('bankAuditor');
    const lines: string[] = [];
    for await (const line of await exportTrace(ctx, { from: '2001-01-01', to: '2001-01-02' })) lines.push(line);
    expect(verify(lines)).toMatchObject({ ok: true, segments: 0, entries: 0 });
  });

  test('is given to the head office’s auditor of every company', async () => {
    expect(verify(await exportToday(house, 'headOfficeAuditor', 'HYYH'))).toMatchObject({
      ok: true,
      companyId: house.companies.HYYH,
    });
  });

  test('is refused to whoever is not entitled, and the refusal is traced', async () => {
    const cases: readonly (readonly [Somebody, string, string])[] = [
      ['reader', 'HYYH', house.companies.HYYH],
      ['bankManager', 'HYYH', house.companies.HYYH],
      ['bankAuditor', 'HYBX', house.companies.HYBX],
      ['insurerAuditor', 'HYJT', house.companies.HYJT],
      ['bankAuditor', 'NOSUCH', house.companies.HYYH],
    ];
    for (const [somebody, company, tracedIn] of cases) {
      const before = await exportsTraced('refused', somebody, tracedIn);
      await expect(exportToday(house, somebody, company), `${somebody} asks for ${company}`).rejects.toMatchObject({
        code: 'NOT_ENTITLED',
      });
      expect(await exportsTraced('refused', somebody, tracedIn), `${somebody} asks for ${company}`).toBe(before + 1);
    }
  });

  test('is not given where the export itself cannot be traced', async () => {
    await house.superuser.query('revoke insert on miji.audit_event from miji_trace');
    try {
      await expect(exportToday(house, 'bankAuditor')).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    } finally {
      await house.superuser.query('grant insert on miji.audit_event to miji_trace');
    }
  });
});

describe('a file that was changed after the export', () => {
  /** The lines that hold entries, with what they say. */
  const placed = (lines: readonly string[]) =>
    lines.flatMap((line, index) => {
      const read = JSON.parse(line) as { type: string; number?: number };
      return read.type === 'entry' && read.number !== undefined ? [{ index, number: read.number }] : [];
    });
  const named = (lines: readonly string[]): number | null => {
    const result = verify(lines);
    return result.ok ? null : result.entry;
  };

  test('names the entry, whichever was changed, removed, doubled or moved', async () => {
    const lines = await exportToday(house, 'bankAuditor');
    const entries = placed(lines);
    expect(entries.length).toBeGreaterThan(12);
    for (const { index, number } of entries) {
      const line = lines[index] ?? '';
      expect(
        named(lines.with(index, line.replace('"ruleSetVersion":1', '"ruleSetVersion":2'))),
        `changed ${number}`,
      ).toBe(number);
      expect(named(lines.toSpliced(index, 1)), `removed ${number}`).toBe(number);
      expect(named(lines.toSpliced(index, 0, line)), `doubled ${number}`).toBe(number + 1);
    }
    for (const [place, { index, number }] of entries.entries()) {
      const next = entries[place + 1];
      if (next === undefined) continue;
      const moved = lines.with(index, lines[next.index] ?? '').with(next.index, lines[index] ?? '');
      expect(named(moved), `moved ${number}`).toBe(number);
    }
  });

  test('is found wherever it was cut off, by its first missing entry', async () => {
    const lines = await exportToday(house, 'bankAuditor');
    for (const { index, number } of placed(lines).slice(0, -1)) {
      expect(verify(lines.slice(0, index + 1)), `cut behind ${number}`).toMatchObject({
        ok: false,
        problem: 'tail_missing',
        entry: number + 1,
      });
    }
    const lastSeal = lines.findLastIndex((line) => line.startsWith('{"type":"segment"'));
    expect(verify(lines.slice(0, lastSeal))).toMatchObject({ ok: false, problem: 'tail_missing' });
  });

  test('is found where an entry of another company’s trace was put in', async () => {
    const lines = await exportToday(house, 'bankAuditor');
    const strangers = await exportToday(house, 'insurerAuditor');
    const [, second] = placed(lines);
    const [, strange] = placed(strangers);
    expect(named(lines.with(second?.index ?? 0, strangers[strange?.index ?? 0] ?? ''))).toBe(2);
  });
});
