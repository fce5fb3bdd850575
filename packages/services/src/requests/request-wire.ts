import type { CompanyRef, GrantSummary, RequestSummary } from '@miji/contract';
import { requestedChange } from '@miji/contract';
import type { RequestParties, Temporal } from '@miji/core';
import { isBefore, levelOfRank, requestStateAt } from '@miji/core';
import type { GrantRow, RequestRow } from '@miji/db';
import { isoMillisecond } from '@miji/db';
import type { Names } from '../platform/names.ts';
import { personRef } from '../platform/names.ts';

/** Everybody on the asking side of a request. */
export const partiesOf = (row: RequestRow): RequestParties => ({
  requesterId: row.requester_id,
  drafterId: row.drafter_person_id,
  beneficiaryIds: [row.beneficiary_id],
});

/** The people a request names. */
export const peopleOf = (row: RequestRow): readonly (string | null)[] => [
  row.requester_id,
  row.beneficiary_id,
  row.decided_by,
];

/** A request as its parties and approvers see it. */
export const toRequestSummary = (
  row: RequestRow,
  owner: CompanyRef,
  names: Names,
  at: Temporal.Instant,
  title: string | null = null,
): RequestSummary => ({
  number: row.number,
  item: row.item_number,
  title,
  owner,
  operation: row.operation,
  level: levelOfRank(row.level),
  catalogueCode: row.catalogue_code,
  requester: personRef(row.requester_id, names),
  beneficiary: personRef(row.beneficiary_id, names),
  copies: row.copies,
  excerpt:
    row.excerpt_from === null || row.excerpt_to === null
      ? null
      : { fromLine: row.excerpt_from, toLine: row.excerpt_to },
  change: row.change === null ? null : requestedChange.parse(row.change),
  purpose: row.purpose,
  necessity: row.necessity,
  state: requestStateAt({ state: row.state, expiresAt: row.expires_at }, at),
  filedAt: isoMillisecond(row.filed_at),
  expiresAt: isoMillisecond(row.expires_at),
  decidedAt: row.decided_at === null ? null : isoMillisecond(row.decided_at),
  decidedBy: row.decided_by === null ? null : personRef(row.decided_by, names),
  decisionReason: row.decision_reason,
});

/** `HYYH-SQ-2026-000007-G`. */
export const grantNumberOf = (requestNumber: string): string => `${requestNumber}-G`;

/** A grant with what is left of it. */
export const toGrantSummary = (row: GrantRow, at: Temporal.Instant): GrantSummary => ({
  number: row.number,
  request: row.number.slice(0, -'-G'.length),
  item: row.item_number,
  operation: row.operation,
  copies: row.copies,
  used: row.used,
  expiresAt: isoMillisecond(row.expires_at),
  state: row.used >= row.copies ? 'used' : isBefore(at, row.expires_at) ? 'live' : 'expired',
});
