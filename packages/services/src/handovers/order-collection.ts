import { randomUUID } from 'node:crypto';
import type { orderCollection as contract } from '@miji/contract';
import { holdsPost, inOffice, isEmployedBy } from '@miji/core';
import type { CollectionOrderRow } from '@miji/db';
import {
  appendEvents,
  holdersOf,
  holdNames,
  insertCollectionOrder,
  isoMillisecond,
  openCollectionOrder,
} from '@miji/db';
import type { z } from 'zod';
import { custodyArranger } from '../custody/custody-office.ts';
import { tell } from '../notices/tell.ts';
import { homeCompanyId, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext } from '../platform/context.ts';

/** As long as an order may be used: whoever is to be collected from later is ordered so again, with a reason of that day. */
const VALID = { hours: 72 } as const;

/**
 * Orders that what is on somebody’s name is collected from him: he refuses to hand it over, is ill or is dead. With it, and not without,
 * the administrator ends his post although things stand on his name. Ordering it again while an order stands changes nothing.
 *
 * @throws Refusal `NOT_FOUND` for somebody who does not work in a company of the caller; `NOT_ENTITLED` to everybody but the security
 *   officer of his company; `SEPARATION_OF_DUTIES` for oneself
 * @see AR-06
 */
export const orderCollection = async (
  ctx: CallContext,
  { personId, reason }: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const officer = requirePersonally(ctx);
  const about = { action: 'collection.ordered', subject: { kind: 'person', id: personId } } as const;
  const person = await loadPerson(platform, personId, at);
  const shared = inOffice(officer, at).filter(
    ({ companyId }) => person !== undefined && isEmployedBy(person, companyId, at),
  );
  const place = shared.find(({ companyId }) => holdsPost(officer, companyId, 'security_officer', at)) ?? shared[0];
  if (person === undefined || place === undefined) {
    throw await refused(ctx, { ...about, companyId: homeCompanyId(ctx) }, NOT_FOUND);
  }
  const { company } = await custodyArranger(ctx, await platform.companies.byId(place.companyId), about);
  const happening = { ...about, companyId: company.id };
  if (personId === officer.personId) {
    throw await refused(ctx, happening, { code: 'SEPARATION_OF_DUTIES', article: 'AR-06' });
  }
  const order = await platform.db.transact(scopeOfCompany(ctx, company.id), async (tx): Promise<CollectionOrderRow> => {
    await holdNames(tx, [personId]);
    const standing = await openCollectionOrder(tx, personId, at);
    if (standing !== undefined) return standing;
    const made = await insertCollectionOrder(tx, {
      id: randomUUID(),
      person_id: personId,
      reason,
      ordered_by: officer.personId,
      ordered_at: at,
      expires_at: at.add(VALID),
    });
    await appendEvents(tx, [done(ctx, { ...happening, details: { order: made.id } })]);
    await tell(platform, tx, {
      kind: 'collection_ordered',
      at,
      to: await holdersOf(tx, ['system_administrator'], at),
      about: { item_number: null, level: null, subject: null, due_at: made.expires_at },
      person: personId,
      key: `${made.id} collection_ordered`,
    });
    return made;
  });
  return {
    person: { id: person.personId, name: person.name },
    company: company.code,
    reason: order.reason,
    orderedAt: isoMillisecond(order.ordered_at),
    expiresAt: isoMillisecond(order.expires_at),
  };
};
