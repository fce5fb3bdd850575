import type { confirmTidings as contract } from '@miji/contract';
import type { TidingsRow } from '@miji/db';
import { appendEvents, confirmTidingsRow, findTidings } from '@miji/db';
import type { z } from 'zod';
import { homeCompanyId, requirePersonally, scopeOfCompany, scopeOfPerson } from '../platform/acting.ts';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { toTidings } from './tidings-wire.ts';

/**
 * Says that one knows of a change of what one holds a copy of; nobody says it for somebody else. Saying it again changes nothing.
 *
 * @throws Refusal `NOT_FOUND` to everybody but whom it is for
 * @see GS-24
 */
export const confirmTidings = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { db } = ctx.platform;
  const { personId } = requirePersonally(ctx);
  const found = await db.transact(scopeOfPerson(ctx), (tx) => findTidings(tx, input.id));
  if (found === undefined || found.person_id !== personId)
    throw await refused(ctx, { companyId: homeCompanyId(ctx), action: 'tidings.confirmed' }, NOT_FOUND);
  const row = await db.transact(scopeOfCompany(ctx, found.company_id), async (tx): Promise<TidingsRow> => {
    if (!(await confirmTidingsRow(tx, found.id, ctx.at))) return (await findTidings(tx, found.id)) ?? found;
    await appendEvents(tx, [
      done(ctx, {
        companyId: found.company_id,
        action: 'tidings.confirmed',
        subject: { kind: 'item', id: found.item_number },
        item: found.item_number,
        because: { code: 'ALLOWED_OFFICE', rule: 'copy.original', article: 'GS-24' },
        details: { kind: found.kind },
      }),
    ]);
    return { ...found, confirmed_at: ctx.at };
  });
  const [tidings] = await toTidings(ctx, [row]);
  if (tidings === undefined) throw new Error('tidings without their copies');
  return tidings;
};
