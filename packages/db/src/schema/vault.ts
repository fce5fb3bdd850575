import type { ColumnType, Generated } from 'kysely';
import type { Fixed, Instant, NullableInstant } from './columns.ts';

/** The state of a file on its way into the vault, and afterwards. */
export type FileState = 'receiving' | 'checking' | 'ready' | 'bound' | 'refused';
export type StoredContentKind = 'plain' | 'markdown' | 'pdf' | 'docx' | 'image';

/** Width and height of a page, in points. */
export interface StoredPageSize {
  readonly width: number;
  readonly height: number;
}

export interface ContentFileTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  file_name: Fixed<string>;
  size: Fixed<number>;
  received: Generated<number>;
  part_size: Fixed<number>;
  parts: Generated<string[]>;
  state: ColumnType<FileState, FileState | undefined, FileState>;
  kind: ColumnType<StoredContentKind | null, null | undefined, StoredContentKind>;
  pages: ColumnType<number | null, null | undefined, number>;
  lines: ColumnType<number | null, null | undefined, number>;
  sizes: ColumnType<readonly StoredPageSize[] | null, null | undefined, string>;
  refusal: ColumnType<string | null, null | undefined, string>;
  sealed_key: Buffer | null;
  company_key_version: number | null;
  digest: ColumnType<string | null, null | undefined, string>;
  uploader_id: Fixed<string | null>;
  uploader_service_id: Fixed<string | null>;
  started_at: Instant;
  kept_until: Instant;
  claimed_until: NullableInstant;
  item_id: ColumnType<string | null, null | undefined, string>;
  version: ColumnType<number | null, null | undefined, number>;
}

export interface KeyRotationTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  scope: Fixed<'company' | 'root'>;
  state: 'running' | 'done' | 'failed';
  done: Generated<number>;
  of: number;
  to_version: Fixed<number>;
  started_at: Instant;
  ended_at: NullableInstant;
  started_by: Fixed<string | null>;
}

export interface ItemTokenTable {
  company_id: Fixed<string>;
  /** a whole number that a double holds exactly */
  token: Fixed<number>;
  item_id: Fixed<string>;
  source: Fixed<'title' | 'text'>;
}
