import type { RecordDecision } from '@miji/core';
import { issueAllowed } from '../classified/allowed.ts';
import { classify } from '../classified/classified.ts';
import { ClassifiedLeak } from '../classified/classified-leak.ts';
import type { Unmasked } from './guarded-rows.ts';
import { asFieldValue, isClear, SEEN_FOR_MS } from './seen-record.ts';

/** What is unmasked, and by what decision. */
interface Unmasking {
  readonly record: { readonly class: string; readonly ref: string };
  readonly field: string;
  readonly value: unknown;
  readonly person: string;
  readonly purpose: string;
  readonly decision: Extract<RecordDecision, { readonly outcome: 'allowed' }>;
  /** what the law says to the same question now */
  readonly again: () => RecordDecision;
}

/** Hands a field out in clear: sealed like any other value, and opened by the decision that unmasked it. It has been written down already. */
export const unmaskedField = (unmasking: Unmasking): Unmasked => {
  const { record, field, person, purpose, decision } = unmasking;
  const subject = { record, field };
  return {
    value: classify(asFieldValue(unmasking.value), subject, { level: decision.level, operation: 'unmask' }),
    allowed: issueAllowed({
      person,
      subject,
      operation: 'unmask',
      purpose,
      decision,
      until: performance.now() + SEEN_FOR_MS,
      note: async () => {
        if (!isClear(unmasking.again(), field)) throw new ClassifiedLeak('decision_over');
      },
    }),
  };
};
