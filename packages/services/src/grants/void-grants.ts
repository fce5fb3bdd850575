import type { AuditEvent, GrantVoid, Temporal } from '@miji/core';
import type { GrantRow, ItemRow, ScopedTransaction } from '@miji/db';
import { appendEvents, voidLiveGrants } from '@miji/db';
import { tell } from '../notices/tell.ts';
import { actingPerson } from '../platform/acting.ts';
import type { Happening, Moment } from '../platform/audit.ts';
import { bySystem, done } from '../platform/audit.ts';
import type { CallContext, Platform } from '../platform/context.ts';
import { requestOfGrant } from '../requests/request-wire.ts';

/** Who makes grants die, when, and how the trace says that. */
export interface Cause {
  readonly platform: Platform;
  readonly at: Temporal.Instant;
  /** the person by whose act they die; null where it happens by itself */
  readonly by: string | null;
  readonly said: (happening: Happening) => AuditEvent;
}

/** By somebody's act. */
export const causedBy = (ctx: CallContext): Cause => ({
  platform: ctx.platform,
  at: ctx.at,
  by: actingPerson(ctx)?.personId ?? null,
  said: (happening) => done(ctx, happening),
});

/** By the passing of time, or by other rules. */
export const causedByItself = (platform: Platform, moment: Moment): Cause => ({
  platform,
  at: moment.at,
  by: null,
  said: (happening) => bySystem(moment, happening),
});

/** Which grants die, and of what. */
export interface GrantsToVoid {
  readonly item: Pick<ItemRow, 'id' | 'company_id'>;
  /** whose; everybody's where it is left out */
  readonly personIds?: readonly string[] | undefined;
  readonly code: Exclude<GrantVoid, 'GRANT_REVOKED'>;
}

/** The event of a grant that has died of something. */
const voidedEvent = (grant: GrantRow): Happening => ({
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
  cause: Cause,
  tx: ScopedTransaction,
  { item, personIds, code }: GrantsToVoid,
): Promise<readonly GrantRow[]> => {
  const { platform, at, by, said } = cause;
  const end = { code, at, by, reason: null };
  const dead = await voidLiveGrants(tx, { itemId: item.id, personIds: personIds ?? null }, end);
  for (const grant of dead) {
    const key = `${grant.number} grant_voided`;
    await tell(platform, tx, { kind: 'grant_voided', at, to: [grant.person_id], request: aboutGrant(grant), key });
  }
  if (dead.length > 0) {
    const events = dead.map((grant) => said(voidedEvent(grant)));
    await appendEvents(tx, events);
  }
  return dead;
};
