import type { Language } from '@miji/contract';
import { itemNumber, line, operation, Refusal } from '@miji/contract';
import type { Operation } from '@miji/core';
import { z } from 'zod';
import { ClassifiedLeak } from '../classified/classified-leak.ts';
import type { Classified } from '../classified/classified.ts';
import type { LocalMiji, LocalWish } from '../local/local-types.ts';
import type { Refused } from './refused.ts';
import { NO_STORE, refusedAs, refusedBy } from './refused.ts';

/** What pages ask: whether something is allowed or, with a purpose, for the value itself. */
const question = z.object({ item: itemNumber, operation: operation.default('view'), purpose: line.optional() });

/** What the endpoint of one’s own pages has to know. */
export interface DecisionEndpointOptions {
  readonly local: Pick<LocalMiji, 'decideOrAsk' | 'permit'>;
  /** who asks, by his id in the group’s register, as one’s own sign-in knows him; null for nobody */
  readonly personOf: (request: Request) => string | null | Promise<string | null>;
  /** the value that belongs to an item, sealed where it was read; null where there is none. JSON has to be able to hold it */
  readonly valueOf: (wish: LocalWish) => Promise<Classified<unknown, Operation> | null>;
  /** of the sentences for people; Chinese unless said otherwise */
  readonly language?: Language;
}

const refusing = ({ status, headers, body }: Refused): Response => Response.json(body, { status, headers });
const telling = (body: unknown): Response => Response.json(body, { headers: { 'cache-control': NO_STORE } });

/**
 * What stands behind `@miji/client/react`: an endpoint of one’s own service, from `Request` to `Response`. Browsers hold no key; they ask
 * here, for whoever is signed in, and a value leaves only by an allowed decision, after its reading has been written down.
 *
 * @example
 * ```ts
 * import type { LocalMiji } from '@miji/client';
 * import { classify, decisionEndpoint } from '@miji/client';
 *
 * const answer = (local: LocalMiji, limitOf: (item: string) => Promise<number>) =>
 *   decisionEndpoint({
 *     local,
 *     personOf: ({ headers }) => headers.get('x-employee'),
 *     valueOf: async ({ item }) => classify(await limitOf(item), { item }, { level: 'secret' }),
 *   });
 * ```
 */
export const decisionEndpoint =
  ({ local, personOf, valueOf, language }: DecisionEndpointOptions) =>
  async (request: Request): Promise<Response> => {
    const refuse = (refusal: Refusal): Response => refusing(refusedBy(refusal, language) ?? refusedAs(503, refusal));
    // A page of another site can send no JSON without being asked first, and is never answered.
    const isJson = /^application\/json\b/.test(request.headers.get('content-type') ?? '');
    const person = await personOf(request);
    if (person === null) return refusing(refusedAs(401, new Refusal('UNAUTHENTICATED'), language));
    const asked = question.safeParse(isJson ? await request.json().catch(() => null) : null);
    if (!asked.success) return refuse(new Refusal('NOT_FOUND'));
    const { item, operation, purpose } = asked.data;
    if (purpose === undefined) {
      const answer = await local.decideOrAsk({ person, item, operation });
      if (!answer.known) return refuse(new Refusal('NOT_FOUND'));
      const { decision } = answer;
      if (decision.outcome !== 'allowed') return refuse(new Refusal(decision.code, decision));
      return telling({ outcome: decision.outcome, code: decision.code, article: decision.article });
    }
    const wish = { person, item, operation, purpose };
    const permit = await local.permit(wish);
    if (permit.outcome !== 'allowed') {
      const { decision } = permit;
      if (decision === null) return refuse(new Refusal('NOT_FOUND'));
      // What is granted for one use is used with `grants.use`, and read nowhere else.
      const code = decision.outcome === 'allowed' ? 'APPROVAL_REQUIRED' : decision.code;
      const { rule, article, missing } = decision;
      return refuse(new Refusal(code, { rule, article, missing }));
    }
    try {
      const value = await valueOf(wish);
      return value === null ? refuse(new Refusal('NOT_FOUND')) : telling({ value: await value.reveal(permit) });
    } catch (error) {
      // Taken back in between, or not written down: then there is no value.
      if (error instanceof Refusal || error instanceof ClassifiedLeak) return refuse(new Refusal('UNAVAILABLE'));
      throw error;
    }
  };
