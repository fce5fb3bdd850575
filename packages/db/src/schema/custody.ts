import type { CopyAct, CopyState, LevelRank, MovementOutcome } from '@miji/core';
import type { ColumnType, GeneratedAlways } from 'kysely';
import type { Day, Fixed, Instant, NullableInstant } from './columns.ts';

type NullableFixed<T> = ColumnType<T | null, T | null | undefined, never>;
type Later<T> = ColumnType<T | null, T | null | undefined, T | null>;

export interface StoreTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  code: Fixed<string>;
  name: Fixed<string>;
  place: Fixed<string>;
  separate: Fixed<boolean>;
  highest_level: Fixed<LevelRank>;
  opened_at: Instant;
  opened_by: NullableFixed<string>;
  closed_at: NullableInstant;
  closed_by: Later<string>;
  count_due_since: NullableInstant;
}

export interface StoreKeeperTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  store_id: Fixed<string>;
  person_id: Fixed<string>;
  from_at: Instant;
  appointed_by: NullableFixed<string>;
  to_at: NullableInstant;
  ended_by: Later<string>;
}

export interface CopyMovementTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  position: GeneratedAlways<number>;
  copy_id: Fixed<string>;
  act: Fixed<CopyAct>;
  outcome: MovementOutcome;
  from_state: Fixed<CopyState>;
  to_state: Fixed<CopyState>;
  from_person_id: NullableFixed<string>;
  from_store_id: NullableFixed<string>;
  to_person_id: Later<string>;
  to_store_id: Later<string>;
  to_place: NullableFixed<string>;
  given_by: NullableFixed<string>;
  given_at: Instant;
  pages_given: NullableFixed<number>;
  condition_given: NullableFixed<string>;
  taken_by: Later<string>;
  taken_at: NullableInstant;
  pages_taken: Later<number>;
  condition_taken: Later<string>;
  confirmed_by: Later<'session' | 'signature'>;
  signature: ColumnType<{ readonly name: string; readonly path: string } | null, string | null | undefined, string>;
  signed_at: NullableInstant;
  signed_before: Later<string>;
  countersigned_by: Later<string>;
  means: NullableFixed<string>;
  note: Later<string>;
  grant_id: NullableFixed<string>;
  loan_id: NullableFixed<string>;
  handover_id: NullableFixed<string>;
  confirm_by: NullableInstant;
  reminded_at: NullableInstant;
  alarmed_at: NullableInstant;
  ended_at: NullableInstant;
  idempotency_key: Fixed<string>;
}

export type IncidentKind =
  | 'copy_lost'
  | 'copy_overdue'
  | 'count_differs'
  | 'holder_left'
  | 'loan_overdue'
  | 'receipt_overdue'
  | 'signature_disputed'
  | 'stocktaking_difference';

export interface IncidentDraftTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  number: Fixed<string>;
  kind: Fixed<IncidentKind>;
  item_id: NullableFixed<string>;
  item_number: Fixed<string>;
  copy_id: NullableFixed<string>;
  loan_id: NullableFixed<string>;
  person_id: NullableFixed<string>;
  facts: Fixed<string>;
  drafted_at: Instant;
  drafted_by: NullableFixed<string>;
  key: Fixed<string>;
}

export type TidingsKind = 'regraded' | 'extended' | 'declassified' | 'range_changed' | 'held' | 'released' | 'revised';

export interface TidingsTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  item_id: Fixed<string>;
  item_number: Fixed<string>;
  kind: Fixed<TidingsKind>;
  person_id: Fixed<string>;
  copy_ids: Fixed<string[]>;
  mark: Fixed<string>;
  earlier_mark: NullableFixed<string>;
  told_at: Instant;
  confirmed_at: NullableInstant;
  key: Fixed<string>;
}

export interface TraceCodeTable {
  company_id: Fixed<string>;
  /** a whole number that a double holds exactly */
  code: Fixed<number>;
  kind: Fixed<'copy' | 'reading'>;
  item_id: Fixed<string>;
  item_number: Fixed<string>;
  copy_id: NullableFixed<string>;
  person_id: Fixed<string>;
  at: Instant;
}

export interface CustodySettingTable {
  company_id: Fixed<string>;
  receipt_hours: number;
  overdue_days: number;
  set_by: string | null;
  set_at: Instant;
}

export interface LoanTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  number: Fixed<string>;
  copy_id: Fixed<string>;
  copy_number: Fixed<number>;
  item_id: Fixed<string>;
  item_number: Fixed<string>;
  level: Fixed<LevelRank>;
  borrower_id: string;
  unit: NullableFixed<string>;
  /** in the shape of the wire */
  visitor: ColumnType<unknown, string | null, never>;
  supervisor_id: NullableFixed<string>;
  purpose: Fixed<string>;
  grant_id: Fixed<string>;
  grant_number: Fixed<string>;
  store_id: Fixed<string>;
  days: Fixed<number>;
  lent_at: Instant;
  lent_by: Fixed<string>;
  due_on: Day;
  overdue_from: Instant;
  provisional: Fixed<boolean>;
  pages: Fixed<number>;
  condition_out: NullableFixed<string>;
  returned_at: NullableInstant;
  taken_back_by: Later<string>;
  pages_returned: Later<number>;
  condition_back: Later<string>;
  state: 'out' | 'returned' | 'not_taken' | 'lost';
  stage: ColumnType<LoanStage, LoanStage | undefined, LoanStage>;
  idempotency_key: Fixed<string>;
}

/** What the clock has had done to a loan. */
export type LoanStage = 'fresh' | 'due_soon' | 'due' | 'overdue' | 'drafted';

export interface StocktakingTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  number: Fixed<string>;
  store_id: Fixed<string>;
  begun_at: Instant;
  begun_by: Fixed<string>;
  closed_at: NullableInstant;
  closed_by: Later<string>;
  note: Later<string>;
}

/** How a label was read in a stocktaking. */
export type LabelMeans = 'scanned' | 'typed';

export interface StocktakingLineTable {
  company_id: Fixed<string>;
  stocktaking_id: Fixed<string>;
  label: Fixed<string>;
  copy_id: NullableFixed<string>;
  expected: boolean;
  counted_at: NullableInstant;
  counted_by: Later<string>;
  means: Later<LabelMeans>;
  elsewhere: Later<string>;
}

export interface HandoverTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  number: Fixed<string>;
  giver_id: Fixed<string>;
  taker_id: Fixed<string>;
  state: 'proposed' | 'given' | 'done' | 'withdrawn';
  reason: Fixed<string>;
  /** in the shape of the wire */
  lines: ColumnType<unknown, string, never>;
  proposed_at: Instant;
  proposed_by: Fixed<string>;
  given_at: NullableInstant;
  taken_at: NullableInstant;
  withdrawn_at: NullableInstant;
  idempotency_key: Fixed<string>;
}

export interface CollectionOrderTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  person_id: Fixed<string>;
  reason: Fixed<string>;
  ordered_by: Fixed<string>;
  ordered_at: Instant;
  expires_at: Instant;
  used_at: NullableInstant;
}

/** Why a copy has to come back, of what the clock says by itself. */
export type RecallReason = 'not_back' | 'use_over' | 'left';

export interface RecallTable {
  company_id: Fixed<string>;
  copy_id: Fixed<string>;
  why: Fixed<RecallReason>;
  due_at: Instant;
  stage: Exclude<LoanStage, 'fresh'>;
}
