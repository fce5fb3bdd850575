import type { Language, RefusalWire } from '@miji/contract';
import { Refusal, sentenceFor } from '@miji/contract';
import { codeTold } from '@miji/core';

/** The four answers: nobody has signed in, he may not, to him there is no such thing, and it cannot be decided at present. */
export type RefusedStatus = 401 | 403 | 404 | 503;

/** What a refused request is answered with: the refusal as Miji itself would send it, and a sentence for people. */
export interface RefusedBody extends RefusalWire {
  readonly sentence?: string;
}

/** A request that is not passed on. */
export interface Refused {
  readonly status: RefusedStatus;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: RefusedBody;
  readonly cause: Refusal;
}

export const NO_STORE = 'no-store';
const HEADERS = Object.freeze({ 'cache-control': NO_STORE });

/** What is nobody’s fault who asks: the server is away, the disk is full, or our own key does not open it. */
const FAULTS: ReadonlySet<string> = new Set([
  'UNAVAILABLE',
  'AUDIT_UNAVAILABLE',
  'SPOOL_FULL',
  'UNAUTHENTICATED',
  'KEY_EXPIRED',
  'KEY_SCOPE',
  'RATE_LIMITED',
  'INTERNAL',
]);

const wireOf = ({ code, rule, article, missing, fields, counterexample }: Refusal): RefusalWire => ({
  code,
  rule,
  article,
  missing: [...missing],
  fields: fields.map((field) => ({ ...field })),
  counterexample,
});

/** A refusal with a status. What does not exist for somebody says nothing more than that. */
export const refusedAs = (status: RefusedStatus, cause: Refusal, language: Language = 'zh-CN'): Refused => {
  const wire = wireOf(cause);
  const body = status === 404 ? wire : { ...wire, sentence: sentenceFor(cause.code, language) };
  return { status, headers: HEADERS, body, cause };
};

/** The answer for a refusal that was thrown where something was read; null for any other error. */
export const refusedBy = (error: unknown, language?: Language): Refused | null => {
  if (!(error instanceof Refusal)) return null;
  if (codeTold(error.code) === 'NOT_FOUND') return refusedAs(404, new Refusal('NOT_FOUND'), language);
  if (FAULTS.has(error.code)) return refusedAs(503, new Refusal('UNAVAILABLE', { cause: error }), language);
  return refusedAs(403, error, language);
};
