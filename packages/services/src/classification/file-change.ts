import type { fileChange as contract } from '@miji/contract';
import { operationOf } from '@miji/core';
import { findRequestByKey } from '@miji/db';
import type { z } from 'zod';
import { limitsFor, scopeOfCompany } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { digestOf, once } from '../platform/once.ts';
import { profileOf } from '../requests/applicant-profile.ts';
import { CHANGE_PARTICULARS } from '../requests/particulars.ts';
import { peopleOf, toRequestSummary } from '../requests/request-wire.ts';
import type { Filing } from '../requests/write-request.ts';
import { writeRequest } from '../requests/write-request.ts';
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
  const { change, level, bound } = prepared;
  const { requestExpiresAfter } = await limitsFor(ctx, [company.id, ...row.co_owner_ids]);
  const filing: Filing = {
    item,
    level,
    requester,
    bound,
    operation: operationOf(change),
    change: input.change,
    profile: await profileOf(ctx, requester),
    particulars: CHANGE_PARTICULARS,
    // Nothing is handed to anybody: one request, one change.
    terms: { recipients: [{ personId: requester.personId, copies: 1 }], spans: [], useBefore: null },
    expiresAfter: requestExpiresAfter,
    purpose: input.reason,
    necessity: input.necessity,
    idempotencyKey: input.idempotencyKey,
    digest: digestOf(input),
    because: { code: 'APPROVAL_REQUIRED', rule: `approver.${level}`, article: bound.stored.article },
    details: { change: change.kind },
  };
  const scope = scopeOfCompany(ctx, company.id);
  const filed = await once(
    () => platform.db.transact(scope, (tx) => findRequestByKey(tx, requester.personId, input.idempotencyKey)),
    () => platform.db.transact(scope, (tx) => writeRequest(ctx, tx, filing)),
  );
  if (filed.input_digest !== filing.digest) return refuse({ code: 'KEY_REUSED' });
  return toRequestSummary(filed, company, await namesOf(ctx, peopleOf(filed)), at, row.title);
};
