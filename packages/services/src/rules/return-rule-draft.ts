import type { returnRuleDraft as contract, RuleDraft } from '@miji/contract';
import type { z } from 'zod';
import type { CallContext } from '../platform/context.ts';
import { changeDraft } from './change-draft.ts';
import { draftsFor, publishesRules } from './rule-desk.ts';

/**
 * Gives a proposal back, so that it can be changed: whoever could publish it, or the office that wrote it.
 *
 * @throws Refusal `NOT_FOUND`, `NOT_ENTITLED`, `VERSION_CONFLICT`
 */
export const returnRuleDraft = (
  ctx: CallContext,
  { draft, revision, reason }: z.output<typeof contract.input>,
): Promise<RuleDraft> =>
  changeDraft(ctx, {
    draft,
    revision,
    action: 'rules.returned',
    states: ['proposed'],
    check: async (_, company) =>
      draftsFor(ctx, company.id) || (await publishesRules(ctx)) ? null : { code: 'NOT_ENTITLED' },
    change: async () => ({ state: 'draft', proposed_by: null, proposed_at: null, returned_because: reason }),
  });
