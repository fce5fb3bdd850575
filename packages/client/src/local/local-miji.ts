import type { Decision, LocalAnswer } from '@miji/core';
import type { Caller } from '../caller.ts';
import type { MijiClient } from '../create-miji-client.ts';
import { localRecords } from '../records/local-records.ts';
import { asRefusal } from '../refusals.ts';
import type { LocalAsk, LocalMiji, LocalOptions, SureAnswer } from './local-types.ts';
import { permitting } from './permit.ts';
import { keepSnapshot } from './snapshot-keeper.ts';

const NO_SNAPSHOT: LocalAnswer = Object.freeze({ ask: true, why: 'NO_SNAPSHOT' });
const STALE: LocalAnswer = Object.freeze({ ask: true, why: 'STALE' });
const UNAVAILABLE: Decision = Object.freeze({
  outcome: 'denied',
  code: 'UNAVAILABLE',
  rule: 'snapshot.unavailable',
  article: 'GS-16',
  missing: [],
  obligations: [],
});

/** Decides here, by a snapshot that is kept fresh. */
export const openLocal = (client: MijiClient, caller: Caller, { spool, ...keeping }: LocalOptions): LocalMiji => {
  const { known, ready, close } = keepSnapshot(client, caller, keeping);
  const { freshness } = known;

  const decide = (question: LocalAsk): LocalAnswer => {
    const { law } = known;
    if (law === null) return NO_SNAPSHOT;
    const mine = performance.now();
    if (freshness.remaining(mine) <= 0) return STALE;
    const { person, item, operation, necessity } = question;
    return law.answer(person, item, operation, freshness.now(mine) ?? 0, necessity);
  };

  const ask: LocalMiji['decideOrAsk'] = async ({ person, item, operation, necessity }, { signal } = {}) => {
    try {
      const question = { item, operation, ...(necessity === undefined ? {} : { necessity }) };
      const options = signal === undefined ? {} : { signal };
      // What the contract's schema of a decision lets through is one: the server answers with what the law said.
      const decision = (await client.onBehalfOf(person).access.check(question, options)) as Decision;
      return { known: true, decision };
    } catch (error) {
      signal?.throwIfAborted();
      return asRefusal(error).code === 'NOT_FOUND'
        ? { known: false, code: 'NOT_FOUND' }
        : { known: true, decision: UNAVAILABLE };
    }
  };

  const decideOrAsk: LocalMiji['decideOrAsk'] = async (question, options): Promise<SureAnswer> => {
    const answer = decide(question);
    if (!('ask' in answer)) return answer;
    const asked = await ask(question, options);
    return asked.known && asked.decision === UNAVAILABLE ? { ...asked, why: answer.why } : asked;
  };

  return {
    ready,
    decide,
    decideOrAsk,
    permit: permitting({ decide, decideOrAsk, spool, now: () => freshness.now() ?? Date.now() }),
    records: localRecords({
      fresh: () => {
        const mine = performance.now();
        const { law } = known;
        return law === null || freshness.remaining(mine) <= 0 ? null : { law, at: freshness.now(mine) ?? 0 };
      },
      listClasses: () => client.recordClasses.list(),
      spool,
    }),
    close,
  };
};
