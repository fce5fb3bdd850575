import type { Causes } from './cause.ts';

export const CALLS = {
  UNAUTHENTICATED: [
    'The key is unknown, revoked or not confirmed yet, or the session ended.',
    'Check the environment of the service; look at the key in the console under Developers. Retrying does not help.',
  ],
  KEY_EXPIRED: [
    'The key had an end, and that is past.',
    'Let the administrator issue a new one before the old ends; both may live at once.',
  ],
  KEY_SCOPE: [
    'The key was not issued for this call.',
    'Issue one with the scope that is needed. `snapshot` is never among the usual scopes.',
  ],
  VALIDATION: [
    'The input does not fit the contract.',
    '`fields` names each place. With TypeScript the compiler finds most of them before you run.',
  ],
  BATCH_LIMIT: [
    'More came in one call than is allowed, or more rows than the record class lets out at once, or ten times as many within an hour.',
    'Split the work. Of rows, wait for the hour to end, or let the security office look at the limit of the class.',
  ],
  RATE_LIMITED: [
    'Too many calls in a short time.',
    'Wait and try again with growing pauses. For many decisions use `access.checkMany` or decide locally.',
  ],
  LOCKED: ['Too many wrong passwords or codes.', 'Wait a quarter of an hour.'],
  ACCOUNT_NOT_MATCHED: [
    'The identity provider knows somebody who is in no register.',
    'The administrator compares the e-mail addresses.',
  ],
  VERSION_CONFLICT: [
    'Somebody else changed the same thing between your reading and your writing.',
    'Read again, let the person look, and send his change once more.',
  ],
  KEY_REUSED: [
    'An idempotency key came again with another input or for another call.',
    'Make a new key for each act; the client does that where you give none.',
  ],
  ANSWER_LOST: [
    'The act was done, and the server ended before it could keep the answer.',
    'Look at what is there now. Only if it is missing do it again, with a new key.',
  ],
  AUDIT_UNAVAILABLE: [
    'The trace cannot be written, and without a trace nothing is handed out.',
    'Try again shortly; the client does so by itself. Tell the operators if it stays.',
  ],
  SPOOL_FULL: [
    'The disk of this machine is full or failing, or the spool has reached its limit, so a reading cannot be written down, and the value stays sealed.',
    'Free the disk of the spool’s folder. Nothing is lost that was handed out before.',
  ],
  UNAVAILABLE: [
    'The server did not answer, is starting, or a local decision was needed while the snapshot was too old.',
    'Try again with growing pauses. Show that it is not possible at present; never decide “yes” yourself.',
  ],
  INTERNAL: [
    'Something broke that should not. Nothing was changed.',
    'Tell the operators the time; they find it in the log.',
  ],
  CLOCK_NOT_MANUAL: [
    'The clock of a server is to be set that runs on real time.',
    'Start a server for tests with `MIJI_CLOCK=manual`.',
  ],
} as const satisfies Causes;
