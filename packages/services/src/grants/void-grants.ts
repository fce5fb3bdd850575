import type { GrantVoid } from '@miji/core';
import type { GrantRow, ItemRow, ScopedTransaction } from '@miji/db';
import { appendEvents, voidLiveGrants } from '@miji/db';
import { tell } from '../notices/tell.ts';
import { actingPerson } from '../platform/acting.ts';
import type { Happening } from '../platform/audit.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { requestOfGrant } from '../requests/request-wire.ts';

/** Which grants die, and of what. */
export interface GrantsToVoid {
  readonly item: Pick<ItemRow, 'id' | 'company_id'>;
  /** whose; everybody's where it is left out */
  readonly personIds?: readonly string[] | undefined;
  readonly code: Exclude<GrantVoid, 'GRANT_REVOKED'>;
}

/** The event of a grant that has died of something. */
export const voidedEvent = (grant: GrantRow): Happening => ({
  companyId: grant.company_id,
  action: 'grant.voided',
  subject: { kind: 'grant', id: grant.number },
  item: grant.item_number,
  ...(grant.void_code === null
    ? {}
    : { because: { code: grant.void_code, rule: 'grant.single_use', article: 'GS-23' } }),
  details: { left: grant.copies - grant.used, operation: grant.operation },
});

/** What a notice says about a grant: the request that it follows from. */
export const aboutGrant = (grant: GrantRow) => ({
  number: requestOfGrant(grant.number),
  item_number: grant.item_number,
  level: grant.level,
  expires_at: null,
});

/**
 * Voids what is left of the grants for an item, in the transaction of what they die of, with the item held. They never come to life
 * again, whatever becomes of the item. Each is traced, and its holder told.
 *
 * @returns those that have died by this
 * @see GS-23
 */
export const voidGrantsOf = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  { item, personIds, code }: GrantsToVoid,
): Promise<readonly GrantRow[]> => {
  const by = actingPerson(ctx)?.personId ?? null;
  const end = { code, at: ctx.at, by, reason: null };
  const dead = await voidLiveGrants(tx, { itemId: item.id, personIds: personIds ?? null }, end);
  for (const grant of dead) {
    await tell(ctx.platform, tx, {
      kind: 'grant_voided',
      at: ctx.at,
      to: [grant.person_id],
      request: aboutGrant(grant),
      key: `${grant.number} grant_voided`,
    });
  }
  if (dead.length > 0)
    await appendEvents(
      tx,
      dead.map((grant) => done(ctx, voidedEvent(grant))),
    );
  return dead;
};
