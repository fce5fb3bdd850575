import type { ColumnType, Generated } from 'kysely';
import type { Fixed, Instant, Json, NullableInstant } from './columns.ts';

/** The published versions of the rules: they belong to no company, and none is ever changed. */
export interface RuleSetTable {
  version: Fixed<number>;
  document: Json<unknown>;
  effective_from: Instant;
  scope: ColumnType<string | null, string | null | undefined, never>;
  base_version: ColumnType<number | null, number | null | undefined, never>;
  note: ColumnType<string, string | undefined, never>;
  proposed_by: ColumnType<string | null, string | null | undefined, never>;
  published_by: ColumnType<string | null, string | null | undefined, never>;
  published_at: NullableInstant;
}

export interface RuleDraftTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  number: Fixed<string>;
  scope: Fixed<string | null>;
  base_version: Fixed<number>;
  document: ColumnType<unknown, string, string>;
  note: ColumnType<string, string | undefined, string>;
  state: 'draft' | 'proposed' | 'published' | 'discarded';
  revision: Generated<number>;
  drafted_by: Fixed<string>;
  author_ids: string[];
  drafted_at: Instant;
  changed_at: Instant;
  proposed_by: ColumnType<string | null, string | null | undefined, string | null>;
  proposed_at: NullableInstant;
  returned_because: ColumnType<string | null, string | null | undefined, string | null>;
  published_version: ColumnType<number | null, number | null | undefined, number | null>;
}
