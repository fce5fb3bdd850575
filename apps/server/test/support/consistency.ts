import type { Verification } from '@miji/core';
import { businessDay, Temporal, verifyExport } from '@miji/core';
import { nodeVerifier } from '@miji/services';
import { expect } from 'vitest';
import type { Desk } from './desk.ts';
import { rowsOf } from './look-behind.ts';

interface CopyRow {
  readonly item_number: string;
  readonly number: number;
  readonly grant_number: string;
}

/** Register, grants and trace, seen from behind: each says the same as the others. */
export const expectConsistent = async (url: string): Promise<void> => {
  const copies = await rowsOf<CopyRow>(
    url,
    'select item_number, number, grant_number from miji.copy order by item_number, number',
  );
  const items = await rowsOf<{ number: string; copies_issued: number }>(
    url,
    'select number, copies_issued from miji.item',
  );
  for (const { number, copies_issued } of items) {
    const numbers = copies.filter(({ item_number }) => item_number === number).map((copy) => copy.number);
    expect(numbers, `the copies of ${number} are numbered without a gap`).toEqual(
      Array.from({ length: numbers.length }, (_, index) => index + 1),
    );
    expect(copies_issued, `the count of ${number}`).toBe(numbers.length);
  }
  const grants = await rowsOf<{ number: string; used: number; copies: number }>(
    url,
    'select number, used, copies from miji.access_grant',
  );
  for (const { number, used, copies: granted } of grants) {
    const made = copies.filter(({ grant_number }) => grant_number === number).length;
    expect(used, `the uses of ${number}`).toBe(made);
    expect(made, `what ${number} grants`).toBeLessThanOrEqual(granted);
  }
  const events = await rowsOf<{ subject_id: string }>(
    url,
    `select subject_id from miji.audit_event where action = 'copy.issued' and outcome = 'done'`,
  );
  expect(events.map(({ subject_id }) => subject_id).toSorted(), 'every copy has one event, every event a copy').toEqual(
    copies.map(({ item_number, number }) => `${item_number}-${String(number).padStart(3, '0')}`).toSorted(),
  );
};

/** The whole trace of the auditor's company, from its first day to this one, verified as anybody could. */
export const verifyTrace = async (auditor: Desk): Promise<Verification> => {
  const today = businessDay(Temporal.Now.instant()).toString();
  const file = await auditor.text(`/trace/export?from=2020-01-01&to=${today}`);
  return verifyExport(file.trimEnd().split('\n'), nodeVerifier);
};

/** How much of everything there is, and of every kind of event: what two loads of the demonstration group must agree on. */
export const inventory = async (url: string): Promise<Readonly<Record<string, number>>> => {
  const tables = await rowsOf<{ name: string }>(
    url,
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('miji', 'auth')
        and tablename !~ '^(audit_|kysely_|session|rate_limit|lockout|verification|seal_key|clock)' order by 1`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await rowsOf<{ count: number }>(url, `select count(*)::int as count from ${name}`);
    counts[name] = row?.count ?? 0;
  }
  const acts = await rowsOf<{ kind: string; count: number }>(
    url,
    `select company_id || ' ' || action || ' ' || outcome as kind, count(*)::int as count from miji.audit_event group by 1 order by 1`,
  );
  return { ...counts, ...Object.fromEntries(acts.map(({ kind, count }) => [kind, count])) };
};
