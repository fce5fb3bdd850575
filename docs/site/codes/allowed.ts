import type { Causes } from './cause.ts';

export const ALLOWED = {
  ALLOWED_NAMED: [
    'The person stands in the need-to-know range: by name, or by a department, post or project group that the level admits.',
    'Nothing to do. Carry out the obligations of the decision.',
  ],
  ALLOWED_RESPONSIBLE_MANAGER: [
    'The person is the manager responsible for the item, who always knows it.',
    'Nothing to do.',
  ],
  ALLOWED_HEADQUARTERS: [
    'A head-office general manager or deputy asks, and is not named himself.',
    'Tell him so on the screen: the read is listed in the monthly report.',
  ],
  ALLOWED_DECLASSIFIED: [
    'The period ended, so the item declassified by itself in that millisecond.',
    'Show the mark struck through. No grant is needed any more.',
  ],
  ALLOWED_GRANT: [
    'An approved request gave this person a grant for this operation, and it is still good.',
    'Use it by the call that `use` of the answer names, `grants.use` for a copy: it is used up there, and nowhere else.',
  ],
  ALLOWED_OFFICE: [
    'The post of the person carries this right, such as an office that looks after a register.',
    'Nothing to do.',
  ],
} as const satisfies Causes;
