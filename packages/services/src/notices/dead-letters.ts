import type { DeadLetter, listDeadLetters as listContract, resendDeadLetters as resendContract } from '@miji/contract';
import { noticeKind } from '@miji/contract';
import type { OutboxRow } from '@miji/db';
import { appendEvents, isoMillisecond, pageDeadLetters, personNames, reviveDeadLetters, robotNames } from '@miji/db';
import type { z } from 'zod';
import { systemScope } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { administered, outgoingDesk } from './outgoing-desk.ts';

const RESENT = 'notice.resent';

/**
 * What could not be delivered from a company after every attempt, newest first, for whoever administers it.
 *
 * @throws Refusal `NOT_ENTITLED`
 */
export const listDeadLetters = async (
  ctx: CallContext,
  input: z.output<typeof listContract.input>,
): Promise<z.output<typeof listContract.output>> => {
  const company = await outgoingDesk(ctx, input.company, RESENT);
  const { page, names } = await ctx.platform.db.transact(systemScope(ctx.at, company.id), async (tx) => {
    const found = await pageDeadLetters(tx, input);
    const ids = (channel: OutboxRow['channel']) =>
      found.rows.filter((row) => row.channel === channel).map(({ recipient_id }) => recipient_id);
    const [people, robots] = await Promise.all([personNames(tx, ids('email')), robotNames(tx, ids('robot'))]);
    return { page: found, names: new Map([...people, ...robots]) };
  });
  const entries = page.rows.flatMap((row): readonly DeadLetter[] => {
    const kind = noticeKind.safeParse(row.kind).data;
    if (kind === undefined) return [];
    return [
      {
        id: row.id,
        company: company.code,
        kind,
        channel: row.channel,
        recipient: names.get(row.recipient_id) ?? row.recipient_id,
        attempts: row.attempts,
        lastError: row.last_error ?? '',
        firstAt: isoMillisecond(row.written_at),
        lastAt: isoMillisecond(row.settled_at),
      },
    ];
  });
  return { entries, next: page.next };
};

/**
 * Has dead letters sent anew, as if they had just been written. What is no dead letter, or of a company that whoever asks does not
 * administer, is left alone and not counted.
 *
 * @throws Refusal `NOT_ENTITLED` to whoever administers no company
 */
export const resendDeadLetters = async (
  ctx: CallContext,
  { ids }: z.output<typeof resendContract.input>,
): Promise<z.output<typeof resendContract.output>> => {
  let resent = 0;
  for (const { id: companyId } of await administered(ctx, RESENT)) {
    resent += await ctx.platform.db.transact(systemScope(ctx.at, companyId), async (tx) => {
      const revived = await reviveDeadLetters(tx, ids);
      if (revived.length > 0)
        await appendEvents(tx, [done(ctx, { companyId, action: RESENT, details: { letters: revived.length } })]);
      return revived.length;
    });
  }
  return { resent };
};
