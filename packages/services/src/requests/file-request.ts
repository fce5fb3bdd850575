import { randomUUID } from 'node:crypto';
import type { CompanyRef, fileRequest as contract } from '@miji/contract';
import { approverSentence, BUSINESS_ZONE, decide, effectiveLevel, levelRank } from '@miji/core';
import type { RequestRow, ScopedTransaction } from '@miji/db';
import { appendEvents, findRequestByKey, insertRequest, nextNumber } from '@miji/db';
import type { z } from 'zod';
import type { KnownItem } from '../items/known-item.ts';
import { findKnownItem } from '../items/known-item.ts';
import { lawFor, limitsFor, requirePerson, scopeOfCompany } from '../platform/acting.ts';
import type { Reason } from '../platform/audit.ts';
import { done, refused } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { digestOf, once } from '../platform/once.ts';
import type { BoundRoute } from './bind-route.ts';
import { addressesOf, bindRoute } from './bind-route.ts';
import { OfficerDesk } from './officers.ts';
import { peopleOf, toRequestSummary } from './request-wire.ts';
import { officesToFill } from './route-wire.ts';

type Input = z.output<typeof contract.input>;

/**
 * Asks for an excerpt or a copy. The route is fixed on filing; where nobody impartial could decide, nothing is filed, and the
 * refusal says whom to appoint.
 *
 * @throws Refusal `NOT_FOUND`, `NECESSITY_REQUIRED`, `RULE_NOT_SET`, `FORBIDDEN_BY_RULE`, `NO_ELIGIBLE_APPROVER`, `NOT_IN_RANGE` for
 * a beneficiary who may not know it
 * @see GS-20
 * @see GS-21
 * @see GS-22
 */
export const fileRequest = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const requester = requirePerson(ctx);
  const asking = {
    number: input.item,
    operation: input.operation,
    necessity: input.necessity,
    action: 'request.filed',
  } as const;
  const item = await findKnownItem(ctx, asking, async () => undefined);
  const { company, facts, decision, row } = item;
  const refuse = async (reason: Reason): Promise<never> => {
    const happening = {
      companyId: company.id,
      action: 'request.filed',
      subject: { kind: 'item', id: row.number },
      item: row.number,
      details: { operation: input.operation, copies: input.copies },
    } as const;
    throw await refused(ctx, happening, { rule: decision.rule, article: decision.article, ...reason });
  };

  const level = effectiveLevel(facts, at);
  if (level === 'declassified') return refuse({ code: 'ALREADY_DECLASSIFIED', article: 'GS-14' });
  if (decision.outcome === 'denied') return refuse(decision);
  const wrongSpan = spanFinding(input, row.line_count);
  if (wrongSpan !== null) return refuse(wrongSpan);
  const law = lawFor(ctx, company);
  const limits = await limitsFor(ctx, [company.id, ...facts.coOwnerIds]);
  if (input.copies > limits.maxCopies) return refuse({ code: 'BATCH_LIMIT' });

  const beneficiary = await loadBeneficiary(ctx, input.beneficiaryId, requester);
  const knows =
    beneficiary !== undefined &&
    decide({ law, operation: 'view', item: facts, actor: beneficiary, at }).outcome === 'allowed';
  if (!knows) {
    return refuse({
      code: 'NOT_IN_RANGE',
      fields: [{ field: 'beneficiaryId', code: 'NOT_IN_RANGE', article: decision.article }],
    });
  }
  const parties = { requesterId: requester.personId, drafterId: null, beneficiaryIds: [beneficiary.personId] };
  const wish = { company, facts, operation: input.operation, level, requester, parties };
  const bound = await bindRoute(ctx, new OfficerDesk(ctx), wish);
  if (bound === null) return refuse({ code: 'RULE_NOT_SET', article: 'K-05' });
  if (bound.necessityRequired && !input.necessity?.trim()) {
    return refuse({ code: 'NECESSITY_REQUIRED', missing: [{ kind: 'necessity' }] });
  }
  if (bound.route.kind === 'locked') {
    return refuse({
      code: 'NO_ELIGIBLE_APPROVER',
      article: bound.stored.article,
      missing: [{ kind: 'approval', by: officesToFill(bound.route.appoint, company.id) }],
    });
  }

  const scope = scopeOfCompany(ctx, company.id);
  const filed = await once(
    () => platform.db.transact(scope, (tx) => findRequestByKey(tx, requester.personId, input.idempotencyKey)),
    () =>
      platform.db.transact(scope, (tx) =>
        write(ctx, tx, {
          input,
          item,
          requester,
          beneficiary,
          bound,
          expiresAfter: limits.requestExpiresAfter,
        }),
      ),
  );
  if (filed.input_digest !== digestOf(input)) return refuse({ code: 'KEY_REUSED' });
  return toRequestSummary(filed, company, await namesOf(ctx, peopleOf(filed)), at, row.title);
};

/** An excerpt says which lines, all of them within the text; a copy says none. */
const spanFinding = ({ operation, excerpt }: Input, lines: number): Reason | null => {
  const fits = operation === 'copy' ? excerpt === undefined : excerpt !== undefined && excerpt.toLine <= lines;
  return fits ? null : { code: 'VALIDATION', fields: [{ field: 'excerpt', code: 'VALIDATION', article: 'GS-22' }] };
};

const loadBeneficiary = (ctx: CallContext, id: string | undefined, requester: ActingPerson) =>
  id === undefined || id === requester.personId ? Promise.resolve(requester) : loadPerson(ctx.platform, id, ctx.at);

interface Filing {
  readonly input: Input;
  readonly item: KnownItem;
  readonly requester: ActingPerson;
  readonly beneficiary: ActingPerson;
  readonly bound: BoundRoute;
  readonly expiresAfter: string;
}

const write = async (ctx: CallContext, tx: ScopedTransaction, filing: Filing): Promise<RequestRow> => {
  const { input, item, requester, beneficiary, bound, expiresAfter } = filing;
  const { company, row, decision } = item;
  const { at, caller } = ctx;
  const year = at.toZonedDateTimeISO(BUSINESS_ZONE).year;
  const number = requestNumberOf(company, year, await nextNumber(tx, 'request', year));
  // Alone, so that of two calls with one key the second fails by that key, and finds what the first has filed.
  const filed = await insertRequest(tx, {
    id: randomUUID(),
    number,
    item_id: row.id,
    item_number: row.number,
    item_version: row.version,
    level: levelRank(item.facts.level),
    catalogue_code: row.catalogue_code,
    operation: input.operation,
    requester_id: requester.personId,
    drafter_person_id: requester.personId,
    drafter_service_id: caller.kind === 'service' ? caller.serviceId : null,
    beneficiary_id: beneficiary.personId,
    copies: input.copies,
    excerpt_from: input.excerpt?.fromLine ?? null,
    excerpt_to: input.excerpt?.toLine ?? null,
    purpose: input.purpose,
    necessity: input.necessity?.trim() || null,
    route: JSON.stringify(bound.stored),
    approvers: addressesOf(bound),
    state: 'pending',
    filed_at: at,
    expires_at: at.toZonedDateTimeISO(BUSINESS_ZONE).add(expiresAfter).toInstant(),
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
      because: decision,
      details: {
        operation: input.operation,
        copies: input.copies,
        approver: approverSentence(bound.stored.rule, 'zh'),
      },
    }),
  ]);
  return filed;
};

const requestNumberOf = (company: CompanyRef, year: number, running: number): string =>
  `${company.code}-SQ-${year}-${String(running).padStart(6, '0')}`;
