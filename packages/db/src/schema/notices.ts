import type { LevelRank } from '@miji/core';
import type { ColumnType, Generated } from 'kysely';
import type { Fixed, Instant, NullableInstant } from './columns.ts';

type NullableFixed<T> = ColumnType<T | null, T | null | undefined, never>;

export interface NoticeTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  person_id: Fixed<string>;
  kind: Fixed<string>;
  at: Instant;
  key: Fixed<string>;
  request_number: NullableFixed<string>;
  item_number: NullableFixed<string>;
  /** a copy, loan, handover, stocktaking or incident by its number */
  subject: NullableFixed<string>;
  level: NullableFixed<LevelRank>;
  due_at: NullableInstant;
  person_shown: NullableFixed<string>;
  read_at: NullableInstant;
}

export interface NoticeSettingTable {
  company_id: Fixed<string>;
  person_id: Fixed<string>;
  /** by kind, in the shape of the wire */
  channels: ColumnType<unknown, string, string>;
  quiet_from: string | null;
  quiet_to: string | null;
  language: 'zh-CN' | 'en';
  set_at: Instant;
}

export type RobotKind = 'wecom' | 'dingtalk' | 'feishu' | 'plain';

export interface RobotTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  name: string;
  kind: RobotKind;
  host: string;
  sealed_url: Buffer | null;
  sealed_secret: Buffer | null;
  kinds: string[];
  set_by: string;
  set_at: Instant;
  last_delivered_at: NullableInstant;
  removed_at: NullableInstant;
}

export type OutboxState = 'waiting' | 'delivered' | 'not_wanted' | 'dead';

export interface OutboxTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  channel: Fixed<'email' | 'robot'>;
  recipient_id: Fixed<string>;
  person_ids: Fixed<string[]>;
  kind: Fixed<string>;
  key: Fixed<string>;
  told_at: Instant;
  request_number: NullableFixed<string>;
  item_number: NullableFixed<string>;
  /** a copy, loan, handover, stocktaking or incident by its number */
  subject: NullableFixed<string>;
  level: NullableFixed<LevelRank>;
  due_at: NullableInstant;
  state: Generated<OutboxState>;
  attempts: Generated<number>;
  next_at: Generated<Instant>;
  lease: ColumnType<string | null, undefined, string | null>;
  leased_until: NullableInstant;
  not_before: NullableInstant;
  last_error: ColumnType<string | null, undefined, string | null>;
  written_at: ColumnType<Instant, undefined, never>;
  settled_at: NullableInstant;
}
