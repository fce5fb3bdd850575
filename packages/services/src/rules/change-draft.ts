import type { CompanyRef, RuleDraft, RuleDraftState } from '@miji/contract';
import type { AuditAction, AuditDetails } from '@miji/core';
import type { RuleDraftRow, ScopedTransaction } from '@miji/db';
import { appendEvents, changeRuleDraft, lockRuleDraft } from '@miji/db';
import { scopeOfCompany } from '../platform/acting.ts';
import type { Reason } from '../platform/audit.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { findKnownDraft, happeningOf } from './known-draft.ts';
import { toRuleDraft } from './rule-draft-wire.ts';

type Change = Omit<Parameters<typeof changeRuleDraft>[2], 'at'>;

/** One act on a draft: who may do it, in which states, and what it changes. */
export interface DraftAct {
  readonly draft: string;
  /** the revision that the caller has seen */
  readonly revision: number;
  readonly action: AuditAction;
  readonly states: readonly RuleDraftState[];
  /** why this caller may not; null where he may */
  readonly check: (row: RuleDraftRow, company: CompanyRef) => Promise<Reason | null>;
  /** what changes, once the draft is held */
  readonly change: (row: RuleDraftRow, tx: ScopedTransaction) => Promise<Change>;
  readonly details?: AuditDetails;
}

const CHANGED_MEANWHILE: Reason = { code: 'VERSION_CONFLICT' };

/**
 * Does something with a draft: finds it, asks whether the caller may, holds it, changes it and traces it, all or nothing.
 *
 * @throws Refusal `NOT_FOUND`, `VERSION_CONFLICT` where it is no longer what the caller has seen, or what `check` says
 */
export const changeDraft = async (ctx: CallContext, act: DraftAct): Promise<RuleDraft> => {
  const { company, row } = await findKnownDraft(ctx, act.draft, act.action);
  const happening = { ...happeningOf(company, row.number, act.action), details: act.details };
  const reason = (await act.check(row, company)) ?? (isSeen(row, act) ? null : CHANGED_MEANWHILE);
  if (reason !== null) throw await refused(ctx, happening, reason);

  const changed = await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    const held = await lockRuleDraft(tx, row.number);
    if (held === undefined || !isSeen(held, act)) return undefined;
    const after = await changeRuleDraft(tx, held.id, { ...(await act.change(held, tx)), at: ctx.at });
    await appendEvents(tx, [done(ctx, { ...happening, details: { ...act.details, revision: after.revision } })]);
    return after;
  });
  if (changed === undefined) throw await refused(ctx, happening, CHANGED_MEANWHILE);
  return toRuleDraft(ctx, changed, company);
};

export const isSeen = (row: RuleDraftRow, { revision, states }: Pick<DraftAct, 'revision' | 'states'>): boolean =>
  row.revision === revision && states.includes(row.state);

/** Everybody who has had a hand in it, now with this person. */
export const withAuthor = (row: RuleDraftRow, personId: string): string[] => [
  ...new Set([...row.author_ids, personId]),
];
