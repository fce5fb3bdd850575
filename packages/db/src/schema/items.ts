import type { LevelRank, Namer, Post, Regime, Temporal } from '@miji/core';
import type { ColumnType, Generated } from 'kysely';
import type { Day, Fixed, Instant, NullableInstant } from './columns.ts';
import type { StoredContentKind } from './vault.ts';

export interface ItemTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  number: Fixed<string>;
  title: Fixed<string>;
  level: LevelRank;
  proposed_level: Fixed<LevelRank>;
  level_reason: Fixed<string | null>;
  catalogue_code: string;
  line_count: number;
  /** pages as excerpts name them; null where nobody has counted */
  page_count: ColumnType<number | null, number | null | undefined, number | null>;
  basis: Fixed<string>;
  period_kind: 'term' | 'until' | 'event' | 'indefinite';
  period_value: string | null;
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
  regimes: ColumnType<Regime[], Regime[] | undefined, Regime[]>;
  line: ColumnType<string | null, string | null | undefined, never>;
  co_owner_ids: ColumnType<string[], string[] | undefined, string[]>;
  scope_override: ColumnType<string | null, string | null | undefined, never>;
  customer_id: ColumnType<string | null, string | null | undefined, never>;
  /** counts the changes of its classification */
  revision: Generated<number>;
  /** whether nothing may leave it until the hold on it is lifted */
  on_hold: Generated<boolean>;
  content_kind: ColumnType<StoredContentKind | null, StoredContentKind | null | undefined, StoredContentKind>;
  medium: ColumnType<'electronic' | 'paper', 'electronic' | 'paper' | undefined, 'electronic' | 'paper'>;
  custodian_id: ColumnType<string | null, string | null | undefined, never>;
  origin: ColumnType<'registered' | 'ledger' | 'part', 'registered' | 'ledger' | 'part' | undefined, never>;
  file_number: ColumnType<string | null, string | null | undefined, never>;
  drafter_name: ColumnType<string | null, string | null | undefined, never>;
  excluded_ids: ColumnType<string[], never, string[]>;
  readers_version: ColumnType<number, never, number>;
  readers_due: ColumnType<Temporal.Instant | null, never, Temporal.Instant | null>;
}

export interface ItemRangeTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  item_id: Fixed<string>;
  member_kind: Fixed<'person' | 'post' | 'department' | 'group'>;
  member_person_id: Fixed<string | null>;
  member_company_id: Fixed<string | null>;
  member_post: Fixed<Post | null>;
  member_department_id: Fixed<string | null>;
  member_group_id: ColumnType<string | null, string | null | undefined, never>;
  named_by: Fixed<string | null>;
  reason: Fixed<string>;
  valid_from: Instant;
  valid_to: NullableInstant;
  named_as: ColumnType<Namer | null, Namer | null | undefined, never>;
  named_at: NullableInstant;
  revoked_by: ColumnType<string | null, never, string>;
  revoked_at: ColumnType<Temporal.Instant | null, never, Temporal.Instant>;
  revoked_reason: ColumnType<string | null, never, string>;
}

export interface ItemExclusionTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  item_id: Fixed<string>;
  person_id: Fixed<string>;
  excluded_by: Fixed<string>;
  excluded_at: Instant;
  reason: Fixed<string>;
  readmitted_by: ColumnType<string | null, never, string>;
  readmitted_at: ColumnType<Temporal.Instant | null, never, Temporal.Instant>;
  readmission_reason: ColumnType<string | null, never, string>;
}

export interface ItemReaderTable {
  company_id: Fixed<string>;
  principal: Fixed<string>;
  item_id: Fixed<string>;
  registered_at: Fixed<Temporal.Instant>;
  /** when the item's secrecy ends; the end of time where nobody knows */
  ends_at: Instant;
  valid_from: Instant;
  valid_to: Instant;
}

export interface ItemContentTable {
  company_id: Fixed<string>;
  item_id: Fixed<string>;
  version: Fixed<number>;
  format: Fixed<StoredContentKind>;
  /** null where it is a file of its own */
  sealed: ColumnType<Buffer | null, Buffer | null | undefined, never>;
  file_id: ColumnType<string | null, string | null | undefined, never>;
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
  /** under which root key it is sealed */
  root_version: ColumnType<number, number | undefined, never>;
  created_at: Instant;
}
