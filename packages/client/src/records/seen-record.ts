import type { FieldState, RecordDecision } from '@miji/core';
import { findRecordField, HIDDEN, mask } from '@miji/core';
import type { RecordClass, SecretLevel } from '@miji/core';
import type { Allowed, Issue } from '../classified/allowed.ts';
import { issueAllowed } from '../classified/allowed.ts';
import type { Classified } from '../classified/classified.ts';
import { classify } from '../classified/classified.ts';
import { ClassifiedLeak } from '../classified/classified-leak.ts';
import type { RowValue } from './mapping.ts';

/** A field as it was handed out. `text` is what a screen may show; only what is clear has a value, and that one is sealed. */
export type SeenField =
  | { readonly state: 'masked' | 'withheld'; readonly text: string }
  | { readonly state: 'clear'; readonly value: Classified<RowValue> };

/** A row as somebody may see it. */
export interface SeenRecord<Field extends string> {
  readonly ref: string;
  readonly level: SecretLevel;
  readonly fields: Readonly<Record<Field, SeenField>>;
  /** reveals the fields that are clear, and no other: their reading has been written down already */
  readonly allowed: Allowed<'view'>;
}

type AllowedRecord = Extract<RecordDecision, { readonly outcome: 'allowed' }>;

/** How long what was handed out may be revealed before it has to be asked for again. */
export const SEEN_FOR_MS = 30_000;

/** Hands a row out as the law has decided. */
export const seenRecord = <Field extends string>(made: {
  readonly recordClass: RecordClass;
  readonly ref: string;
  readonly person: string;
  readonly purpose: string;
  readonly decision: AllowedRecord;
  readonly fields: readonly Field[];
  readonly valueOf: (field: Field) => unknown;
  /** what the law says to the same question now */
  readonly again: () => RecordDecision;
}): SeenRecord<Field> => {
  const { recordClass, ref, decision } = made;
  const record = { class: recordClass.code, ref };
  const issue: Issue<'view', string> = {
    person: made.person,
    subject: { record },
    operation: 'view',
    purpose: made.purpose,
    decision,
    until: performance.now() + SEEN_FOR_MS,
    note: async (subject) => {
      const field = 'record' in subject ? subject.field : undefined;
      if (field === undefined || !isClear(decision, field)) throw new ClassifiedLeak('other_subject');
      // What has been revoked or become stricter since must not be read, although it was allowed a moment ago.
      if (!isClear(made.again(), field)) throw new ClassifiedLeak('decision_over');
    },
  };
  const shown = (name: Field): SeenField => {
    const state: FieldState = decision.fields.get(name) ?? 'withheld';
    if (state === 'withheld') return { state, text: HIDDEN };
    const kind = findRecordField(recordClass, name)?.kind ?? 'text';
    const value = made.valueOf(name);
    if (state === 'masked') return { state, text: mask(kind, asText(value)) };
    return { state, value: classify(asFieldValue(value), { record, field: name }, { level: decision.level }) };
  };
  const fields = {} as Record<Field, SeenField>;
  for (const name of made.fields) fields[name] = shown(name);
  return { ref, level: decision.level, fields, allowed: issueAllowed(issue) };
};

/** Whether a decision hands a field out in clear. */
export const isClear = (decision: RecordDecision, field: string): boolean =>
  decision.outcome === 'allowed' && decision.fields.get(field) === 'clear';

/** A date as it is written; one that is none looks like no date, and is hidden whole. */
const asText = (value: unknown): unknown =>
  value instanceof Date ? (Number.isNaN(value.getTime()) ? '?' : value.toISOString()) : value;

/** What no field may hold is nothing. */
export const asFieldValue = (value: unknown): RowValue =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' || value instanceof Date
    ? value
    : null;
