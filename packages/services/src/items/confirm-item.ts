import { Refusal } from '@miji/contract';
import type { confirmItem as contract } from '@miji/contract';
import { declassifiesAt, effectiveLevel, mayConfirm } from '@miji/core';
import { appendEvents, confirmItemRow, copiesFollow, findItem, rangeOf } from '@miji/db';
import type { z } from 'zod';
import { storeReaders } from '../need-to-know/readers.ts';
import { lawFor, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { markOf } from './item-facts.ts';
import { findKnownItem } from './known-item.ts';

/**
 * The classification authority confirms what was proposed; the level that protected the item meanwhile is now its level, and its period
 * counts. Until now nothing has ended it: where its end has gone by meanwhile, it is declassified with the confirmation.
 *
 * @throws Refusal `ALREADY_DECLASSIFIED`, `NOT_ENTITLED`, `SEPARATION_OF_DUTIES` to the drafter, `VERSION_CONFLICT` where it is no longer what he saw
 * @see GS-13
 */
export const confirmItem = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const person = requirePersonally(ctx);
  const asking = { number: input.number, operation: 'view', action: 'item.confirmed' } as const;
  const { company, facts, row } = await findKnownItem(ctx, asking, async () => undefined);
  const happening = {
    companyId: company.id,
    action: 'item.confirmed',
    subject: { kind: 'item', id: row.number },
    item: row.number,
  } as const;
  const matter = { range: facts.range, level: facts.level, drafterId: row.drafter_person_id };
  const refusal =
    effectiveLevel(facts, ctx.at) === 'declassified' ? 'ALREADY_DECLASSIFIED' : mayConfirm(matter, person, ctx.at);
  if (refusal !== null) {
    throw await refused(ctx, happening, { code: refusal, rule: 'classification.attributes', article: 'GS-13' });
  }
  await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    const secretUntil = declassifiesAt({ ...facts, unconfirmed: false });
    const confirmed = await confirmItemRow(
      tx,
      { id: row.id, version: input.version },
      { by: person.personId, at: ctx.at, secretUntil },
    );
    if (!confirmed) throw new Refusal('VERSION_CONFLICT');
    const [now, range] = await Promise.all([findItem(tx, row.number), rangeOf(tx, row.id)]);
    if (now === undefined) throw new Refusal('NOT_FOUND');
    await copiesFollow(tx, row.id, { level: now.level, mark: markOf(ctx, facts, company), secretUntil, at: ctx.at });
    await storeReaders(tx, lawFor(ctx, company), now, range, ctx.at);
    await appendEvents(tx, [
      done(ctx, {
        ...happening,
        because: { code: 'ALLOWED_OFFICE', rule: 'classification.attributes', article: 'GS-13' },
        details: { level: facts.level },
      }),
    ]);
  });
  return { number: row.number, markedLevel: facts.level, mark: markOf(ctx, facts, company) };
};
