import { randomUUID } from 'node:crypto';
import type { decideRequest as contract } from '@miji/contract';
import { Refusal } from '@miji/contract';
import type { RefusalCode } from '@miji/core';
import { approverArticle, BUSINESS_ZONE, effectiveLevel, levelRank, requestStateAt, tryAdvance } from '@miji/core';
import type { RequestRow, ScopedTransaction } from '@miji/db';
import { appendEvents, endRequest, insertGrant, lockRequest } from '@miji/db';
import type { z } from 'zod';
import { toFacts } from '../items/item-facts.ts';
import { lockItemFacts } from '../items/known-item.ts';
import { requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import type { KnownRequest } from './known-request.ts';
import { findKnownRequest } from './known-request.ts';
import { grantNumberOf, peopleOf, toRequestSummary } from './request-wire.ts';

type Input = z.output<typeof contract.input>;

/**
 * Approves or refuses a request. Whoever decides must hold the post at this moment and stand on no side of it; of two who decide at
 * once, one is told `ALREADY_DECIDED`. An approval leaves a grant behind in the same transaction.
 *
 * @throws Refusal `NOT_FOUND`, `SELF_APPROVAL`, `APPROVER_NOT_IN_OFFICE`, `ALREADY_DECIDED`, `REQUEST_EXPIRED`, `WITHDRAWN`
 * @see GS-21
 * @see GS-22
 */
export const decideRequest = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  requirePersonally(ctx);
  const action = input.decision === 'approve' ? 'request.approved' : 'request.refused';
  const known = await findKnownRequest(ctx, input.number, action);
  const { company, level, mayNotDecide } = known;
  const refuse = (code: RefusalCode) =>
    refused(
      ctx,
      { companyId: company.id, action, subject: { kind: 'request', id: input.number }, item: known.row.item_number },
      { code, rule: `approver.${level}`, article: approverArticle(level) },
    );
  if (mayNotDecide !== null) throw await refuse(mayNotDecide);

  const { grantExpiresAfter } = (await platform.rules.at(at)).limits;
  const outcome = await platform.db.transact(scopeOfCompany(ctx, company.id), (tx) =>
    settle(ctx, tx, { input, known, grantExpiresAfter }),
  );
  if ('refused' in outcome) throw await refuse(outcome.refused);
  return toRequestSummary(outcome.row, company, await namesOf(ctx, peopleOf(outcome.row)), at);
};

interface Settlement {
  readonly input: Input;
  readonly known: KnownRequest;
  readonly grantExpiresAfter: string;
}

const settle = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  { input, known, grantExpiresAfter }: Settlement,
): Promise<{ readonly row: RequestRow } | { readonly refused: RefusalCode }> => {
  const { at } = ctx;
  const { company, level, person } = known;
  const row = await lockRequest(tx, input.number);
  if (row === undefined) throw new Refusal('NOT_FOUND');
  const item = await lockItemFacts(tx, row.item_number);
  if (item === undefined) throw new Refusal('NOT_FOUND');

  const advance = tryAdvance(requestStateAt({ state: row.state, expiresAt: row.expires_at }, at), input.decision);
  if ('refused' in advance) return advance;
  const now = effectiveLevel(toFacts(item.row, item.range), at);
  if (now === 'declassified') return { refused: 'ALREADY_DECLASSIFIED' };
  // He was found fit to decide at the level of a moment ago; at another one he may not be.
  if (now !== level) return { refused: 'VERSION_CONFLICT' };

  const approved = input.decision === 'approve';
  const [ended] = await Promise.all([
    endRequest(tx, row.id, {
      state: advance.next,
      at,
      by: person.personId,
      reason: input.decision === 'refuse' ? input.reason : null,
    }),
    approved
      ? insertGrant(tx, {
          id: randomUUID(),
          number: grantNumberOf(row.number),
          request_id: row.id,
          item_id: row.item_id,
          item_number: row.item_number,
          item_version: item.row.version,
          level: levelRank(now),
          person_id: row.beneficiary_id,
          operation: row.operation,
          copies: row.copies,
          granted_at: at,
          expires_at: at.toZonedDateTimeISO(BUSINESS_ZONE).add(grantExpiresAfter).toInstant(),
        })
      : undefined,
    appendEvents(tx, [
      done(ctx, {
        companyId: company.id,
        action: approved ? 'request.approved' : 'request.refused',
        subject: { kind: 'request', id: row.number },
        item: row.item_number,
        because: { code: 'ALLOWED_OFFICE', rule: `approver.${level}`, article: approverArticle(level) },
        details: { operation: row.operation, copies: row.copies },
      }),
    ]),
  ]);
  return { row: ended };
};
