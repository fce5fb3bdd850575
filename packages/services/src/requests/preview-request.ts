import type { previewRequest as contract, RequestPreview } from '@miji/contract';
import type { Decision, Missing } from '@miji/core';
import { BUSINESS_ZONE, decide, effectiveLevel } from '@miji/core';
import { isoMillisecond, lastRefused, usualMinutes } from '@miji/db';
import type { z } from 'zod';
import type { KnownItem } from '../items/known-item.ts';
import { findKnownItem } from '../items/known-item.ts';
import { lawFor, limitsFor, requirePerson } from '../platform/acting.ts';
import type { Reason } from '../platform/audit.ts';
import { done } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import type { BoundRoute } from './bind-route.ts';
import { bindRoute } from './bind-route.ts';
import { OfficerDesk } from './officers.ts';
import { officesToFill, peopleOnRoute, toRoute } from './route-wire.ts';

type Input = z.output<typeof contract.input>;

/**
 * What would happen to a wish: who would decide it and in which order, how long that usually takes, what is missing. Nothing is
 * filed, and nobody is told.
 *
 * @throws Refusal `NOT_FOUND` for an item that whoever acts may not know
 */
export const previewRequest = async (ctx: CallContext, input: Input): Promise<RequestPreview> => {
  const { platform, at } = ctx;
  const requester = requirePerson(ctx);
  const { operation, necessity } = input;
  // Only something lent is shown to a visitor.
  const forVisitor = input.forVisitor && operation === 'loan';
  const asking = { number: input.item, operation, necessity, forVisitor, action: 'request.previewed' } as const;
  const since = at.toZonedDateTimeISO(BUSINESS_ZONE).subtract({ years: 1 }).toInstant();
  const item = await findKnownItem(ctx, asking, async (tx, { row }) => {
    const same = { requesterId: requester.personId, itemId: row.id, operation };
    const [minutes, refused] = await Promise.all([usualMinutes(tx, operation, since), lastRefused(tx, same)]);
    return { minutes, repeats: refused?.number ?? null };
  });
  const { company, facts, decision, also } = item;
  const limits = await limitsFor(ctx, [company.id, ...facts.coOwnerIds]);
  const people = await Promise.all(
    input.recipientIds.map(async (id) => (id === requester.personId ? requester : loadPerson(platform, id, at))),
  );
  const law = lawFor(ctx, company);
  const recipients = people.filter((person) => person !== undefined);
  const areFit =
    recipients.length === people.length &&
    recipients.every((actor) => decide({ law, operation: 'view', item: facts, actor, at }).outcome === 'allowed');
  const level = effectiveLevel(facts, at);
  const parties = {
    requesterId: requester.personId,
    drafterId: null,
    beneficiaryIds: recipients.length === 0 ? [requester.personId] : recipients.map(({ personId }) => personId),
  };
  // The people of a recipient who may not know the item are nobody’s business here.
  const told = areFit ? recipients : [];
  const bound =
    level === 'declassified'
      ? null
      : await bindRoute(ctx, new OfficerDesk(ctx), {
          company,
          facts,
          operation,
          level,
          requester,
          forVisitor,
          parties,
          recipients: told,
        });
  await platform.trace.record(
    done(ctx, {
      companyId: company.id,
      action: 'request.previewed',
      subject: { kind: 'item', id: item.row.number },
      item: item.row.number,
      because: decision,
      details: { operation },
    }),
  );
  const finding = findingOf(input, { item, bound, areFit, maxCopies: limits.maxCopies });
  const canBeFiled = finding === null;
  const [names, companies] = await Promise.all([
    namesOf(ctx, bound === null ? [] : peopleOnRoute(bound.route)),
    platform.companies.all(),
  ]);
  const mayGoOn = bound !== null && (canBeFiled || finding.outcome === 'something_missing');
  return {
    outcome: finding?.outcome ?? 'can_be_filed',
    code: finding?.reason.code ?? null,
    article: finding?.reason.article ?? bound?.stored.article ?? decision.article,
    missing: [...(finding?.reason.missing ?? [])],
    rule: bound?.stored.rule ?? null,
    route: mayGoOn ? toRoute(bound.route, { rule: bound.stored.rule, names, companies }) : null,
    expiresAt: mayGoOn
      ? isoMillisecond(at.toZonedDateTimeISO(BUSINESS_ZONE).add(limits.requestExpiresAfter).toInstant())
      : null,
    usualMinutes: also.minutes,
    limits: { copies: limits.maxCopies, loanDays: limits.loanDays },
    repeats: also.repeats,
  };
};

interface Looked {
  readonly item: KnownItem;
  readonly bound: BoundRoute | null;
  readonly areFit: boolean;
  readonly maxCopies: number;
}

interface Finding {
  readonly outcome: 'something_missing' | 'impossible';
  readonly reason: Reason;
}

/** The first thing that stands against a wish, in the order in which filing it would find it; null where nothing does. */
const findingOf = (input: Input, { item, bound, areFit, maxCopies }: Looked): Finding | null => {
  const { decision, company } = item;
  const impossible = (reason: Reason): Finding => ({ outcome: 'impossible', reason });
  const missing = (reason: Reason): Finding => ({ outcome: 'something_missing', reason });
  if (decision.code === 'ALLOWED_DECLASSIFIED') return impossible({ code: 'ALREADY_DECLASSIFIED', article: 'GS-14' });
  if (isRefused(decision) && decision.code !== 'NECESSITY_REQUIRED') return impossible(decision);
  if (bound === null) return impossible({ code: 'RULE_NOT_SET', article: 'K-05' });
  if (bound.forbidden) return impossible({ code: 'FORBIDDEN_BY_RULE', article: bound.stored.article });
  if (bound.route.kind === 'locked') {
    const by = officesToFill(bound.route.appoint, company.id);
    const reason = { article: bound.stored.article, missing: [{ kind: 'approval', by }] as const satisfies Missing[] };
    return impossible({ code: 'NO_ELIGIBLE_APPROVER', ...reason });
  }
  if (!areFit) return missing({ code: 'NOT_IN_RANGE', article: decision.article });
  if (input.copies > maxCopies) return missing({ code: 'BATCH_LIMIT' });
  if (bound.necessityRequired && !input.necessity?.trim()) {
    return missing({ code: 'NECESSITY_REQUIRED', article: 'GS-20', missing: [{ kind: 'necessity' }] });
  }
  return null;
};

const isRefused = (decision: Decision): decision is Exclude<Decision, { outcome: 'allowed' }> =>
  decision.outcome === 'denied';
