import type { markNoticesRead as contract } from '@miji/contract';
import { companiesWithUnread, countUnreadNotices, readNotices } from '@miji/db';
import type { z } from 'zod';
import { scopeOfPerson } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';

/** Marks notices of whoever asks as read: those named, or all. What is not his is left alone and not told apart from what is not there. */
export const markNoticesRead = async (
  ctx: CallContext,
  { ids }: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const scope = scopeOfPerson(ctx);
  const which = ids ?? null;
  const companies = await platform.db.transact(scope, (tx) => companiesWithUnread(tx, which));
  await platform.db.transactAcross(scope, async (within) => {
    for (const companyId of companies) await within(companyId, (tx) => readNotices(tx, which, at));
  });
  return { unread: await platform.db.transact(scope, countUnreadNotices) };
};
