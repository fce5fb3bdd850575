import type { SecretLevel } from './level.ts';
import type { SecrecyPeriod } from './secrecy-period.ts';
import { printedPeriod } from './secrecy-period.ts';

/** How the levels are called on paper; a company may choose its own words. */
export const LEVEL_NAMES: Readonly<Record<SecretLevel, string>> = {
  confidential: '秘密',
  secret: '机密',
  top_secret: '绝密',
};

const STATE_SECRET_STAR = '★';

/**
 * The mark as it is printed: owner, level and period, `宏远银行商密·机密·10年`. It never has the star of state secrets, not
 * even where a name or an event was written with one: a company must not put the mark of a state secret on what is none.
 *
 * @see GS-13
 * @see CF-28
 */
export const printedMark = (owner: string, level: SecretLevel, period: SecrecyPeriod): string =>
  `${owner}商密·${LEVEL_NAMES[level]}·${printedPeriod(period)}`.replaceAll(STATE_SECRET_STAR, '');
