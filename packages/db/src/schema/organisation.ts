import type { ApprovedOperation, LevelRank, Post } from '@miji/core';
import type { ColumnType } from 'kysely';
import type { Fixed, Instant, NullableInstant } from './columns.ts';

export interface DelegationTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  number: Fixed<string>;
  principal_id: Fixed<string>;
  delegate_id: Fixed<string>;
  post: Fixed<Post>;
  highest_level: Fixed<LevelRank>;
  operations: Fixed<ApprovedOperation[]>;
  reason: Fixed<string>;
  valid_from: Instant;
  valid_to: Instant;
  given_at: Instant;
  revoked_at: NullableInstant;
  revoked_by: ColumnType<string | null, string | null | undefined, string>;
}

export interface ProjectGroupTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  name: Fixed<string>;
  leader_id: Fixed<string>;
  opened_at: Instant;
}

export interface ProjectGroupMemberTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  group_id: Fixed<string>;
  person_id: Fixed<string>;
  reason: Fixed<string>;
  valid_from: Instant;
  valid_to: NullableInstant;
}
