import type {
  Applicant,
  ApprovedOperation,
  Approver,
  CopyKind,
  CopyMedium,
  CopyState,
  GrantOperation,
  GrantVoid,
  LevelRank,
  RequestStage,
  RequestState,
  SeatFormula,
  Span,
  Recipient,
  Temporal,
} from '@miji/core';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
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

/** How much a request asks for, as it is stored. */
export interface StoredTerms {
  readonly recipients: readonly Recipient[];
  readonly spans: readonly Span[];
  /** an ISO instant */
  readonly useBefore: string | null;
}

/** By what a person confirmed an act. */
export type SecondFactorKind = 'totp' | 'passkey';

export interface RequestTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  number: Fixed<string>;
  item_id: Fixed<string>;
  item_number: Fixed<string>;
  item_version: number;
  level: LevelRank;
  catalogue_code: Fixed<string>;
  operation: Fixed<ApprovedOperation>;
  requester_id: Fixed<string>;
  drafter_person_id: Fixed<string | null>;
  drafter_service_id: Fixed<string | null>;
  /** the first of the recipients */
  beneficiary_id: Fixed<string>;
  beneficiary_ids: string[];
  applicant: Fixed<Applicant>;
  /** what this kind of request says besides, in the shape of the wire */
  particulars: ColumnType<unknown, string | undefined, string>;
  /** who the requester was when he filed it, in the shape of the wire @see CF-18 */
  profile: ColumnType<unknown, string | null, never>;
  terms: ColumnType<StoredTerms, string, string>;
  /** the number of an earlier request for the same that was refused */
  repeats: Fixed<string | null>;
  round: Generated<number>;
  turn_began_at: Instant;
  stage: ColumnType<RequestStage, RequestStage | undefined, RequestStage>;
  routed_to: ColumnType<string[] | null, string[] | null | undefined, string[]>;
  refusal_ground: ColumnType<string | null, null | undefined, string | null>;
  copies: number;
  excerpt_from: number | null;
  excerpt_to: number | null;
  purpose: string;
  necessity: string | null;
  route: Json<StoredRoute>;
  /** what is to change, where it asks for a change of classification; in the shape of the wire */
  change: ColumnType<unknown, string | null | undefined, never>;
  /** which revision of the item it is about */
  item_revision: ColumnType<number, number | undefined, number>;
  /** the names of seats under which it is addressed to whoever may decide it */
  approvers: Fixed<string[]>;
  /** everybody who has decided on it so far */
  deciders: ColumnType<string[], never, string[]>;
  /** everybody in whose name somebody has decided on it */
  principals: ColumnType<string[], never, string[]>;
  state: RequestState;
  filed_at: Instant;
  expires_at: Instant;
  decided_at: NullableInstant;
  decided_by: ColumnType<string | null, null | undefined, string | null>;
  decision_reason: ColumnType<string | null, null | undefined, string | null>;
  rule_set_version: Fixed<number>;
  idempotency_key: Fixed<string>;
  input_digest: string;
  /** from filing to approval or refusal, in milliseconds; null for what has neither */
  took_ms: GeneratedAlways<number | null>;
}

/** What was asked for in one round: at filing, and each time after something was asked back. */
export interface RequestRoundTable {
  company_id: Fixed<string>;
  request_id: Fixed<string>;
  round: Fixed<number>;
  filed_at: Instant;
  terms: ColumnType<StoredTerms, string, never>;
  particulars: ColumnType<unknown, string, never>;
  purpose: Fixed<string>;
  necessity: Fixed<string | null>;
  answer: Fixed<string | null>;
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
  decision: Fixed<'approve' | 'refuse' | 'ask_back'>;
  reason: Fixed<string | null>;
  round: ColumnType<number, number | undefined, never>;
  terms: ColumnType<StoredTerms | null, string | null | undefined, never>;
  refusal_ground: ColumnType<string | null, string | null | undefined, never>;
  second_factor: ColumnType<SecondFactorKind | null, SecondFactorKind | null | undefined, never>;
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
  spans: ColumnType<readonly Span[], string | undefined, never>;
  purpose: ColumnType<string, string | undefined, never>;
  particulars: ColumnType<unknown, string | undefined, never>;
  granted_at: Instant;
  expires_at: Instant;
  voided_at: NullableInstant;
  void_code: ColumnType<GrantVoid | null, GrantVoid | null | undefined, GrantVoid>;
  voided_by: ColumnType<string | null, null | undefined, string | null>;
  void_reason: ColumnType<string | null, null | undefined, string | null>;
  /** who has agreed to it, and in whose name */
  given_by: Fixed<string[]>;
}

/** An item that nothing may leave until the hold is lifted. */
export interface ItemHoldTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  item_id: Fixed<string>;
  reason: Fixed<string>;
  placed_at: Instant;
  placed_by: Fixed<string>;
  lifted_at: NullableInstant;
  lifted_by: ColumnType<string | null, null | undefined, string | null>;
  lift_reason: ColumnType<string | null, null | undefined, string | null>;
}

/** A mark that counted before, until an ISO instant. */
export interface StoredEarlierMark {
  readonly mark: string;
  readonly until: string;
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
  kind: Fixed<CopyKind>;
  medium: ColumnType<CopyMedium, CopyMedium | undefined, CopyMedium>;
  /** the copy that it was made from; null where it was made from the item itself */
  parent_id: ColumnType<string | null, string | null | undefined, never>;
  store_id: ColumnType<string | null, string | null | undefined, string | null>;
  /** the copy that it has become part of */
  bound_to: ColumnType<string | null, null | undefined, string>;
  pages: ColumnType<number | null, number | null | undefined, number>;
  use_until: ColumnType<Temporal.PlainDate | null, Temporal.PlainDate | null | undefined, never>;
  due_at: NullableInstant;
  /** marks that counted before, the oldest first */
  earlier_marks: ColumnType<readonly StoredEarlierMark[], string | undefined, string>;
  /** what the pattern in its background says */
  trace_code: ColumnType<number | null, number | null | undefined, number>;
  excerpt_from: Fixed<number | null>;
  excerpt_to: Fixed<number | null>;
  spans: ColumnType<readonly Span[], string | undefined, never>;
  level: LevelRank;
  mark: string;
  secret_until: NullableInstant;
  holder_id: string;
  state: CopyState;
  issued_at: Instant;
  idempotency_key: Fixed<string>;
}
