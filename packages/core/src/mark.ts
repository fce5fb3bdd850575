import type { SecretLevel } from './level.ts';
import type { MarkRule } from './rule-set.ts';
import type { SecrecyPeriod } from './secrecy-period.ts';
import { printedPeriod } from './secrecy-period.ts';

/** How the levels are called on paper; a company may choose its own words. */
export const LEVEL_NAMES: Readonly<Record<SecretLevel, string>> = {
  confidential: '秘密',
  secret: '机密',
  top_secret: '绝密',
};

/** How marks are printed where no rule set says otherwise. */
const USUAL_MARKS: Pick<MarkRule, 'levelNames' | 'kind'> = { levelNames: LEVEL_NAMES, kind: '商密' };

const STATE_SECRET_STAR = '★';

/**
 * The mark as it is printed: owner, level and period, `宏远银行商密·机密·10年`. It never has the star of state secrets, not
 * even where a name or an event was written with one: a company must not put the mark of a state secret on what is none.
 *
 * @see GS-13
 * @see CF-28
 */
export const printedMark = (
  owner: string,
  level: SecretLevel,
  period: SecrecyPeriod,
  marks: Pick<MarkRule, 'levelNames' | 'kind'> = USUAL_MARKS,
): string => {
  const name = marks.levelNames[level];
  return `${owner}${marks.kind}·${name}·${printedPeriod(period)}`.replaceAll(STATE_SECRET_STAR, '');
};
