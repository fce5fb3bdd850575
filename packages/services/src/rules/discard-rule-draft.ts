import type { discardRuleDraft as contract, RuleDraft } from '@miji/contract';
import type { z } from 'zod';
import type { CallContext } from '../platform/context.ts';
import { changeDraft } from './change-draft.ts';
import { draftsFor } from './rule-desk.ts';

/**
 * Lays a draft aside for good; it stays on record.
 *
 * @throws Refusal `NOT_FOUND`, `NOT_ENTITLED`, `VERSION_CONFLICT`
 */
export const discardRuleDraft = (
  ctx: CallContext,
  { draft, revision }: z.output<typeof contract.input>,
): Promise<RuleDraft> =>
  changeDraft(ctx, {
    draft,
    revision,
    action: 'rules.discarded',
    states: ['draft', 'proposed'],
    check: async (_, company) => (draftsFor(ctx, company.id) ? null : { code: 'NOT_ENTITLED' }),
    change: async () => ({ state: 'discarded' }),
  });
