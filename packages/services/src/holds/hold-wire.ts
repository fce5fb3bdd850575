import type { HeldItem, ItemHold } from '@miji/contract';
import type { HoldRow, NumberedHold } from '@miji/db';
import { isoMillisecond } from '@miji/db';
import type { Names } from '../platform/names.ts';
import { personRef } from '../platform/names.ts';

/** A hold as the wire has it. */
export const toHold = (row: HoldRow, grantsVoided: number | null, names: Names): ItemHold => ({
  reason: row.reason,
  placedAt: isoMillisecond(row.placed_at),
  placedBy: personRef(row.placed_by, names),
  grantsVoided,
});

/** A hold as the security office sees it. */
export const toHeldItem = (row: NumberedHold, readerId: string, names: Names): HeldItem => ({
  item: row.item_number,
  reason: row.reason,
  placedAt: isoMillisecond(row.placed_at),
  placedBy: personRef(row.placed_by, names),
  liftedAt: row.lifted_at === null ? null : isoMillisecond(row.lifted_at),
  liftedBy: row.lifted_by === null ? null : personRef(row.lifted_by, names),
  liftReason: row.lift_reason,
  mayLift: row.lifted_at === null && row.placed_by !== readerId,
});
