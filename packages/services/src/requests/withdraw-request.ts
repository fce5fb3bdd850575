import type { withdrawRequest as contract } from '@miji/contract';
import { Refusal } from '@miji/contract';
import { requestStateAt, tryAdvance } from '@miji/core';
import { appendEvents, endRequest, lockRequest } from '@miji/db';
import type { z } from 'zod';
import { tell } from '../notices/tell.ts';
import { scopeOfCompany } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { findKnownRequest } from './known-request.ts';
import { peopleOf, toRequestSummary } from './request-wire.ts';

/**
 * Takes back a request that is still under way, asked back or not; only the requester can. Whoever was to decide it is told.
 *
 * @throws Refusal `NOT_FOUND`, `NOT_ENTITLED`, `ALREADY_DECIDED`, `WITHDRAWN`, `REQUEST_EXPIRED`
 */
export const withdrawRequest = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { company, person, row } = await findKnownRequest(ctx, input.number, 'request.withdrawn');
  const happening = {
    companyId: company.id,
    action: 'request.withdrawn',
    subject: { kind: 'request', id: row.number },
    item: row.item_number,
  } as const;
  if (row.requester_id !== person.personId) throw await refused(ctx, happening, { code: 'NOT_ENTITLED' });

  const outcome = await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    const locked = await lockRequest(tx, input.number);
    if (locked === undefined) throw new Refusal('NOT_FOUND');
    const advance = tryAdvance(
      requestStateAt({ state: locked.state, expiresAt: locked.expires_at }, ctx.at),
      'withdraw',
    );
    if ('refused' in advance) return advance;
    const [ended] = await Promise.all([
      endRequest(tx, locked.id, { state: advance.next, at: ctx.at, by: null, reason: null }),
      appendEvents(tx, [done(ctx, happening)]),
      tell(ctx.platform, tx, {
        kind: 'withdrawn',
        at: ctx.at,
        to: locked.routed_to ?? [],
        request: { ...locked, expires_at: null },
        person: person.personId,
        key: `${locked.number} withdrawn`,
      }),
    ]);
    return { row: ended };
  });
  if ('refused' in outcome) throw await refused(ctx, happening, { code: outcome.refused });
  return toRequestSummary(outcome.row, company, await namesOf(ctx, peopleOf(outcome.row)), ctx.at);
};
