import type { AuditAction, AuditActor, AuditDetails, AuditOutcome, AuditSubject, ReasonCode } from '@miji/core';
import type { GeneratedAlways } from 'kysely';
import type { Fixed, Instant, Json, NullableInstant } from './columns.ts';

export interface AuditEventTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  position: GeneratedAlways<number>;
  at: Instant;
  effective_at: NullableInstant;
  action: Fixed<AuditAction>;
  actor_kind: Fixed<AuditActor['kind']>;
  actor_id: Fixed<string | null>;
  on_behalf_of: Fixed<string | null>;
  subject_kind: Fixed<AuditSubject['kind'] | null>;
  subject_id: Fixed<string | null>;
  item_number: Fixed<string | null>;
  outcome: Fixed<AuditOutcome>;
  code: Fixed<ReasonCode | null>;
  rule: Fixed<string | null>;
  article: Fixed<string | null>;
  rule_set_version: Fixed<number>;
  details: Json<AuditDetails>;
}

export interface AuditPendingTable {
  company_id: Fixed<string>;
  event_id: Fixed<string>;
}

export interface SealKeyTable {
  key_id: Fixed<string>;
  public_key: Fixed<string>;
  first_used_at: Instant;
}

export interface AuditSegmentTable {
  company_id: Fixed<string>;
  number: Fixed<number>;
  first_entry: Fixed<number>;
  last_entry: Fixed<number>;
  previous_root: Fixed<string>;
  root: Fixed<string>;
  sealed_at: Instant;
  key_id: Fixed<string>;
  signature: Fixed<string>;
}

export interface AuditEntryTable {
  company_id: Fixed<string>;
  number: Fixed<number>;
  segment: Fixed<number>;
  event_id: Fixed<string>;
  hash: Fixed<string>;
}
