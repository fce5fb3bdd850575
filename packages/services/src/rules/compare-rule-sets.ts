import type { compareRuleSets as contract, RuleChange } from '@miji/contract';
import { Refusal, ruleChange } from '@miji/contract';
import type { RuleSet } from '@miji/core';
import { compareRules } from '@miji/core';
import { findRuleSet } from '@miji/db';
import type { z } from 'zod';
import { requirePersonally } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { findKnownDraft } from './known-draft.ts';
import { candidateOfDraft } from './publishable.ts';
import { documentUnder } from './rule-content.ts';
import type { RuleScope } from './rule-desk.ts';

/**
 * Every entry in which two published versions differ, or a draft from the version that it was begun from.
 *
 * @throws Refusal `NOT_FOUND`
 */
export const compareRuleSets = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  if (input.kind === 'versions') {
    const [before, after] = await Promise.all([published(ctx, input.before), published(ctx, input.after)]);
    return { before: before.version, after: after.version, changes: changesOf(before, after) };
  }
  requirePersonally(ctx);
  const { row } = await findKnownDraft(ctx, input.draft, 'rules.viewed');
  const base = await published(ctx, row.base_version);
  return { before: base.version, after: null, changes: changesOf(base, candidateOfDraft(base, row)) };
};

const published = async ({ platform, at }: CallContext, version: number): Promise<RuleSet> => {
  const row = await platform.db.directory(at, (directory) => findRuleSet(directory, version));
  if (row === undefined) throw new Refusal('NOT_FOUND');
  return platform.rules.ofVersion(version, at);
};

/** The group’s differences, then what each company’s own rules change for it, entry by entry. */
const changesOf = (before: RuleSet, after: RuleSet): RuleChange[] => {
  const changes = compareRules(before, after);
  const overlays = changes.filter(({ part }) => part === 'overlays').map(({ key }) => key);
  const group = changes.filter(({ part }) => part !== 'overlays').map((change) => ({ ...change, scope: null }));
  // Both overlays on the same rules, so that only what the overlay itself changes is shown.
  const own = overlays.flatMap((company) =>
    compareRules(documentUnder(after, before.overlays[company]), documentUnder(after, after.overlays[company])).map(
      (change): typeof change & { readonly scope: RuleScope } => ({ ...change, scope: company }),
    ),
  );
  return ruleChange.array().parse([...group, ...own]);
};
