import { randomUUID } from 'node:crypto';
import { Refusal } from '@miji/contract';
import type { Change, SecretLevel, Temporal } from '@miji/core';
import { checkChange, levelRank, planChange, secretUntil } from '@miji/core';
import type { ItemRow, NewClassification, RequestRow, ScopedTransaction } from '@miji/db';
import { rangeOf } from '@miji/db';
import { periodValue } from '../items/item-facts.ts';
import { lawFor, requirePersonally } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import type { ItemChange } from './change-item.ts';
import { changeClassification } from './change-item.ts';
import { toChangeable } from './change-wire.ts';

/** What an approval changes at once; the release of lines is used by somebody later, see {@link releasePart}. */
export type WholeChange = Exclude<Change, { readonly kind: 'declassify_part' }>;

const ACTIONS = {
  regrade: 'item.regraded',
  extend: 'item.extended',
  declassify: 'item.released',
} as const satisfies Record<WholeChange['kind'], ItemChange['action']>;

/**
 * Carries out a change that everybody has agreed to, in the transaction of the last agreement, with request and item held.
 *
 * @throws Refusal where the item is no longer what it was: nothing of the agreement stands then
 * @see GS-13
 * @see GS-15
 */
export const applyChange = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  concluded: {
    readonly row: RequestRow;
    readonly item: { readonly row: ItemRow };
    readonly level: SecretLevel;
    readonly change: WholeChange;
  },
): Promise<void> => {
  const { row: request, item, change } = concluded;
  const company = await ctx.platform.companies.byId(request.company_id);
  if (company === undefined) throw new Error('the owner of the item is not in the directory');
  const facts = toChangeable(item.row, await rangeOf(tx, item.row.id));
  const refusal = checkChange(facts, change, ctx.at);
  if (refusal !== null) throw new Refusal(refusal);
  await changeClassification(ctx, tx, {
    company,
    row: item.row,
    plan: planChange(lawFor(ctx, company), facts, change, ctx.at),
    to: columnsOf(change, item.row, ctx.at),
    record: {
      id: randomUUID(),
      kind: change.kind,
      request_id: request.id,
      request_number: request.number,
      customer_id: null,
      decided_by: requirePersonally(ctx).personId,
      reason: request.purpose,
    },
    because: { code: 'ALLOWED_OFFICE', rule: `approver.${facts.level}`, article: request.route.article },
    action: ACTIONS[change.kind],
  });
};

const columnsOf = (change: WholeChange, row: ItemRow, at: Temporal.Instant): NewClassification => {
  switch (change.kind) {
    case 'regrade':
      return { level: levelRank(change.toLevel) };
    case 'extend':
      return {
        period_kind: change.period.kind,
        period_value: periodValue(change.period),
        secret_until: secretUntil(change.period, row.issued_on),
      };
    case 'declassify':
      return { declassified_at: at, secret_until: at, declassification_recorded_at: at };
  }
};
