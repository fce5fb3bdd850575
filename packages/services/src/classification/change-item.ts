import type { CompanyRef } from '@miji/contract';
import type { PlannedChange } from '@miji/core';
import { declassifiesAt } from '@miji/core';
import type { ItemRow, NewClassification, NewItemChange, ScopedTransaction, TidingsKind } from '@miji/db';
import { appendEvents, changeItem, endRequestsAbout, insertItemChange, lapseEntries, rangeOf } from '@miji/db';
import { followRoot } from '../copies/follow-root.ts';
import { rootMark } from '../copies/root-mark.ts';
import { causedBy, voidGrantsOf } from '../grants/void-grants.ts';
import { toFacts } from '../items/item-facts.ts';
import { storeReaders } from '../need-to-know/readers.ts';
import { lawFor } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { Happening } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { OVERTAKEN, sayOvertaken } from '../requests/overtaken.ts';
import { toStored } from './change-wire.ts';

/** A change of an item that the transaction holds, ready to be carried out. */
export interface ItemChange {
  readonly company: CompanyRef;
  readonly row: ItemRow;
  readonly plan: PlannedChange;
  readonly to: NewClassification;
  readonly record: Pick<
    NewItemChange,
    'id' | 'kind' | 'request_id' | 'request_number' | 'customer_id' | 'decided_by' | 'reason'
  >;
  readonly because: NonNullable<Happening['because']>;
  readonly action: 'item.regraded' | 'item.extended' | 'item.released';
}

/** What a change is called to whoever has a copy. */
const FOLLOWING = {
  'item.regraded': 'regraded',
  'item.extended': 'extended',
  'item.released': 'declassified',
} as const satisfies Record<ItemChange['action'], TidingsKind>;

/**
 * Changes the classification of an item, and with it everything that follows from it: names that its level does not allow lapse, the
 * readers are written anew, its copies take over level, mark and end (GS-24), pending requests about what it no longer is end, and
 * so do the grants that were given at another level.
 *
 * @see GS-13
 * @see GS-24
 */
export const changeClassification = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  change: ItemChange,
): Promise<ItemRow> => {
  const { at } = ctx;
  const { company, plan, to, record, because, action } = change;
  const { id, number } = change.row;
  const row = await changeItem(tx, id, to);
  const kinds = [...new Set(plan.lapsing.map(({ member }) => member.kind))];
  if (kinds.length > 0) await lapseEntries(tx, id, kinds, { at, by: record.decided_by, reason: record.reason });
  const range = await rangeOf(tx, id);
  const facts = toFacts(row, range);
  const ended = await endRequestsAbout(tx, id, {
    at,
    reason: OVERTAKEN,
    // An extension leaves level and range as they are: only what would have changed them too is overtaken.
    onlyChanges: action === 'item.extended',
    except: record.request_id ?? null,
  });
  if (plan.before.level !== plan.after.level)
    await voidGrantsOf(causedBy(ctx), tx, { item: row, code: 'GRANT_VOID_LEVEL_CHANGED' });
  const copies = await followRoot(causedBy(ctx), tx, {
    item: row,
    kind: FOLLOWING[action],
    to: { level: row.level, mark: rootMark(ctx, facts, company), secretUntil: declassifiesAt(facts) },
  });
  const overtaken = await sayOvertaken(ctx.platform, tx, { at, version: ctx.rules.version }, ended);
  await Promise.all([
    storeReaders(tx, lawFor(ctx, company), row, range, at),
    insertItemChange(tx, {
      ...record,
      item_id: id,
      revision: row.revision,
      at,
      before: toStored(plan.before, at),
      after: toStored(plan.after, at),
      rule_set_version: ctx.rules.version,
    }),
    appendEvents(tx, [
      done(ctx, {
        companyId: company.id,
        action,
        subject: { kind: 'item', id: number },
        item: number,
        because,
        details: {
          before: plan.before.level,
          after: plan.after.level,
          lapsed: plan.lapsing.length,
          copies,
          request: record.request_number ?? null,
        },
      }),
      ...overtaken,
    ]),
  ]);
  return row;
};
