import { randomUUID } from 'node:crypto';
import type { CompanyRef } from '@miji/contract';
import type { HandoverRow, Within } from '@miji/db';
import { appendEvents, endKeeperRow, insertMovement, placeCopies } from '@miji/db';
import { copyIdOf } from '../copies/copy-summary.ts';
import { passStore } from '../custody/pass-store.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import type { Holdings } from './holdings.ts';

/**
 * Puts what stands on the giver’s name in one company under the taker’s: a movement for each copy, confirmed by both signatures, and the
 * stores, which the taker keeps already, without the giver.
 *
 * @see AR-06
 */
export const changeHands = async (
  ctx: CallContext,
  within: Within,
  { company, holdings }: { readonly company: CompanyRef; readonly holdings: Holdings },
  handover: HandoverRow,
): Promise<void> => {
  const { giver_id, taker_id, given_at, number } = handover;
  const at = ctx.at;
  await within(company.id, async (tx) => {
    for (const { copy } of holdings.copies) {
      await insertMovement(tx, {
        id: randomUUID(),
        copy_id: copy.id,
        act: 'pass_on',
        outcome: 'confirmed',
        from_state: copy.state,
        to_state: copy.state,
        from_person_id: giver_id,
        to_person_id: taker_id,
        given_by: giver_id,
        given_at: given_at ?? at,
        taken_by: taker_id,
        taken_at: at,
        // Both sign for the list. Nobody counts pages by that, and so none are said to be counted.
        pages_given: null,
        pages_taken: null,
        confirmed_by: 'session',
        note: number,
        handover_id: handover.id,
        ended_at: at,
        // No caller's key has a #.
        idempotency_key: `#${number}`,
      });
    }
    if (holdings.copies.length > 0) {
      await placeCopies(
        tx,
        holdings.copies.map(({ copy }) => copy.id),
        { holder_id: taker_id },
      );
    }
    for (const { store, keeper } of holdings.stores) {
      const passing = { store, from: giver_id, to: taker_id, note: number, handoverId: handover.id };
      await passStore(ctx, tx, passing);
      await endKeeperRow(tx, keeper, { by: taker_id, at });
    }
    await appendEvents(tx, [
      ...holdings.copies.map(({ copy }) =>
        done(ctx, {
          companyId: company.id,
          action: 'copy.confirmed',
          subject: { kind: 'copy', id: copyIdOf(copy) },
          item: copy.item_number,
          because: { code: 'ALLOWED_OFFICE', rule: 'copy.original', article: 'AR-06' },
          details: { act: 'pass_on', handover: number },
        }),
      ),
      ...holdings.stores.map(({ store }) =>
        done(ctx, {
          companyId: company.id,
          action: 'keeper.ended',
          subject: { kind: 'store', id: store.id },
          details: { keeper: giver_id, code: store.code, handover: number },
        }),
      ),
    ]);
  });
};
