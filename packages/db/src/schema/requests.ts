import type { ApprovedOperation, CopyState, LevelRank, RequestState } from '@miji/core';
import type { ColumnType, Generated } from 'kysely';
import type { Fixed, Instant, NullableInstant } from './columns.ts';

export interface RequestTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  number: Fixed<string>;
  item_id: Fixed<string>;
  item_number: Fixed<string>;
  item_version: Fixed<number>;
  level: Fixed<LevelRank>;
  catalogue_code: Fixed<string>;
  operation: Fixed<ApprovedOperation>;
  requester_id: Fixed<string>;
  drafter_person_id: Fixed<string | null>;
  drafter_service_id: Fixed<string | null>;
  beneficiary_id: Fixed<string>;
  copies: Fixed<number>;
  excerpt_from: Fixed<number | null>;
  excerpt_to: Fixed<number | null>;
  purpose: Fixed<string>;
  necessity: Fixed<string | null>;
  approver: Fixed<string>;
  state: RequestState;
  filed_at: Instant;
  expires_at: Instant;
  decided_at: NullableInstant;
  decided_by: ColumnType<string | null, null | undefined, string | null>;
  decision_reason: ColumnType<string | null, null | undefined, string | null>;
  rule_set_version: Fixed<number>;
  idempotency_key: Fixed<string>;
  input_digest: Fixed<string>;
}

export interface AccessGrantTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  number: Fixed<string>;
  request_id: Fixed<string>;
  item_id: Fixed<string>;
  item_number: Fixed<string>;
  item_version: Fixed<number>;
  level: Fixed<LevelRank>;
  person_id: Fixed<string>;
  operation: Fixed<ApprovedOperation>;
  copies: Fixed<number>;
  used: Generated<number>;
  granted_at: Instant;
  expires_at: Instant;
}

export interface CopyTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  item_id: Fixed<string>;
  item_number: Fixed<string>;
  item_version: Fixed<number>;
  number: Fixed<number>;
  grant_id: Fixed<string>;
  grant_number: Fixed<string>;
  kind: Fixed<ApprovedOperation>;
  excerpt_from: Fixed<number | null>;
  excerpt_to: Fixed<number | null>;
  level: Fixed<LevelRank>;
  mark: Fixed<string>;
  secret_until: NullableInstant;
  holder_id: string;
  state: CopyState;
  issued_at: Instant;
  idempotency_key: Fixed<string>;
}
