import { randomUUID } from 'node:crypto';
import type { Actor, ItemFacts, SecretLevel, Temporal } from '@miji/core';
import { BUSINESS_ZONE, decide, GRANT_OPERATIONS, isBefore, levelRank } from '@miji/core';
import type { ItemRow, NewGrant, RequestRow, ScopedTransaction } from '@miji/db';
import { copiesOfItem, insertGrants } from '@miji/db';
import { applyChange } from '../classification/apply-change.ts';
import { changeOf } from '../classification/change-wire.ts';
import { lawFor, limitsFor } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { keptOf } from './particulars.ts';
import { grantNumberOf } from './request-wire.ts';
import { toTerms } from './terms-wire.ts';

/** A request to which everybody has agreed, with the item that it is about, both held until the transaction ends. */
export interface Concluded {
  readonly row: RequestRow;
  readonly item: { readonly row: ItemRow; readonly facts: ItemFacts };
  readonly level: SecretLevel;
  /** who has agreed to it, and in whose name */
  readonly givenBy: readonly string[];
  /** the recipients as the register has them now */
  readonly recipients: readonly Actor[];
}

/**
 * What follows from an approved request, in the transaction of the last agreement: a change of the item, or for each recipient that is
 * left a grant of his own, for what the agreements were cut down to.
 *
 * @see GS-13
 * @see GS-23
 */
export const concludeRequest = async (ctx: CallContext, tx: ScopedTransaction, concluded: Concluded): Promise<void> => {
  const { row, item, level, givenBy } = concluded;
  const change = changeOf(row);
  if (change !== null && change.kind !== 'declassify_part') return applyChange(ctx, tx, { ...concluded, change });
  const operation = GRANT_OPERATIONS.find((granted) => granted === row.operation);
  if (operation === undefined) throw new Error(`nothing follows from an approved ${row.operation}`);
  const terms = toTerms(row.terms);
  const expires_at = await deadlineOf(ctx, row, item.row, terms.useBefore);
  const [outside, destroyed] = await Promise.all([strangersAmong(ctx, concluded), copiesToDestroy(tx, row)]);
  await insertGrants(
    tx,
    terms.recipients.map(
      ({ personId, copies }, index): NewGrant => ({
        id: randomUUID(),
        number: grantNumberOf(row.number, index),
        request_id: row.id,
        item_id: row.item_id,
        item_number: row.item_number,
        item_version: item.row.version,
        level: levelRank(level),
        person_id: personId,
        operation,
        copies: destroyed ?? copies,
        spans: JSON.stringify(terms.spans),
        purpose: row.purpose,
        particulars: JSON.stringify(row.particulars),
        given_by: [...givenBy],
        granted_at: ctx.at,
        expires_at,
        // Whoever has lost the range while it was being decided is given nothing that could come to life again.
        ...(outside.has(personId) ? { void_code: 'GRANT_VOID_RANGE_LOST', voided_at: ctx.at } : {}),
      }),
    ),
  );
};

/** How many copies a destruction uses up: those that it names or, where it names none, all that there are now; null for anything else. */
const copiesToDestroy = async (tx: ScopedTransaction, row: RequestRow): Promise<number | null> => {
  const said = keptOf(row);
  if (said.operation !== 'destroy') return null;
  if (said.copies.length > 0) return said.copies.length;
  const left = (await copiesOfItem(tx, row.item_id)).filter(({ state }) => state !== 'destroyed');
  return Math.max(1, left.length);
};

/** The end of a grant: what the rules say, or earlier, where so much was asked for or agreed to. */
const deadlineOf = async (
  ctx: CallContext,
  row: RequestRow,
  item: ItemRow,
  useBefore: Temporal.Instant | null,
): Promise<Temporal.Instant> => {
  const { grantExpiresAfter } = await limitsFor(ctx, [row.company_id, ...item.co_owner_ids]);
  const byRule = ctx.at.toZonedDateTimeISO(BUSINESS_ZONE).add(grantExpiresAfter).toInstant();
  return useBefore !== null && isBefore(useBefore, byRule) ? useBefore : byRule;
};

const strangersAmong = async (ctx: CallContext, { row, item, recipients }: Concluded): Promise<ReadonlySet<string>> => {
  const owner = await ctx.platform.companies.byId(row.company_id);
  if (owner === undefined) throw new Error('the owner of the item is not in the directory');
  const law = lawFor(ctx, owner);
  const knows = recipients.filter(
    (actor) => decide({ law, operation: 'view', item: item.facts, actor, at: ctx.at }).outcome === 'allowed',
  );
  const known = new Set(knows.map(({ personId }) => personId));
  return new Set(row.terms.recipients.map(({ personId }) => personId).filter((id) => !known.has(id)));
};
