import { describe, expect, test } from 'vitest';
import { expiringItems } from '../src/index.ts';
import { codeOf, openHouse } from './support/house.ts';

// It is 2026-11-02 in this house: a Monday, and the first day of the first week that is counted.
const house = await openHouse();
const { own, sister, headquarters } = house.group;
const reader = await house.group.hire(own, 'staff');
const until = (day: string) => ({ period: { kind: 'until', day } as const });
const soon = await house.register('secret', [reader], { ...until('2026-11-08'), title: '不应出现的题名' });
const later = await house.register('confidential', [reader], until('2026-11-09'));
const last = await house.register('secret', [reader], until('2027-01-31'));
await house.register('secret', [reader], until('2027-02-01'));
await house.register('secret', [reader], { period: { kind: 'indefinite' } });

const asked = async (who: string, input: { company?: string; cursor?: string; limit?: number; days?: number } = {}) =>
  expiringItems(await house.as(who), { days: 90, limit: 50, ...input });

describe('what ends within 90 days (GS-14, GS-15)', () => {
  test('is listed for the security officer by number and level, the soonest first, without a title', async () => {
    const report = await asked(own.people.security_officer);
    expect(report.entries.map(({ number }) => number)).toEqual([soon, later, last]);
    expect(report.entries[0]).toMatchObject({ level: 'secret', endsAt: '2026-11-08T16:00:00.000Z' });
    expect(JSON.stringify(report)).not.toContain('不应出现的题名');
  });

  test('is counted by weeks that begin today: what ends with Sunday belongs to the first, with Monday to the second', async () => {
    const { weeks } = await asked(own.people.security_officer);
    expect(weeks.slice(0, 3)).toEqual([
      { from: '2026-11-02', confidential: 0, secret: 1, top_secret: 0 },
      { from: '2026-11-09', confidential: 1, secret: 0, top_secret: 0 },
      { from: '2026-11-16', confidential: 0, secret: 0, top_secret: 0 },
    ]);
    expect(weeks.reduce((sum, week) => sum + week.secret + week.confidential + week.top_secret, 0)).toBe(3);
  });

  test('comes in pages without gaps or doubles', async () => {
    const first = await asked(own.people.auditor, { limit: 2 });
    const second = await asked(own.people.auditor, { limit: 2, cursor: first.next ?? '' });
    expect([...first.entries, ...second.entries].map(({ number }) => number)).toEqual([soon, later, last]);
    expect(second.next).toBeNull();
  });

  test('is for the head office’s officer too, and for nobody else', async () => {
    const report = await asked(headquarters.people.security_officer, { company: own.code });
    expect(report.entries).toHaveLength(3);
    expect(await codeOf(asked(reader))).toBe('NOT_ENTITLED');
    expect(await codeOf(asked(own.people.general_manager))).toBe('NOT_ENTITLED');
    expect(await codeOf(asked(sister.people.security_officer, { company: own.code }))).toBe('NOT_ENTITLED');
    expect(await codeOf(asked(sister.people.security_officer, { company: 'NONE' }))).toBe('NOT_ENTITLED');
  });

  test('leaves a trace', async () => {
    await asked(own.people.security_officer);
    const { rows } = await house.superuser.query(
      `select 1 from miji.audit_event where action = 'item.listed' and details ->> 'report' = 'expiring' and outcome = 'done'`,
    );
    expect(rows.length).toBeGreaterThan(0);
  });
});
