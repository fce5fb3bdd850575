import type { LocalAnswer } from '@miji/core';
import type { Caller } from '../caller.ts';
import type { MijiClient } from '../create-miji-client.ts';
import { localRecords } from '../records/local-records.ts';
import { askServer, isUnanswered } from './ask-server.ts';
import { decisionEvent, saidIn } from './decision-event.ts';
import type { LocalAsk, LocalMiji, LocalOptions, SureAnswer } from './local-types.ts';
import { permitting } from './permit.ts';
import { keepSnapshot } from './snapshot-keeper.ts';

const NO_SNAPSHOT: LocalAnswer = Object.freeze({ ask: true, why: 'NO_SNAPSHOT' });
const STALE: LocalAnswer = Object.freeze({ ask: true, why: 'STALE' });
const SPOOL_FULL: LocalAnswer = Object.freeze({ ask: true, why: 'SPOOL_FULL' });

/** Decides here, by a snapshot that is kept fresh. */
export const openLocal = (client: MijiClient, caller: Caller, { spool, ...keeping }: LocalOptions): LocalMiji => {
  const { known, ready, close } = keepSnapshot(client, caller, keeping);
  const { freshness } = known;
  const now = (): number => freshness.latest() ?? Date.now();

  const look = ({ person, item, operation, necessity }: LocalAsk): LocalAnswer => {
    const { law } = known;
    if (law === null) return NO_SNAPSHOT;
    const mine = performance.now();
    if (freshness.remaining(mine) <= 0) return STALE;
    const [latest, earliest] = [freshness.latest(mine) ?? 0, freshness.earliest(mine) ?? 0];
    const answer = law.answer(person, item, operation, latest, necessity);
    // What begins or ends at this very moment is asked of whoever knows the time: an answer is made once, so the same is the same.
    return latest === earliest || law.answer(person, item, operation, earliest, necessity) === answer ? answer : STALE;
  };

  const decide = (question: LocalAsk): LocalAnswer => {
    const answer = look(question);
    if ('ask' in answer) return answer;
    return spool.note(decisionEvent(question, saidIn(answer), now())) ? answer : SPOOL_FULL;
  };

  /** The same, and what is allowed cannot be lost any more when it is said. */
  const decideSurely = async (question: LocalAsk): Promise<LocalAnswer> => {
    const answer = look(question);
    if ('ask' in answer) return answer;
    const event = decisionEvent(question, saidIn(answer), now());
    if (event.outcome !== 'allowed') return spool.note(event) ? answer : SPOOL_FULL;
    return spool.keep([event]).then(
      () => answer,
      () => SPOOL_FULL,
    );
  };

  const decideOrAsk: LocalMiji['decideOrAsk'] = async (question, options): Promise<SureAnswer> => {
    const answer = await decideSurely(question);
    if (!('ask' in answer)) return answer;
    const asked = await askServer(client, question, options);
    return asked.known && isUnanswered(asked) ? { ...asked, why: answer.why } : asked;
  };

  return {
    ready,
    decide,
    decideOrAsk,
    permit: permitting({ look, ask: (wish, options) => askServer(client, wish, options), spool, now }),
    records: localRecords({
      fresh: () => {
        const mine = performance.now();
        const { law } = known;
        if (law === null || freshness.remaining(mine) <= 0) return null;
        return { law, at: freshness.latest(mine) ?? 0, earliest: freshness.earliest(mine) ?? 0 };
      },
      spool,
    }),
    close,
  };
};
