import type { SecretLevel } from './level.ts';
import { compareLevels } from './level.ts';

/** A place where copies are kept, by named keepers. */
export interface Store {
  /** set apart for what is 机密 or 绝密, with keepers of its own */
  readonly separate: boolean;
  /** the highest level that may lie there */
  readonly highestLevel: SecretLevel;
}

/**
 * Whether a store may keep what is of some level: 机密 and 绝密 lie apart, and nothing lies where less secret things do. Null, or why
 * not.
 *
 * @param level what protects the copy now
 * @see CF-29
 * @see GS-26
 */
export const storeTakes = (store: Store, level: SecretLevel): 'STORE_LEVEL' | null =>
  (level === 'confidential' || store.separate) && compareLevels(level, store.highestLevel) <= 0 ? null : 'STORE_LEVEL';

/** How custody runs in a company where nobody has set it otherwise. */
export const USUAL_CUSTODY = {
  /** hours in which whoever was given a copy confirms that he has it */
  receiptHours: 24,
  /** days for which a loan may be overdue before an incident is drafted */
  overdueDays: 1,
} as const;
