import type { CustomerGrade, EffectiveLevel, RangeMemberKind, Temporal } from '@miji/core';
import type { ColumnType } from 'kysely';
import type { Fixed, Instant, Json } from './columns.ts';

export interface CustomerTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  number: Fixed<string>;
  name: Fixed<string>;
  grade: CustomerGrade;
  since: ColumnType<Temporal.PlainDate, Temporal.PlainDate, Temporal.PlainDate>;
  registered_at: Instant;
  registered_by: Fixed<string>;
  idempotency_key: Fixed<string>;
  input_digest: Fixed<string>;
}

/** What an item was before or after a change, as it is kept. */
export interface StoredClassification {
  readonly level: EffectiveLevel;
  readonly period: { readonly kind: 'term' | 'until' | 'event' | 'indefinite'; readonly value: string | null };
  readonly range: readonly { readonly kind: RangeMemberKind; readonly count: number }[];
}

export interface ItemChangeTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  item_id: Fixed<string>;
  revision: Fixed<number>;
  kind: Fixed<'regrade' | 'extend' | 'declassify' | 'declassify_part' | 'grade'>;
  request_id: Fixed<string | null>;
  request_number: Fixed<string | null>;
  customer_id: Fixed<string | null>;
  decided_by: Fixed<string>;
  at: Instant;
  reason: Fixed<string>;
  before: Json<StoredClassification>;
  after: Json<StoredClassification>;
  rule_set_version: Fixed<number>;
}

export interface ItemSourceTable {
  company_id: Fixed<string>;
  item_id: Fixed<string>;
  source_number: Fixed<string>;
  source_company_id: Fixed<string>;
}
