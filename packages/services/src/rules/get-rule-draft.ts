import type { getRuleDraft as contract, RuleDraft } from '@miji/contract';
import type { z } from 'zod';
import { requirePersonally } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { findKnownDraft } from './known-draft.ts';
import { toRuleDraft } from './rule-draft-wire.ts';

/**
 * A draft whole, with what the linter says of it.
 *
 * @throws Refusal `NOT_FOUND`
 */
export const getRuleDraft = async (
  ctx: CallContext,
  { draft }: z.output<typeof contract.input>,
): Promise<RuleDraft> => {
  requirePersonally(ctx);
  const { row, company } = await findKnownDraft(ctx, draft, 'rules.viewed');
  return toRuleDraft(ctx, row, company);
};
