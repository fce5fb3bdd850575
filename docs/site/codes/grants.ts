import type { Causes } from './cause.ts';

export const GRANTS = {
  GRANT_EXPIRED: ['The grant ended before it was used.', 'File a new request. To know beforehand, read `grants.list`.'],
  GRANT_USED: ['All that the grant gave has been taken.', 'Ask for more with a new request.'],
  GRANT_SCOPE: [
    'The grant is for another operation, another part or another person.',
    'Compare it with what was approved, and ask for the rest.',
  ],
  GRANT_REVOKED: ['Whoever approved it took it back.', 'Do not retry. Talk to him, or ask anew.'],
  GRANT_VOID_HOLD: [
    'A hold was placed on the item, which voids its grants for good.',
    'Ask again once the hold is lifted.',
  ],
  GRANT_VOID_RANGE_LOST: [
    'The person left the range after the grant was given.',
    'First he has to be named again, then he can ask again.',
  ],
  GRANT_VOID_LEVEL_CHANGED: [
    'The item has another level now than when it was approved.',
    'Ask again: others may have to decide.',
  ],
  GRANT_VOID_VERSION_CHANGED: ['The content is not what was approved.', 'Ask again for the version that is in force.'],
} as const satisfies Causes;
