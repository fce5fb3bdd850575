import type { proposeRuleDraft as contract, RuleDraft } from '@miji/contract';
import type { z } from 'zod';
import { requirePersonally } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { changeDraft, withAuthor } from './change-draft.ts';
import { newestRules } from './known-draft.ts';
import { draftsFor } from './rule-desk.ts';
import { whyNotPublishable } from './publishable.ts';

/**
 * Proposes a draft to a second person.
 *
 * @throws Refusal `NOT_FOUND`, `NOT_ENTITLED`, `VERSION_CONFLICT`, `RULE_INVALID` with what the linter found, `RULE_LOOSENED` with its
 * counterexample
 */
export const proposeRuleDraft = async (
  ctx: CallContext,
  { draft, revision, note }: z.output<typeof contract.input>,
): Promise<RuleDraft> => {
  const { personId } = requirePersonally(ctx);
  return changeDraft(ctx, {
    draft,
    revision,
    action: 'rules.proposed',
    states: ['draft'],
    check: async (row, company) => {
      if (!draftsFor(ctx, company.id)) return { code: 'NOT_ENTITLED' };
      return whyNotPublishable(await newestRules(ctx), row);
    },
    change: async (row) => ({
      state: 'proposed',
      note,
      author_ids: withAuthor(row, personId),
      proposed_by: personId,
      proposed_at: ctx.at,
      returned_because: null,
    }),
  });
};
