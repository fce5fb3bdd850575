import type { fileRequest as contract } from '@miji/contract';
import type { Terms } from '@miji/core';
import { effectiveLevel, Temporal } from '@miji/core';
import { findRequestByKey } from '@miji/db';
import type { z } from 'zod';
import { findKnownItem } from '../items/known-item.ts';
import { limitsFor, requirePerson, scopeOfCompany } from '../platform/acting.ts';
import type { Reason } from '../platform/audit.ts';
import { refused } from '../platform/audit.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { digestOf, once } from '../platform/once.ts';
import { profileOf } from './applicant-profile.ts';
import { bindRoute } from './bind-route.ts';
import { checkParticulars } from './check-particulars.ts';
import { checkTerms } from './check-terms.ts';
import { OfficerDesk } from './officers.ts';
import { peopleOfParticulars, toKept } from './particulars.ts';
import { peopleOf, toRequestSummary } from './request-wire.ts';
import { officesToFill } from './route-wire.ts';
import { writeRequest } from './write-request.ts';

type Input = z.output<typeof contract.input>;

/**
 * Asks for something to be taken out of an item, lent, or destroyed. The route is fixed on filing; where nobody impartial could
 * decide, nothing is filed, and the refusal says whom to appoint.
 *
 * @throws Refusal `NOT_FOUND`, `NECESSITY_REQUIRED`, `RULE_NOT_SET`, `FORBIDDEN_BY_RULE`, `NO_ELIGIBLE_APPROVER`, `ON_HOLD`,
 * `BATCH_LIMIT`, `SEPARATION_OF_DUTIES`, `VALIDATION` for what cannot be, `NOT_IN_RANGE` for a recipient who may not know it
 * @see GS-20
 * @see GS-21
 * @see GS-22
 * @see CF-18
 */
export const fileRequest = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const requester = requirePerson(ctx);
  const { operation } = input.particulars;
  const particulars = toKept(input.particulars);
  const forVisitor = input.particulars.operation === 'loan' && input.particulars.visitor !== undefined;
  const { necessity } = input;
  const asking = { number: input.item, operation, necessity, forVisitor, action: 'request.filed' } as const;
  const item = await findKnownItem(ctx, asking, async () => undefined);
  const { company, facts, decision, row } = item;
  const terms = termsOf(input, requester);
  const refuse = async (reason: Reason): Promise<never> => {
    const happening = {
      companyId: company.id,
      action: 'request.filed',
      subject: { kind: 'item', id: row.number },
      item: row.number,
      details: { operation, recipients: terms.recipients.length },
    } as const;
    throw await refused(ctx, happening, { rule: decision.rule, article: decision.article, ...reason });
  };

  const level = effectiveLevel(facts, at);
  if (level === 'declassified') return refuse({ code: 'ALREADY_DECLASSIFIED', article: 'GS-14' });
  if (decision.outcome === 'denied') return refuse(decision);
  const limits = await limitsFor(ctx, [company.id, ...facts.coOwnerIds]);
  const checked = await checkTerms(ctx, { item, operation, requester, forVisitor, terms, limits });
  if ('wrong' in checked) return refuse(checked.wrong);
  const wrong = await checkParticulars(ctx, { item, requester, particulars: input.particulars, limits });
  if (wrong !== null) return refuse(wrong);

  const { recipients } = checked;
  const beneficiaryIds = [...recipients.map(({ personId }) => personId), ...peopleOfParticulars(particulars)];
  const parties = { requesterId: requester.personId, drafterId: null, beneficiaryIds };
  const wish = { company, facts, operation, level, requester, recipients, forVisitor, parties };
  const bound = await bindRoute(ctx, new OfficerDesk(ctx), wish);
  if (bound === null) return refuse({ code: 'RULE_NOT_SET', article: 'K-05' });
  if (bound.forbidden) return refuse({ code: 'FORBIDDEN_BY_RULE', article: bound.stored.article });
  if (bound.necessityRequired && !necessity?.trim()) {
    return refuse({ code: 'NECESSITY_REQUIRED', missing: [{ kind: 'necessity' }] });
  }
  if (bound.route.kind === 'locked') {
    return refuse({
      code: 'NO_ELIGIBLE_APPROVER',
      article: bound.stored.article,
      missing: [{ kind: 'approval', by: officesToFill(bound.route.appoint, company.id) }],
    });
  }

  // Of the whole input, but without what is not kept: from a digest the number of a document could be tried out.
  const digest = digestOf({ ...input, particulars });
  const profile = await profileOf(ctx, requester);
  const scope = scopeOfCompany(ctx, company.id);
  const { purpose, idempotencyKey } = input;
  const filed = await once(
    () => platform.db.transact(scope, (tx) => findRequestByKey(tx, requester.personId, idempotencyKey)),
    () =>
      platform.db.transact(scope, (tx) =>
        writeRequest(ctx, tx, {
          item,
          operation,
          level: facts.level,
          requester,
          profile,
          terms,
          particulars,
          bound,
          purpose,
          necessity,
          idempotencyKey,
          digest,
          because: decision,
          expiresAfter: limits.requestExpiresAfter,
        }),
      ),
  );
  if (filed.input_digest !== digest) return refuse({ code: 'KEY_REUSED' });
  return toRequestSummary(filed, company, await namesOf(ctx, peopleOf(filed)), at, row.title);
};

/** Where nobody is named it is for oneself, one copy. */
const termsOf = ({ terms }: Input, requester: ActingPerson): Terms => ({
  recipients: terms.recipients ?? [{ personId: requester.personId, copies: 1 }],
  spans: terms.spans,
  useBefore: terms.useBefore === null ? null : Temporal.Instant.from(terms.useBefore),
});
