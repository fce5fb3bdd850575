import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Fixed, Instant } from './columns.ts';

/** What a change concerns, by its id. */
export type ChangeKind = 'item' | 'person' | 'grant';

export interface SnapshotChangeTable {
  company_id: Fixed<string>;
  id: GeneratedAlways<number>;
  kind: Fixed<ChangeKind>;
  subject: Fixed<string>;
  xact: GeneratedAlways<string>;
  noted_at: ColumnType<Instant, never, never>;
}

export interface ReportedEventTable {
  company_id: Fixed<string>;
  service_id: Fixed<string>;
  id: Fixed<string>;
  reported_at: ColumnType<Instant, never, never>;
  purpose: Fixed<string | null>;
  reason: Fixed<string | null>;
}

export interface IdempotencyTable {
  caller: Fixed<string>;
  key: Fixed<string>;
  procedure: Fixed<string>;
  input_digest: Fixed<string>;
  claim: string;
  claimed_until: Instant;
  acted: Generated<boolean>;
  sealed_answer: Buffer | null;
  made_at: ColumnType<Instant, never, never>;
}
