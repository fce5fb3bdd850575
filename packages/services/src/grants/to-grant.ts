import type { Grant } from '@miji/core';
import { levelOfRank } from '@miji/core';
import type { GrantRow } from '@miji/db';

/** A grant as the law sees it. */
export const toGrant = (row: GrantRow): Grant => ({
  personId: row.person_id,
  operation: row.operation,
  itemId: row.item_id,
  itemVersion: row.item_version,
  level: levelOfRank(row.level),
  copies: row.copies,
  used: row.used,
  expiresAt: row.expires_at,
  voided: row.void_code,
});
