import { Refusal } from '@miji/contract';
import type { Decision, Operation } from '@miji/core';
import type { Allowed } from '../classified/allowed.ts';
import { issueAllowed } from '../classified/allowed.ts';
import { ClassifiedLeak } from '../classified/classified-leak.ts';
import type { Spool, SpooledEvent } from '../spool.ts';
import { eventId } from '../spool.ts';
import type { Denied, LocalMiji, LocalWish } from './local-types.ts';

/** How long an allowed decision may be used at the most; one that was made here is looked at again each time. */
const USABLE_MS = 10_000;

/** What permits are made from. */
interface Permitting extends Pick<LocalMiji, 'decide' | 'decideOrAsk'> {
  readonly spool: Spool;
  /** what time it is for the server, in epoch milliseconds */
  readonly now: () => number;
}

/** Gives out the decisions that reveal something. */
export const permitting = ({ decide, decideOrAsk, spool, now }: Permitting): LocalMiji['permit'] => {
  const eventOf = (wish: LocalWish, { outcome, code }: Pick<Decision, 'outcome' | 'code'>): SpooledEvent => {
    const at = now();
    const { person, item, operation, purpose } = wish;
    return { id: eventId(at), at: new Date(at).toISOString(), person, item, operation, outcome, code, purpose };
  };

  /** What has been revoked since, or can no longer be told, must not be read, although it was allowed a moment ago. */
  const stillAllowed = (wish: LocalWish, wasDecidedHere: boolean): boolean => {
    const again = decide(wish);
    return 'ask' in again ? !wasDecidedHere : again.known && again.decision.outcome === 'allowed';
  };

  return async <const O extends Operation, const P extends string>(
    wish: LocalWish<O, P>,
    options?: { readonly signal?: AbortSignal },
  ): Promise<Allowed<O, P> | Denied> => {
    if (wish.purpose.trim() === '') throw new Refusal('PURPOSE_REQUIRED');
    const wasDecidedHere = !('ask' in decide(wish));
    const answer = await decideOrAsk(wish, options);
    const decision = answer.known ? answer.decision : null;
    if (decision?.outcome === 'allowed') {
      return issueAllowed({
        ...wish,
        subject: { item: wish.item },
        decision,
        until: performance.now() + USABLE_MS,
        note: async () => {
          if (!stillAllowed(wish, wasDecidedHere)) throw new ClassifiedLeak('decision_over');
          await spool.keep([eventOf(wish, decision)]);
        },
      });
    }
    const said = decision ?? ({ outcome: 'denied', code: 'NOT_FOUND' } as const);
    // A refusal hands nothing out, so it does not wait for the disk, nor fail with it.
    void spool.keep([eventOf(wish, said)]).catch(() => undefined);
    const why = answer.known && answer.why !== undefined ? { why: answer.why } : {};
    return { outcome: said.outcome, code: said.code, decision, ...why };
  };
};
