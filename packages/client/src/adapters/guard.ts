import type { Language } from '@miji/contract';
import { itemNumber, Refusal } from '@miji/contract';
import type { Operation } from '@miji/core';
import type { LocalMiji } from '../local/local-types.ts';
import type { Refused } from './refused.ts';
import { refusedAs, refusedBy } from './refused.ts';

type Awaitable<T> = T | Promise<T>;

/**
 * What a guard has to know: by what it decides, and how to read a request of one’s own.
 *
 * @typeParam Request a request of the framework
 */
export interface GuardOptions<Request> {
  /** what it decides is written down before the request is passed on, in the spool that this was opened with */
  readonly local: Pick<LocalMiji, 'decideOrAsk'>;
  /** who calls, by his id in the group’s register, as one’s own sign-in knows him; null for nobody */
  readonly personOf: (request: Request) => Awaitable<string | null>;
  /** the number of the item that is wanted; null where there is none */
  readonly itemOf: (request: Request) => Awaitable<string | null>;
  /** what is wanted of it; `view` unless said otherwise */
  readonly operation?: Operation;
  /** what for, in a few words; it stands in the trace */
  readonly purpose: string;
  /** of the sentences for people; Chinese unless said otherwise */
  readonly language?: Language;
}

/**
 * Decides whether a request may be passed on.
 *
 * @returns null where it may, otherwise what to answer
 */
export const examine = async <Request>(options: GuardOptions<Request>, request: Request): Promise<Refused | null> => {
  const { local, operation = 'view', purpose, language } = options;
  const person = await options.personOf(request);
  if (person === null) return refusedAs(401, new Refusal('UNAUTHENTICATED'), language);
  const { data: item } = itemNumber.safeParse(await options.itemOf(request));
  if (item === undefined) return refusedBy(new Refusal('NOT_FOUND'), language);
  const answer = await local.decideOrAsk({ person, item, operation, purpose });
  if (!answer.known) return refusedBy(new Refusal('NOT_FOUND'), language);
  const { decision } = answer;
  if (decision.outcome !== 'allowed') return refusedBy(new Refusal(decision.code, decision), language);
  // A grant is used up by the server alone, which hands the copy out itself: nothing of it passes here.
  return decision.code === 'ALLOWED_GRANT'
    ? refusedBy(new Refusal('APPROVAL_REQUIRED', { rule: decision.rule, article: decision.article }), language)
    : null;
};
