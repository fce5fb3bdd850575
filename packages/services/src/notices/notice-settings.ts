import type {
  getNoticeSettings as getContract,
  NoticeSettings,
  setNoticeSettings as setContract,
} from '@miji/contract';
import { NOTICE_KINDS } from '@miji/contract';
import { appendEvents, putNoticeSetting } from '@miji/db';
import type { z } from 'zod';
import { homeCompanyId, requirePerson, requirePersonally, scopeOfCompany, scopeOfPerson } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { channelsOf, isForced } from './kinds.ts';
import { preferencesOf, toStored } from './notice-preferences.ts';

/** How whoever asks is told of things, and what of it the rules force. */
export const getNoticeSettings = async (ctx: CallContext): Promise<z.output<typeof getContract.output>> => {
  const { personId } = requirePerson(ctx);
  const { db, accounts, outgoing } = ctx.platform;
  const [preferences, found] = await Promise.all([
    db.transact(scopeOfPerson(ctx), preferencesOf),
    accounts.findAccounts({ emails: [], personIds: [personId] }),
  ]);
  const channels: NoticeSettings['channels'] = NOTICE_KINDS.filter((kind) => channelsOf(kind).length > 0).map(
    (kind) => ({
      kind,
      channels: [...preferences.channelsFor(kind)],
      forced: isForced(kind),
    }),
  );
  const { quiet, language } = preferences;
  return { channels, quiet, language, email: found[0]?.email ?? null, mail: outgoing.mail !== null };
};

/**
 * Sets how whoever asks wants to be told. What is forced comes all the same, so what he says of that is not kept.
 *
 * @throws Refusal `NOT_ENTITLED` to any service
 */
export const setNoticeSettings = async (
  ctx: CallContext,
  { channels, quiet, language }: z.output<typeof setContract.input>,
): Promise<NoticeSettings> => {
  const { personId } = requirePersonally(ctx);
  const companyId = homeCompanyId(ctx);
  await ctx.platform.db.transact(scopeOfCompany(ctx, companyId), async (tx) => {
    await putNoticeSetting(tx, {
      person_id: personId,
      channels: toStored(channels),
      quiet_from: quiet?.from ?? null,
      quiet_to: quiet?.to ?? null,
      language,
      set_at: ctx.at,
    });
    const details = { quiet: quiet === null ? null : `${quiet.from}–${quiet.to}`, language };
    await appendEvents(tx, [done(ctx, { companyId, action: 'notice.channels_set', details })]);
  });
  return getNoticeSettings(ctx);
};
