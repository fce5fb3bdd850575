import type {
  ApprovedOperation,
  Approver,
  CopyState,
  GrantOperation,
  LevelRank,
  RequestState,
  SeatFormula,
  TakingOperation,
} from '@miji/core';
import type { ColumnType, Generated } from 'kysely';
import type { Fixed, Instant, Json, NullableInstant } from './columns.ts';

/** Who has to agree to a request, fixed when it was filed, under the rules of that moment. */
export interface StoredRoute {
  /** as the rule says it, for reading */
  readonly rule: Approver;
  readonly article: string;
  readonly seats: SeatFormula;
  /** the companies whose people fill the seats, beside the head office */
  readonly companies: readonly string[];
}

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
  route: Json<StoredRoute>;
  /** what is to change, where it asks for a change of classification; in the shape of the wire */
  change: ColumnType<unknown, string | null | undefined, never>;
  /** which revision of the item it is about */
  item_revision: ColumnType<number, number | undefined, never>;
  /** the names of seats under which it is addressed to whoever may decide it */
  approvers: Fixed<string[]>;
  /** everybody who has decided on it so far */
  deciders: ColumnType<string[], never, string[]>;
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

/** One seat of a request's route, filled: by whom, in whose name. */
export interface RequestDecisionTable {
  company_id: Fixed<string>;
  request_id: Fixed<string>;
  sequence: Fixed<number>;
  person_id: Fixed<string>;
  seat: Fixed<string>;
  principal_id: Fixed<string | null>;
  delegation_number: Fixed<string | null>;
  escalated: Fixed<boolean>;
  decision: Fixed<'approve' | 'refuse'>;
  reason: Fixed<string | null>;
  decided_at: Instant;
  rule_set_version: Fixed<number>;
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
  operation: Fixed<GrantOperation>;
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
  grant_id: Fixed<string | null>;
  grant_number: Fixed<string | null>;
  kind: Fixed<TakingOperation>;
  excerpt_from: Fixed<number | null>;
  excerpt_to: Fixed<number | null>;
  level: LevelRank;
  mark: string;
  secret_until: NullableInstant;
  holder_id: string;
  state: CopyState;
  issued_at: Instant;
  idempotency_key: Fixed<string>;
}
