import type { Decision } from '../decision.ts';
import type { Operation } from '../operation.ts';

/** A question put to a snapshot, all by the names that are known outside. */
export interface LocalQuestion {
  readonly person: string;
  /** `HYYH-2026-000012` */
  readonly item: string;
  readonly operation: Operation;
  /** why it is truly needed @see GS-21 */
  readonly necessity?: string | undefined;
  /** in epoch milliseconds */
  readonly at: number;
}

/** Why a snapshot gives no answer, so that the server has to be asked. */
export const ASK_REASONS = ['OTHER_COMPANY', 'STALE', 'NO_SNAPSHOT', 'UNKNOWN_PERSON', 'SPOOL_FULL'] as const;
export type AskReason = (typeof ASK_REASONS)[number];

/** What a snapshot answers: what the server would, or that it cannot tell. */
export type LocalAnswer =
  | { readonly known: true; readonly decision: Decision }
  | { readonly known: false; readonly code: 'NOT_FOUND' }
  | { readonly ask: true; readonly why: AskReason };
