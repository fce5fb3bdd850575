import type { Temporal } from '@miji/core';
import { type CopyRow, findCopyCode, lockCopy, type ScopedTransaction } from '@miji/db';
import { issueTraceCode } from './issue-trace-code.ts';

/**
 * What the pattern behind a copy says in the hands of whoever has it now: each of its holders has a code of his own, drawn when it is
 * first drawn for him, so that a picture names him and not who had it before or has it since.
 *
 * @see GS-24
 */
export const traceCodeOf = async (tx: ScopedTransaction, copy: CopyRow, at: Temporal.Instant): Promise<number> => {
  // Of two who ask at once the second finds the code of the first.
  await lockCopy(tx, copy.item_number, copy.number);
  const whose = { copyId: copy.id, personId: copy.holder_id };
  const known = await findCopyCode(tx, whose);
  return (
    known ?? issueTraceCode(tx, { kind: 'copy', itemId: copy.item_id, itemNumber: copy.item_number, ...whose, at })
  );
};
