import type { CopyCountWire, CopySummary } from '@miji/contract';
import type { CopyRow } from '@miji/db';
import { conserves, countCopies, isBefore, levelOfRank, printedCopyNumber } from '@miji/core';
import type { Temporal } from '@miji/core';
import { isoMillisecond } from '@miji/db';
import type { Names } from '../platform/names.ts';
import { personRef } from '../platform/names.ts';

/** `HYYH-2026-000012-003`: the id of a copy. */
export const copyIdOf = (row: Pick<CopyRow, 'item_number' | 'number'>): string =>
  `${row.item_number}-${printedCopyNumber(row.number)}`;

/** A row of the register as the wire has it. */
export const toCopySummary = (row: CopyRow, names: Names, at: Temporal.Instant): CopySummary => ({
  id: copyIdOf(row),
  item: row.item_number,
  number: printedCopyNumber(row.number),
  kind: row.kind,
  level: row.secret_until === null || isBefore(at, row.secret_until) ? levelOfRank(row.level) : 'declassified',
  mark: row.mark,
  holder: personRef(row.holder_id, names),
  state: row.state,
  grant: row.grant_number,
  issuedAt: isoMillisecond(row.issued_at),
});

/** The count of an item's copies, and whether it adds up. @see GS-24 */
export const toCopyCount = (rows: readonly CopyRow[], issued: number): CopyCountWire => {
  const count = countCopies(
    rows.map((row) => row.state),
    issued,
  );
  return { issued, in: { ...count.in }, conserved: conserves(count) };
};
