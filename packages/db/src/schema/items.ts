import type { LevelRank, Post, Temporal } from '@miji/core';
import type { ColumnType, Generated } from 'kysely';
import type { Day, Fixed, Instant, NullableInstant } from './columns.ts';

export interface ItemTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  number: Fixed<string>;
  title: Fixed<string>;
  level: LevelRank;
  proposed_level: Fixed<LevelRank>;
  level_reason: Fixed<string | null>;
  catalogue_code: Fixed<string>;
  line_count: Fixed<number>;
  basis: Fixed<string>;
  period_kind: Fixed<'term' | 'until' | 'event' | 'indefinite'>;
  period_value: Fixed<string | null>;
  issued_on: Day;
  secret_until: NullableInstant;
  declassified_at: NullableInstant;
  declassification_recorded_at: NullableInstant;
  responsible_manager_id: Fixed<string>;
  department_id: Fixed<string | null>;
  drafter_person_id: Fixed<string | null>;
  drafter_service_id: Fixed<string | null>;
  state: 'proposed' | 'confirmed';
  version: number;
  copies_issued: Generated<number>;
  rule_set_version: Fixed<number>;
  registered_at: Instant;
  confirmed_at: NullableInstant;
  confirmed_by: ColumnType<string | null, null | undefined, string>;
  idempotency_key: Fixed<string>;
  input_digest: Fixed<string>;
  registrar: Fixed<string>;
}

export interface ItemRangeTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  item_id: Fixed<string>;
  member_kind: Fixed<'person' | 'post' | 'department'>;
  member_person_id: Fixed<string | null>;
  member_company_id: Fixed<string | null>;
  member_post: Fixed<Post | null>;
  member_department_id: Fixed<string | null>;
  named_by: Fixed<string | null>;
  reason: Fixed<string>;
  valid_from: Instant;
  valid_to: NullableInstant;
}

export interface ItemReaderTable {
  company_id: Fixed<string>;
  principal: Fixed<string>;
  item_id: Fixed<string>;
  registered_at: Fixed<Temporal.Instant>;
  /** when the item's secrecy ends; the end of time where nobody knows */
  ends_at: Instant;
}

export interface ItemContentTable {
  company_id: Fixed<string>;
  item_id: Fixed<string>;
  version: Fixed<number>;
  format: Fixed<'plain' | 'markdown'>;
  sealed: Fixed<Buffer>;
  sealed_key: Fixed<Buffer>;
  company_key_version: Fixed<number>;
  readers: Fixed<string[]>;
  readers_once_declassified: Fixed<string[]>;
  secret_until: ColumnType<never, Temporal.Instant | null, never>;
}

export interface CompanyKeyTable {
  company_id: Fixed<string>;
  version: Fixed<number>;
  sealed_key: Fixed<Buffer>;
  created_at: Instant;
}
