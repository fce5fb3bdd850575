import type { publishRuleDraft as contract, RuleVersionSummary } from '@miji/contract';
import type { RuleSet } from '@miji/core';
import { isBefore, Temporal } from '@miji/core';
import type { RuleDraftRow, RuleVersionRow, ScopedTransaction } from '@miji/db';
import {
  appendEvents,
  changeRuleDraft,
  isoMillisecond,
  isUniqueViolation,
  lockRuleDraft,
  newestRuleVersion,
  newestVersionOfScope,
  publishRuleSet,
} from '@miji/db';
import type { z } from 'zod';
import { requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import type { Reason } from '../platform/audit.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { isSeen } from './change-draft.ts';
import { findKnownDraft, happeningOf, newestRules } from './known-draft.ts';
import { candidateOfDraft, whyNotPublishable } from './publishable.ts';
import { isAuthor, publishesRules } from './rule-desk.ts';
import { toVersionSummaries } from './rule-version-wire.ts';

type Input = z.output<typeof contract.input>;

const CONFLICT: Reason = { code: 'VERSION_CONFLICT' };

/** No version takes effect before the one published last, so that one in a far year would bar every other until then. */
const MOST_AHEAD = { hours: 24 * 366 };

/**
 * Publishes a proposal as the next version: one transaction, so that after a power cut it is published whole or not at all. It is
 * checked again against what is published now; where two publish at once, the second is refused and looks again.
 *
 * @throws Refusal `NOT_FOUND`, `NOT_ENTITLED`, `SEPARATION_OF_DUTIES` to whoever wrote or proposed any of it, `VERSION_CONFLICT`,
 * `VALIDATION` for a time that is past or more than a year ahead, `RULE_INVALID`, `RULE_LOOSENED` with its counterexample
 */
export const publishRuleDraft = async (ctx: CallContext, input: Input): Promise<RuleVersionSummary> => {
  const { platform, at } = ctx;
  const { personId } = requirePersonally(ctx);
  const { company, row } = await findKnownDraft(ctx, input.draft, 'rules.published');
  const effectiveFrom = input.effectiveFrom === undefined ? at : Temporal.Instant.from(input.effectiveFrom);
  const happening = {
    ...happeningOf(company, row.number, 'rules.published'),
    details: { scope: row.scope ?? 'group', onto: input.onto, effectiveFrom: isoMillisecond(effectiveFrom) },
  };
  const newest = await newestRules(ctx);
  const reason = await whyNot(ctx, { input, row, newest, effectiveFrom });
  if (reason !== null) throw await refused(ctx, happening, reason);

  const publish = async (tx: ScopedTransaction): Promise<RuleVersionRow | null> => {
    const held = await lockRuleDraft(tx, row.number);
    const [current, ofScope] = await Promise.all([newestRuleVersion(tx), newestVersionOfScope(tx, row.scope)]);
    if (held === undefined || !isSeen(held, { revision: input.revision, states: ['proposed'] })) return null;
    if (current === undefined || current.version !== newest.version) return null;
    if ((ofScope ?? 0) > held.base_version || isBefore(effectiveFrom, current.effective_from)) return null;
    if (held.proposed_by === null) return null;
    const candidate = candidateOfDraft(newest, held);
    const published = await publishRuleSet(tx, {
      version: candidate.version,
      document: candidate,
      effectiveFrom,
      scope: held.scope,
      baseVersion: newest.version,
      note: held.note,
      proposedBy: held.proposed_by,
      publishedBy: personId,
      publishedAt: at,
    });
    await changeRuleDraft(tx, held.id, { state: 'published', published_version: candidate.version, at });
    const details = { ...happening.details, version: candidate.version };
    await appendEvents(tx, [done(ctx, { ...happening, details })]);
    return published;
  };
  const published = await platform.db.transact(scopeOfCompany(ctx, company.id), publish).catch((error: unknown) => {
    if (isUniqueViolation(error)) return null;
    throw error;
  });
  if (published === null) throw await refused(ctx, happening, CONFLICT);
  platform.rules.refresh();
  const [summary] = await toVersionSummaries(ctx, [published]);
  if (summary === undefined) throw new Error('what has just been published is gone');
  return summary;
};

const whyNot = async (
  ctx: CallContext,
  asked: {
    readonly input: Input;
    readonly row: RuleDraftRow;
    readonly newest: RuleSet;
    readonly effectiveFrom: Temporal.Instant;
  },
): Promise<Reason | null> => {
  const { input, row, newest, effectiveFrom } = asked;
  if (!(await publishesRules(ctx))) return { code: 'NOT_ENTITLED' };
  if (isAuthor(ctx, row)) return { code: 'SEPARATION_OF_DUTIES' };
  if (!isSeen(row, { revision: input.revision, states: ['proposed'] }) || input.onto !== newest.version)
    return CONFLICT;
  if (isBefore(effectiveFrom, ctx.at) || isBefore(ctx.at.add(MOST_AHEAD), effectiveFrom)) {
    return { code: 'VALIDATION', fields: [{ field: 'effectiveFrom', code: 'VALIDATION', article: null }] };
  }
  return whyNotPublishable(newest, row);
};
