import type { CompanyRef } from '@miji/contract';
import type { ItemEntry, RegisterSnapshot, RuleSet } from '@miji/core';
import { declassifiesAt, effectiveLevel, levelOfRank, printedMark, Temporal } from '@miji/core';
import type { SnapshotItem } from '@miji/db';
import { isoMillisecond, ruleVersions, storedRegisters } from '@miji/db';
import { RELEASED_MARK } from '../copies/root-mark.ts';
import { periodWire, toPeriod } from '../items/item-facts.ts';
import { systemScope } from '../platform/acting.ts';
import type { Platform } from '../platform/context.ts';

/**
 * The registers of a company as they stand now, beside what lies in the blob store. What comes or goes meanwhile is left out: a part is
 * missing only where it was not there afterwards, and too much only where it was there before.
 */
export const registerSnapshot = async (platform: Platform, company: CompanyRef): Promise<RegisterSnapshot> => {
  const at = await platform.clock.now();
  const before = await blobsOf(platform, company);
  const stored = await platform.db.transact(systemScope(at, company.id), storedRegisters);
  const versions = await platform.db.directory(at, ruleVersions);
  const rules = await Promise.all(
    versions.map(async ({ version }) => (await platform.rules.ofVersion(version, at)).marks),
  );
  const files = new Set(stored.files.map(({ id }) => id));
  const blobs = [...(await blobsOf(platform, company))].filter(
    (blob) => before.has(blob) || files.has(blob.split('/')[0] ?? ''),
  );
  return {
    ...stored,
    items: stored.items.map((item) => toEntry(item, { company, at, rules })),
    blobs: new Set(blobs),
    issuedInTrace: new Set(stored.issuedInTrace),
    movedInTrace: new Set(stored.movedInTrace),
  };
};

/** The sealed parts of a company’s files, `file/part`. */
const blobsOf = async ({ blobs }: Platform, { id }: CompanyRef): Promise<ReadonlySet<string>> => {
  const found = new Set<string>();
  for await (const key of blobs.list(id)) found.add(key.slice(id.length + 1));
  return found;
};

/** An item with the marks that may stand on its copies: of whichever rules were in force when they were printed. */
const toEntry = (
  item: SnapshotItem,
  {
    company,
    at,
    rules,
  }: { readonly company: CompanyRef; readonly at: Temporal.Instant; readonly rules: readonly RuleSet['marks'][] },
): ItemEntry => {
  const { id, number, copiesIssued, inVault, version, isRecorded } = item;
  const facts = {
    level: levelOfRank(item.level),
    period: toPeriod(periodWire({ period_kind: item.periodKind, period_value: item.periodValue })),
    issuedOn: Temporal.PlainDate.from(item.issuedOn),
    declassifiedAt: item.declassifiedAt === null ? null : Temporal.Instant.from(item.declassifiedAt),
    unconfirmed: item.isProposed,
  };
  const marks = [...new Set(rules.map((rule) => printedMark(company.name, facts.level, facts.period, rule)))];
  const isOver = effectiveLevel(facts, at) === 'declassified';
  const end = declassifiesAt(facts);
  return {
    id,
    number,
    copiesIssued,
    inVault,
    version,
    level: item.level,
    secretUntil: end === null ? null : isoMillisecond(end),
    // Until its end is written down its copies still carry the mark that has ended.
    marks: isRecorded ? [RELEASED_MARK] : isOver ? [RELEASED_MARK, ...marks] : marks,
  };
};
