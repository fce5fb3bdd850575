import type { NoticeKind } from '@miji/contract';
import { levelRank } from '@miji/core';
import type { RequestRow, ScopedTransaction } from '@miji/db';
import { tell } from '../notices/tell.ts';
import { requirePersonally } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import type { DecisionAct } from './verdict.ts';

/** What a decision has led to. */
export interface Decided extends DecisionAct {
  /** the request after it */
  readonly after: RequestRow;
  /** how many decisions there were on it before */
  readonly earlier: number;
  /** whose turn it has become by this */
  readonly next: readonly string[];
}

/**
 * Tells those whom a decision concerns, in its own transaction: whoever asked, whoever receives something by it, whose turn it has
 * become, and in whose name it was made. Whoever has decided is not told of it himself.
 */
export const tellDecision = async (ctx: CallContext, tx: ScopedTransaction, decided: Decided): Promise<void> => {
  const { input, after, filled, cut, isLast, earlier, next, level } = decided;
  const decider = requirePersonally(ctx).personId;
  const { number, item_number, expires_at, requester_id, terms } = after;
  // Nobody has to do anything by a time once it is decided.
  const isOver = input.decision === 'refuse' || isLast;
  const request = { number, item_number, level: levelRank(level), expires_at: isOver ? null : expires_at };
  const say = (kind: NoticeKind, to: readonly (string | null)[]) =>
    tell(ctx.platform, tx, {
      kind,
      at: ctx.at,
      to: to.filter((personId) => personId !== decider),
      request,
      person: decider,
      key: `${number} ${kind} ${earlier + 1}`,
    });
  switch (input.decision) {
    case 'refuse':
      await say('refused', [requester_id]);
      break;
    case 'ask_back':
      await say('asked_back', [requester_id]);
      break;
    case 'approve': {
      const recipients = isLast ? terms.recipients.map(({ personId }) => personId) : [];
      await say(isLast ? 'approved' : 'agreed', [requester_id, ...recipients]);
      if (cut !== null) await say('shortened', [requester_id]);
      await say('to_decide', next);
    }
  }
  await say(
    'decided_in_your_name',
    filled.map(({ principalId }) => principalId),
  );
};
