import type { CompanyRef, GrantSummary, RequestSummary } from '@miji/contract';
import { requestedChange } from '@miji/contract';
import type { RequestParties, Temporal } from '@miji/core';
import { isBefore, levelOfRank, requestStateAt, stageAt } from '@miji/core';
import type { GrantRow, RequestRow } from '@miji/db';
import { isoMillisecond } from '@miji/db';
import type { Names } from '../platform/names.ts';
import { personRef } from '../platform/names.ts';
import { keptOf, peopleOfParticulars } from './particulars.ts';
import { peopleOfTerms, toTermsShown } from './terms-wire.ts';

/**
 * Everybody on the asking side of a request: whoever was ever named as a recipient, struck out since or not, and who carries out and
 * who witnesses a destruction.
 *
 * @see K-12
 */
export const partiesOf = (row: RequestRow): RequestParties => ({
  requesterId: row.requester_id,
  drafterId: row.drafter_person_id,
  beneficiaryIds: [...new Set([row.beneficiary_id, ...row.beneficiary_ids, ...peopleOfParticulars(keptOf(row))])],
});

/** The people a request names. */
export const peopleOf = (row: RequestRow): readonly (string | null)[] => [
  row.requester_id,
  row.beneficiary_id,
  row.decided_by,
  ...peopleOfTerms(row.terms),
  ...peopleOfParticulars(keptOf(row)),
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
  terms: toTermsShown(row.terms, names),
  applicant: row.applicant,
  change: row.change === null ? null : requestedChange.parse(row.change),
  purpose: row.purpose,
  necessity: row.necessity,
  state: requestStateAt({ state: row.state, expiresAt: row.expires_at }, at),
  stage: row.state === 'pending' ? stageAt({ beganAt: row.turn_began_at, expiresAt: row.expires_at }, at) : 'fresh',
  round: row.round,
  repeats: row.repeats,
  filedAt: isoMillisecond(row.filed_at),
  expiresAt: isoMillisecond(row.expires_at),
  decidedAt: row.decided_at === null ? null : isoMillisecond(row.decided_at),
  decidedBy: row.decided_by === null ? null : personRef(row.decided_by, names),
  decisionReason: row.decision_reason,
});

/** `HYYH-SQ-2026-000007-G`, and for the second of its recipients `…-G2`. */
export const grantNumberOf = (requestNumber: string, index = 0): string =>
  `${requestNumber}-G${index === 0 ? '' : index + 1}`;

/** The request that a grant follows from. */
export const requestOfGrant = (grantNumber: string): string => grantNumber.slice(0, grantNumber.lastIndexOf('-G'));

/** The people a grant names. */
export const peopleOfGrant = (row: GrantRow): readonly string[] => [row.person_id];

/**
 * A grant with what is left of it.
 *
 * @param mayRevoke whether the reader may take back what is left, as long as something is
 */
export const toGrantSummary = (row: GrantRow, names: Names, at: Temporal.Instant, mayRevoke = false): GrantSummary => {
  const state = grantStateOf(row, at);
  return {
    number: row.number,
    request: requestOfGrant(row.number),
    item: row.item_number,
    operation: row.operation,
    person: personRef(row.person_id, names),
    purpose: row.purpose,
    spans: [...row.spans],
    copies: row.copies,
    used: row.used,
    expiresAt: isoMillisecond(row.expires_at),
    state,
    voidCode: row.void_code,
    voidedAt: row.voided_at === null ? null : isoMillisecond(row.voided_at),
    mayRevoke: mayRevoke && state === 'live',
  };
};

const grantStateOf = (row: GrantRow, at: Temporal.Instant): GrantSummary['state'] => {
  if (row.void_code !== null) return 'void';
  if (row.used >= row.copies) return 'used';
  return isBefore(at, row.expires_at) ? 'live' : 'expired';
};
