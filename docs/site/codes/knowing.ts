import type { Causes } from './cause.ts';

export const KNOWING = {
  NOT_FOUND: [
    'The number was never issued, or the person you ask for may not know of it. Both answers are the same on purpose, in text, length and time.',
    'Show “not found” and nothing else. Do not retry, and do not guess which of the two it was. Whether he should know the item is for its responsible manager.',
  ],
  NOT_IN_RANGE: [
    'The person stands in no range entry that counts at this moment, or is none of those that the class of a row lets know it. Of an item only offices that may explain decisions see this code; everybody else gets `NOT_FOUND`.',
    'The responsible manager, or whoever the decision names, puts him into the range. A row that is refused you show as you show one that is not there.',
  ],
  NOT_DESIGNATED: [
    'A top secret item needs a designation of this very person by the head office, and there is none. A row of your own at 绝密 is designated to nobody.',
    'A head-office general manager or deputy designates him. What a row at 绝密 holds is registered as an item.',
  ],
  EXCLUDED: [
    'The person was shut out of this item, whatever else would let him in.',
    'Whoever may name readers lifts the exclusion.',
  ],
  NOT_EMPLOYED: [
    'The person holds no appointment now, or none in the company whose key you use.',
    'Check the id that you send in `onBehalfOf`. If he has changed companies, his new company’s service has to ask.',
  ],
  NOT_ENTITLED: [
    'The act belongs to a post that the caller does not hold, or it is one that a service may not do in a person’s name: deciding, naming, confirming, administering.',
    'Let the person do it himself in the console, or let his company’s administrator check his posts.',
  ],
  NOT_ENTITLED_TO_DESIGNATE: [
    'Whoever names readers may not do so at this level.',
    'Ask one of those that `missing` lists.',
  ],
  NOT_CONFIRMED: [
    'The classification was proposed and the authority has not confirmed it yet.',
    'Wait for the confirmation, then ask for the change.',
  ],
  ALREADY_DECLASSIFIED: [
    'What was asked for concerns secrets, and the item is none any more.',
    'Load the item again and leave this step out.',
  ],
  ON_HOLD: [
    'A hold keeps everything of this item where it is: nothing is taken out, declassified or destroyed.',
    'Wait until the office lifts the hold. Grants that it voided have to be asked for again.',
  ],
  RULE_NOT_SET: [
    'The rules say nothing about this operation at this level, and what is not set is locked.',
    'The security office sets the rule; no program can work around it.',
  ],
  FORBIDDEN_BY_RULE: [
    'A rule forbids it to everybody: a C3 field in clear, for instance.',
    'Do not offer it. The rule is named in the decision.',
  ],
  PURPOSE_REQUIRED: [
    'A guarded read or a permit came without a purpose, or with an empty one.',
    'Pass what the person needs it for, in a few of his own words; it stands in the trace.',
  ],
  UNMASK_REASON_REQUIRED: [
    'A masked field was asked for in clear without a reason, or with one that the class does not list.',
    'Ask the person why, and pass it as `reason`.',
  ],
} as const satisfies Causes;
