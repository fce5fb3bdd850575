import type { CopyCountWire, CopySummary, StoreRef } from '@miji/contract';
import type { CopyRow } from '@miji/db';
import { conserves, countCopies, isBefore, levelOfRank, printedCopyNumber } from '@miji/core';
import type { EffectiveLevel, Temporal } from '@miji/core';
import { isoMillisecond } from '@miji/db';
import type { Names } from '../platform/names.ts';
import { personRef } from '../platform/names.ts';

/** `HYYH-2026-000012-003`: the id of a copy. */
export const copyIdOf = (row: Pick<CopyRow, 'item_number' | 'number'>): string =>
  `${row.item_number}-${printedCopyNumber(row.number)}`;

/** The level that a copy has at an instant: what its mark says, until that is over. */
export const levelOfCopy = (
  { level, secret_until }: Pick<CopyRow, 'level' | 'secret_until'>,
  at: Temporal.Instant,
): EffectiveLevel => (secret_until === null || isBefore(at, secret_until) ? levelOfRank(level) : 'declassified');

/** What a row of the register says only by ids: where it lies, which copies it comes from and belongs to, whether it is on the move. */
export interface CopyLinks {
  readonly stores: ReadonlyMap<string, StoreRef>;
  readonly copies: ReadonlyMap<string, Pick<CopyRow, 'item_number' | 'number'>>;
  readonly moving: ReadonlySet<string>;
}

const NO_LINKS: CopyLinks = { stores: new Map(), copies: new Map(), moving: new Set() };

/** A row of the register as the wire has it. */
export const toCopySummary = (
  row: CopyRow,
  names: Names,
  at: Temporal.Instant,
  links: CopyLinks = NO_LINKS,
): CopySummary => ({
  id: copyIdOf(row),
  item: row.item_number,
  number: printedCopyNumber(row.number),
  kind: row.kind,
  medium: row.medium,
  level: levelOfCopy(row, at),
  mark: row.mark,
  holder: personRef(row.holder_id, names),
  store: row.store_id === null ? null : (links.stores.get(row.store_id) ?? null),
  state: row.state,
  parent: linkedCopy(row.parent_id, links),
  boundTo: linkedCopy(row.bound_to, links),
  grant: row.grant_number,
  issuedAt: isoMillisecond(row.issued_at),
  useUntil: row.use_until?.toString() ?? null,
  dueAt: row.due_at === null ? null : isoMillisecond(row.due_at),
  movementOpen: links.moving.has(row.id),
});

const linkedCopy = (id: string | null, { copies }: CopyLinks): string | null => {
  const found = id === null ? undefined : copies.get(id);
  return found === undefined ? null : copyIdOf(found);
};

/** The count of an item's copies, and whether it adds up. @see GS-24 */
export const toCopyCount = (rows: readonly CopyRow[], issued: number): CopyCountWire => {
  const count = countCopies(
    rows.map((row) => row.state),
    issued,
  );
  return { issued, in: { ...count.in }, conserved: conserves(count) };
};
