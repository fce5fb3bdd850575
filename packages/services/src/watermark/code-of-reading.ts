import type { Temporal } from '@miji/core';
import { findReadingCode, type ScopedTransaction } from '@miji/db';
import { issueTraceCode } from './issue-trace-code.ts';

/** Pages that somebody turns within this time are one reading. */
const ONE_READING = { hours: 1 } as const;

/** The trace code of somebody’s reading of an item: that of the last hour, or a new one. */
export async function codeOfReading(
  tx: ScopedTransaction,
  item: { readonly id: string; readonly number: string },
  personId: string,
  at: Temporal.Instant,
): Promise<number> {
  const since = at.subtract(ONE_READING);
  const known = await findReadingCode(tx, { itemId: item.id, personId, since });
  if (known !== undefined) return known;
  return issueTraceCode(tx, { kind: 'reading', itemId: item.id, itemNumber: item.number, personId, at });
}
