import type { RuleContent, RuleDraft, saveRuleDraft as contract } from '@miji/contract';
import type { RuleDraftRow } from '@miji/db';
import { compareRules } from '@miji/core';
import type { z } from 'zod';
import { requirePersonally } from '../platform/acting.ts';
import type { Reason } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { changeDraft, withAuthor } from './change-draft.ts';
import { storedContent } from './rule-content.ts';
import { draftsFor } from './rule-desk.ts';

/**
 * Replaces what a draft says. What the linter finds comes back with it and keeps nobody from saving.
 *
 * @throws Refusal `NOT_FOUND`, `NOT_ENTITLED`, `VERSION_CONFLICT`, `VALIDATION` for the content of another scope, and for a draft of
 * the group that changes what a company has made stricter for itself
 */
export const saveRuleDraft = async (
  ctx: CallContext,
  { draft, revision, content, note }: z.output<typeof contract.input>,
): Promise<RuleDraft> => {
  const { personId } = requirePersonally(ctx);
  return changeDraft(ctx, {
    draft,
    revision,
    action: 'rules.drafted',
    states: ['draft'],
    check: async (row, company) => {
      if (!draftsFor(ctx, company.id)) return { code: 'NOT_ENTITLED' };
      return contentFinding(ctx, row, content);
    },
    change: async (row) => ({
      document: storedContent(content),
      author_ids: withAuthor(row, personId),
      ...(note === undefined ? {} : { note }),
    }),
  });
};

const contentFinding = async (
  { platform, at }: CallContext,
  row: RuleDraftRow,
  content: RuleContent,
): Promise<Reason | null> => {
  if ((content.kind === 'group') !== (row.scope === null)) return invalid('content.kind');
  if (content.kind === 'overlay') return null;
  const { version: _, ...base } = await platform.rules.ofVersion(row.base_version, at);
  const changes = compareRules(base, content.document);
  return changes.some(({ part }) => part === 'overlays') ? invalid('content.document.overlays') : null;
};

const invalid = (field: string): Reason => ({
  code: 'VALIDATION',
  fields: [{ field, code: 'VALIDATION', article: null }],
});
