import { limitsFor } from '../platform/acting.ts';
import { randomUUID } from 'node:crypto';
import type { SecretLevel } from '@miji/core';
import { BUSINESS_ZONE, GRANT_OPERATIONS, levelRank } from '@miji/core';
import type { ItemRow, RequestRow, ScopedTransaction } from '@miji/db';
import { insertGrant } from '@miji/db';
import { applyChange } from '../classification/apply-change.ts';
import { changeOf } from '../classification/change-wire.ts';
import type { CallContext } from '../platform/context.ts';
import { grantNumberOf } from './request-wire.ts';

/** A request to which everybody has agreed, with the item that it is about, both held until the transaction ends. */
export interface Concluded {
  readonly row: RequestRow;
  readonly item: { readonly row: ItemRow };
  readonly level: SecretLevel;
}

/**
 * What follows from an approved request, in the transaction of the last agreement: a change of the item, or a grant for what takes
 * something out of it.
 *
 * @see GS-13
 * @see GS-23
 */
export const concludeRequest = async (ctx: CallContext, tx: ScopedTransaction, concluded: Concluded): Promise<void> => {
  const { row, item, level } = concluded;
  const change = changeOf(row);
  if (change !== null && change.kind !== 'declassify_part') return applyChange(ctx, tx, { ...concluded, change });
  const operation = GRANT_OPERATIONS.find((granted) => granted === row.operation);
  if (operation === undefined) throw new Error(`nothing follows from an approved ${row.operation}`);
  const { grantExpiresAfter } = await limitsFor(ctx, [row.company_id, ...item.row.co_owner_ids]);
  await insertGrant(tx, {
    id: randomUUID(),
    number: grantNumberOf(row.number),
    request_id: row.id,
    item_id: row.item_id,
    item_number: row.item_number,
    item_version: item.row.version,
    level: levelRank(level),
    person_id: row.beneficiary_id,
    operation,
    copies: row.copies,
    granted_at: ctx.at,
    expires_at: ctx.at.toZonedDateTimeISO(BUSINESS_ZONE).add(grantExpiresAfter).toInstant(),
  });
};
