import { randomUUID } from 'node:crypto';
import type { RuleDraft, startRuleDraft as contract } from '@miji/contract';
import { BUSINESS_ZONE } from '@miji/core';
import { appendEvents, insertRuleDraft, nextNumber } from '@miji/db';
import type { z } from 'zod';
import { homeCompanyId, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { happeningOf, newestRules } from './known-draft.ts';
import { contentOf, storedContent } from './rule-content.ts';
import { draftsFor, officeOfScope } from './rule-desk.ts';
import { toRuleDraft } from './rule-draft-wire.ts';

/**
 * Begins a draft with a copy of what is published: the group’s rules for the head office’s security officer, a company’s own overlay
 * for that company’s.
 *
 * @throws Refusal `NOT_ENTITLED`
 */
export const startRuleDraft = async (
  ctx: CallContext,
  { scope, note }: z.output<typeof contract.input>,
): Promise<RuleDraft> => {
  const { platform, at } = ctx;
  const { personId } = requirePersonally(ctx);
  const company = await officeOfScope(ctx, scope);
  if (company === undefined || !draftsFor(ctx, company.id)) {
    const happening = { companyId: company?.id ?? homeCompanyId(ctx), action: 'rules.drafted' } as const;
    throw await refused(ctx, { ...happening, details: { scope: scope ?? 'group' } }, { code: 'NOT_ENTITLED' });
  }
  const newest = await newestRules(ctx);
  const started = await platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    const { year } = at.toZonedDateTimeISO(BUSINESS_ZONE);
    const running = await nextNumber(tx, 'rule_draft', year);
    const row = await insertRuleDraft(tx, {
      id: randomUUID(),
      number: `${company.code}-GZ-${year}-${String(running).padStart(6, '0')}`,
      scope,
      base_version: newest.version,
      document: storedContent(contentOf(newest, scope)),
      note: note ?? '',
      state: 'draft',
      drafted_by: personId,
      author_ids: [personId],
      drafted_at: at,
      changed_at: at,
    });
    const details = { scope: scope ?? 'group', base: newest.version };
    await appendEvents(tx, [done(ctx, { ...happeningOf(company, row.number, 'rules.drafted'), details })]);
    return row;
  });
  return toRuleDraft(ctx, started, company);
};
