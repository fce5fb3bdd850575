import type { Fixed, Instant, Json, NullableInstant } from './columns.ts';

/** A version of a record class, of the group where the company is the head office. */
export interface RecordClassTable {
  company_id: Fixed<string>;
  code: Fixed<string>;
  version: Fixed<number>;
  document: Json<unknown>;
  declared_by: Fixed<string>;
  declared_at: Instant;
  retired_at: NullableInstant;
  retired_by: string | null;
}
