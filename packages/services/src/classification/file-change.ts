import { randomUUID } from 'node:crypto';
import type { fileChange as contract } from '@miji/contract';
import { approverSentence, BUSINESS_ZONE, levelRank, operationOf } from '@miji/core';
import type { RequestRow, ScopedTransaction } from '@miji/db';
import { appendEvents, findRequestByKey, insertRequest, nextNumber } from '@miji/db';
import type { z } from 'zod';
import { limitsFor, scopeOfCompany } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { digestOf, once } from '../platform/once.ts';
import { addressesOf } from '../requests/bind-route.ts';
import { peopleOf, toRequestSummary } from '../requests/request-wire.ts';
import type { PreparedChange } from './prepare-change.ts';
import { prepareChange, requireOpenRoute } from './prepare-change.ts';

type Input = z.output<typeof contract.input>;

/**
 * Asks for a change of classification. It is decided at the higher of the two levels, and carried out in the transaction of the last
 * agreement; where it is not decided in time nothing changes: silence is no.
 *
 * @throws Refusal as {@link prepareChange}, and `KEY_REUSED`
 * @see GS-13
 * @see GS-15
 */
export const fileChange = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const prepared = await prepareChange(ctx, input);
  await requireOpenRoute(prepared);
  const { item, requester, refuse } = prepared;
  const { company, row } = item;
  const scope = scopeOfCompany(ctx, company.id);
  const filed = await once(
    () => platform.db.transact(scope, (tx) => findRequestByKey(tx, requester.personId, input.idempotencyKey)),
    () => platform.db.transact(scope, (tx) => write(ctx, tx, input, prepared)),
  );
  if (filed.input_digest !== digestOf(input)) return refuse({ code: 'KEY_REUSED' });
  return toRequestSummary(filed, company, await namesOf(ctx, peopleOf(filed)), at, row.title);
};

const write = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  input: Input,
  { item, requester, change, level, bound }: PreparedChange,
): Promise<RequestRow> => {
  const { at, caller } = ctx;
  const { company, row } = item;
  const operation = operationOf(change);
  const { requestExpiresAfter } = await limitsFor(ctx, [company.id, ...row.co_owner_ids]);
  const year = at.toZonedDateTimeISO(BUSINESS_ZONE).year;
  const number = `${company.code}-SQ-${year}-${String(await nextNumber(tx, 'request', year)).padStart(6, '0')}`;
  const filed = await insertRequest(tx, {
    id: randomUUID(),
    number,
    item_id: row.id,
    item_number: row.number,
    item_version: row.version,
    item_revision: row.revision,
    level: levelRank(level),
    catalogue_code: row.catalogue_code,
    operation,
    change: JSON.stringify(input.change),
    requester_id: requester.personId,
    drafter_person_id: requester.personId,
    drafter_service_id: caller.kind === 'service' ? caller.serviceId : null,
    beneficiary_id: requester.personId,
    copies: 1,
    excerpt_from: null,
    excerpt_to: null,
    purpose: input.reason,
    necessity: input.necessity?.trim() || null,
    route: JSON.stringify(bound.stored),
    approvers: addressesOf(bound),
    state: 'pending',
    filed_at: at,
    expires_at: at.toZonedDateTimeISO(BUSINESS_ZONE).add(requestExpiresAfter).toInstant(),
    rule_set_version: ctx.rules.version,
    idempotency_key: input.idempotencyKey,
    input_digest: digestOf(input),
  });
  await appendEvents(tx, [
    done(ctx, {
      companyId: company.id,
      action: 'request.filed',
      subject: { kind: 'request', id: number },
      item: row.number,
      because: { code: 'APPROVAL_REQUIRED', rule: `approver.${level}`, article: bound.stored.article },
      details: { operation, change: change.kind, approver: approverSentence(bound.stored.rule, 'zh') },
    }),
  ]);
  return filed;
};
