import type { lintRuleSet as contract } from '@miji/contract';
import { Refusal } from '@miji/contract';
import { lintRules } from '@miji/core';
import { findRuleSet } from '@miji/db';
import type { z } from 'zod';
import { requirePersonally } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { findKnownDraft, newestRules } from './known-draft.ts';
import { candidateOfDraft } from './publishable.ts';
import { candidateOf } from './rule-content.ts';
import { companiesAskedFor } from './rule-desk.ts';
import { findingsOf } from './rule-findings.ts';

/**
 * What the linter says of a draft, of a published version, or of something that is not saved yet.
 *
 * @throws Refusal `NOT_FOUND`, `NOT_ENTITLED`, `VALIDATION` for the content of another scope
 */
export const lintRuleSet = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  switch (input.kind) {
    case 'version': {
      const row = await platform.db.directory(at, (directory) => findRuleSet(directory, input.version));
      if (row === undefined) throw new Refusal('NOT_FOUND');
      return { findings: [...lintRules(await platform.rules.ofVersion(input.version, at))] };
    }
    case 'draft': {
      requirePersonally(ctx);
      const { row } = await findKnownDraft(ctx, input.draft, 'rules.viewed');
      const newest = await newestRules(ctx);
      return { findings: [...findingsOf(candidateOfDraft(newest, row), row.scope, newest)] };
    }
    case 'content': {
      const { scope, content } = input;
      await companiesAskedFor(ctx, scope ?? undefined, 'rules.viewed');
      if ((content.kind === 'group') !== (scope === null)) {
        throw new Refusal('VALIDATION', { fields: [{ field: 'content.kind', code: 'VALIDATION', article: null }] });
      }
      const newest = await newestRules(ctx);
      return { findings: [...findingsOf(candidateOf(newest, scope, content), scope, newest)] };
    }
  }
};
