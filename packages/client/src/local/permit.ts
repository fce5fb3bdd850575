import { Refusal } from '@miji/contract';
import type { AskReason, Operation } from '@miji/core';
import { saysSomething } from '@miji/core';
import type { Allowed } from '../classified/allowed.ts';
import { issueAllowed } from '../classified/allowed.ts';
import { ClassifiedLeak } from '../classified/classified-leak.ts';
import type { Spool, SpooledEvent } from '../spool.ts';
import { isUnanswered } from './ask-server.ts';
import { decisionEvent, saidIn } from './decision-event.ts';
import type { Denied, LocalAsk, LocalMiji, LocalWish, SureAnswer } from './local-types.ts';
import { USED_BY } from './used-by.ts';

/** How long an allowed decision may be used at the most; one that was made here is looked at again each time. */
const USABLE_MS = 10_000;

type LocalAnswer = ReturnType<LocalMiji['decide']>;

/** What permits are made from. */
interface Permitting {
  /** answers here, and writes nothing down */
  readonly look: (question: LocalAsk) => LocalAnswer;
  readonly ask: (question: LocalAsk, options?: { readonly signal?: AbortSignal }) => Promise<SureAnswer>;
  readonly spool: Spool;
  /** what time it is for the server, in epoch milliseconds */
  readonly now: () => number;
}

/** A sure answer, where it comes from, and the event with which it was noted here. */
interface Found {
  readonly answer: SureAnswer;
  readonly why: AskReason | null;
  readonly noted: SpooledEvent | null;
}

/** Gives out the decisions that reveal something. */
export const permitting = ({ look, ask, spool, now }: Permitting): LocalMiji['permit'] => {
  const find = async (wish: LocalWish, options?: { readonly signal?: AbortSignal }): Promise<Found> => {
    const here = look(wish);
    if (!('ask' in here)) {
      const noted = decisionEvent(wish, saidIn(here), now());
      if (spool.note(noted)) return { answer: here, why: null, noted };
    }
    return { answer: await ask(wish, options), why: 'ask' in here ? here.why : 'SPOOL_FULL', noted: null };
  };

  /** What has been revoked since, or can no longer be told, must not be read, although it was allowed a moment ago. */
  const mustStillBeAllowed = async (wish: LocalWish, why: AskReason | null): Promise<void> => {
    const here = look(wish);
    // Of another company's item the server alone knows, and there it is traced.
    const again = why === 'OTHER_COMPANY' ? await ask(wish) : here;
    if ('ask' in again) {
      if (why === null) throw new ClassifiedLeak('decision_over');
      return;
    }
    if (again.known && again.decision.outcome === 'allowed') return;
    throw isUnanswered(again) ? new Refusal('UNAVAILABLE') : new ClassifiedLeak('decision_over');
  };

  return async <const O extends Operation, const P extends string>(
    wish: LocalWish<O, P>,
    options?: { readonly signal?: AbortSignal },
  ): Promise<Allowed<O, P> | Denied> => {
    if (!saysSomething(wish.purpose)) throw new Refusal('PURPOSE_REQUIRED');
    const { answer, why, noted } = await find(wish, options);
    const decision = answer.known ? answer.decision : null;
    if (decision?.outcome === 'allowed' && decision.code === 'ALLOWED_GRANT') {
      // It is for so many copies, which the server alone counts, numbers and marks.
      const use = USED_BY[wish.operation];
      return { outcome: 'needs_approval', code: decision.code, decision, ...(use === null ? {} : { use }) };
    }
    if (decision?.outcome === 'allowed') {
      let first = noted;
      return issueAllowed({
        ...wish,
        subject: { item: wish.item },
        decision,
        until: performance.now() + USABLE_MS,
        note: async () => {
          await mustStillBeAllowed(wish, why);
          if (why === 'OTHER_COMPANY') return;
          // The first reading is what was noted when it was allowed: told twice it is kept once.
          const event = first ?? decisionEvent(wish, decision, now());
          first = null;
          await spool.keep([event]);
        },
      });
    }
    const { outcome, code } = decision ?? ({ outcome: 'denied', code: 'NOT_FOUND' } as const);
    return { outcome, code, decision, ...(why !== null && isUnanswered(answer) ? { why } : {}) };
  };
};
