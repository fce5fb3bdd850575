import { randomUUID } from 'node:crypto';
import type { ApplicantProfile, CompanyRef } from '@miji/contract';
import type { ApprovedOperation, AuditDetails, SecretLevel, Terms } from '@miji/core';
import { approverSentence, BUSINESS_ZONE, levelRank } from '@miji/core';
import type { RequestRow, ScopedTransaction } from '@miji/db';
import { appendEvents, insertRequest, insertRequestRound, lastRefused, nextNumber } from '@miji/db';
import type { KnownItem } from '../items/known-item.ts';
import { tell } from '../notices/tell.ts';
import type { Happening } from '../platform/audit.ts';
import { done } from '../platform/audit.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import type { BoundRoute } from './bind-route.ts';
import { addressesOf, peopleRoutedTo } from './bind-route.ts';
import type { KeptParticulars } from './particulars.ts';
import { columnsOfTerms } from './terms-wire.ts';

/** A request that has been found fileable, with everything that is written down of it. */
export interface Filing {
  readonly item: KnownItem;
  readonly operation: ApprovedOperation;
  readonly level: SecretLevel;
  readonly requester: ActingPerson;
  readonly profile: ApplicantProfile;
  readonly terms: Terms;
  readonly particulars: KeptParticulars;
  /** the change that it asks for, in the shape of the wire */
  readonly change?: object | undefined;
  readonly bound: BoundRoute;
  /** how long it may wait, by the strictest rules that bind the item */
  readonly expiresAfter: string;
  readonly purpose: string;
  readonly necessity: string | undefined;
  readonly idempotencyKey: string;
  readonly digest: string;
  readonly because: NonNullable<Happening['because']>;
  readonly details?: AuditDetails | undefined;
}

/**
 * Writes a request down: the request with its first round, who could decide it, the trace of it, and the notice to those people, all
 * or nothing.
 */
export const writeRequest = async (ctx: CallContext, tx: ScopedTransaction, filing: Filing): Promise<RequestRow> => {
  const { item, operation, requester, terms, bound } = filing;
  const { company, row } = item;
  const { at, caller } = ctx;
  const year = at.toZonedDateTimeISO(BUSINESS_ZONE).year;
  const number = requestNumberOf(company, year, await nextNumber(tx, 'request', year));
  const repeats = await lastRefused(tx, { requesterId: requester.personId, itemId: row.id, operation });
  const routedTo = peopleRoutedTo(bound.route);
  const particulars = JSON.stringify(filing.particulars);
  const columns = columnsOfTerms(terms);
  const necessity = filing.necessity?.trim() || null;
  const recipients = terms.recipients.map(({ personId }) => personId);
  // Alone, so that of two calls with one key the second fails by that key, and finds what the first has filed.
  const filed = await insertRequest(tx, {
    id: randomUUID(),
    number,
    item_id: row.id,
    item_number: row.number,
    item_version: row.version,
    item_revision: row.revision,
    level: levelRank(filing.level),
    catalogue_code: row.catalogue_code,
    operation,
    change: filing.change === undefined ? null : JSON.stringify(filing.change),
    requester_id: requester.personId,
    drafter_person_id: requester.personId,
    drafter_service_id: caller.kind === 'service' ? caller.serviceId : null,
    beneficiary_id: recipients[0] ?? requester.personId,
    beneficiary_ids: recipients,
    applicant: bound.applicant,
    particulars,
    profile: JSON.stringify(filing.profile),
    ...columns,
    purpose: filing.purpose,
    necessity,
    repeats: repeats?.number ?? null,
    turn_began_at: at,
    routed_to: routedTo,
    route: JSON.stringify(bound.stored),
    approvers: addressesOf(bound),
    state: 'pending',
    filed_at: at,
    expires_at: at.toZonedDateTimeISO(BUSINESS_ZONE).add(filing.expiresAfter).toInstant(),
    rule_set_version: ctx.rules.version,
    idempotency_key: filing.idempotencyKey,
    input_digest: filing.digest,
  });
  await insertRequestRound(tx, {
    request_id: filed.id,
    round: 1,
    filed_at: at,
    terms: columns.terms,
    particulars,
    purpose: filing.purpose,
    necessity,
    answer: null,
  });
  await tell(ctx.platform, tx, {
    kind: 'to_decide',
    at,
    to: routedTo,
    request: filed,
    person: requester.personId,
    key: `${number} to_decide 1`,
  });
  await appendEvents(tx, [
    done(ctx, {
      companyId: company.id,
      action: 'request.filed',
      subject: { kind: 'request', id: number },
      item: row.number,
      because: filing.because,
      details: {
        operation,
        copies: columns.copies,
        recipients: recipients.length,
        applicant: bound.applicant,
        repeats: filed.repeats,
        approver: approverSentence(bound.stored.rule, 'zh'),
        ...filing.details,
      },
    }),
  ]);
  return filed;
};

const requestNumberOf = (company: CompanyRef, year: number, running: number): string =>
  `${company.code}-SQ-${year}-${String(running).padStart(6, '0')}`;
