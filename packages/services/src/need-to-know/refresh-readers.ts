import type { Law, Temporal } from '@miji/core';
import { isBefore } from '@miji/core';
import type { ItemRow, RangeRow, ScopedTransaction } from '@miji/db';
import { itemsWithLiveGrants, lockReadersBefore, lockReadersDue, rangesOf } from '@miji/db';
import { followRoot } from '../copies/follow-root.ts';
import { voidGrantsOutside } from '../grants/grants-outside-range.ts';
import { causedByItself } from '../grants/void-grants.ts';
import { systemScope } from '../platform/acting.ts';
import type { Platform } from '../platform/context.ts';
import { storeReaders } from './readers.ts';

const CHUNK = 200;

/**
 * Brings the stored readers of a company to the rules in force at an instant: after another version has taken effect. Each item knows
 * the version that its readers were worked out under, so that whatever was done before, here or by another server, is not done again.
 *
 * @returns how many items were written anew
 */
export const refreshReaders = async (platform: Platform, companyId: string, at: Temporal.Instant): Promise<number> => {
  const law = await lawOfCompany(platform, companyId, at);
  let written = 0;
  let after: string | null = null;
  for (;;) {
    const rows: readonly ItemRow[] = await platform.db.transact(systemScope(at, companyId), async (tx) => {
      const found = await lockReadersBefore(tx, law.version, after, CHUNK);
      await storeAll(platform, tx, law, found, at);
      return found;
    });
    written += rows.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < CHUNK) return written;
    after = last.id;
  }
};

/** The same as a job: costs one look at an index where there is nothing to do. */
export const refreshStale = async (platform: Platform, companyId: string): Promise<number> =>
  refreshReaders(platform, companyId, await platform.clock.now());

/**
 * Writes down anew what has changed by itself: where a name has begun or ended, what was ahead is now, and what lies further ahead
 * takes its place. No right depends on its having run; until then the database says less than the law does, and never more.
 *
 * @returns how many items were written anew
 */
export const rollReaders = async (platform: Platform, companyId: string): Promise<number> => {
  const at = await platform.clock.now();
  const law = await lawOfCompany(platform, companyId, at);
  return platform.db.transact(systemScope(at, companyId), async (tx) => {
    const due = await lockReadersDue(tx, at, CHUNK);
    await storeAll(platform, tx, law, due, at);
    return due.length;
  });
};

/** Whether a name has ended by itself since the readers of an item were worked out; when it was to begin was said when it was given. */
const hasEnded = ({ readers_due }: ItemRow, range: readonly RangeRow[], at: Temporal.Instant): boolean =>
  readers_due !== null &&
  range.some(({ valid_to }) => valid_to !== null && !isBefore(valid_to, readers_due) && !isBefore(at, valid_to));

const lawOfCompany = async (platform: Platform, companyId: string, at: Temporal.Instant): Promise<Law> => {
  const company = await platform.companies.byId(companyId);
  if (company === undefined) throw new Error('no such company');
  return platform.rules.law(company.code, at);
};

/**
 * Whoever does not know an item any more by this loses what he was granted of it: another name later gives nothing of that back. Where a
 * name has ended, whoever has a copy is told.
 */
const storeAll = async (
  platform: Platform,
  tx: ScopedTransaction,
  law: Law,
  rows: readonly ItemRow[],
  at: Temporal.Instant,
): Promise<void> => {
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  const [ranges, granted] = await Promise.all([rangesOf(tx, ids), itemsWithLiveGrants(tx, ids, at)]);
  await Promise.all(rows.map((row) => storeReaders(tx, law, row, ranges.get(row.id) ?? [], at)));
  const cause = causedByItself(platform, { at, version: law.version });
  for (const row of rows.filter(({ id }) => granted.has(id))) {
    await voidGrantsOutside(cause, tx, { holders: new Map(), law, item: { row, range: ranges.get(row.id) ?? [] } });
  }
  for (const item of rows.filter((row) => hasEnded(row, ranges.get(row.id) ?? [], at)))
    await followRoot(cause, tx, { item, kind: 'range_changed', to: null });
};
