import type { RequestSummary } from '@miji/contract';
import { isAlike } from '../request-kind.ts';

/** What stands in the way of choosing a request beside those chosen already; null where nothing does. */
export type NotChoosable = 'one_by_one' | 'not_alike';

export interface Choosing {
  readonly chosen: ReadonlySet<string>;
  /** why this one cannot be chosen now */
  why(request: RequestSummary): NotChoosable | null;
  toggle(request: RequestSummary): void;
}

/** Those that may be decided together are of one kind, one level and one owner, and none of them is 绝密. */
export const whyNotChoosable = (request: RequestSummary, chosen: readonly RequestSummary[]): NotChoosable | null => {
  if (request.level === 'top_secret') return 'one_by_one';
  return chosen.every((one) => isAlike(one, request)) ? null : 'not_alike';
};
