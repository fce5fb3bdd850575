import { randomInt } from 'node:crypto';
import type { Temporal } from '@miji/core';
import { insertTraceCode, type ScopedTransaction } from '@miji/db';
import { CODE_LIMIT } from './code-word.ts';

/** What a trace code stands for: a copy and whoever it was made for, or somebody’s reading on a screen. */
export interface TraceSubject {
  readonly kind: 'copy' | 'reading';
  readonly itemId: string;
  readonly itemNumber: string;
  readonly copyId?: string | null;
  readonly personId: string;
  readonly at: Temporal.Instant;
}

/** A new code, written down in the company of the transaction: 48 random bits that nothing else in the house has. */
export async function issueTraceCode(tx: ScopedTransaction, subject: TraceSubject): Promise<number> {
  for (;;) {
    const code = newTraceCode();
    const isFree = await insertTraceCode(tx, {
      code,
      kind: subject.kind,
      item_id: subject.itemId,
      item_number: subject.itemNumber,
      copy_id: subject.copyId ?? null,
      person_id: subject.personId,
      at: subject.at,
    });
    if (isFree) return code;
  }
}

// randomInt takes a range below 2 ** 48 at most.
const newTraceCode = (): number => randomInt(CODE_LIMIT - 1);
