/** All limits of signing in, in one place. Durations are seconds unless the name says otherwise. */

/** A session ends this long after signing in, however busy it was: one working day. */
export const SESSION_ABSOLUTE_SECONDS = 8 * 60 * 60;

/** A session nobody used for this long is over. */
export const SESSION_IDLE_SECONDS = 60 * 60;

/** Use of a session is written down at most this often, so that reading stays free of writes. */
export const SESSION_TOUCH_SECONDS = 5 * 60;

/** Wrong passwords an account may collect within the window before it is locked. */
export const LOCKOUT_FAILURES = 5;
export const LOCKOUT_WINDOW_SECONDS = 15 * 60;
export const LOCKOUT_SECONDS = 15 * 60;

/** Sign-ins from one address per minute: a whole office may stand behind one address. */
export const SIGN_INS_PER_MINUTE = 60;
export const PASSWORD_CHANGES_PER_MINUTE = 10;

export const PASSWORD_MIN_LENGTH = 10;
export const PASSWORD_MAX_LENGTH = 128;

/** Whoever has no password shows by a sign-in as young as this that it is he who changes his second factors. */
export const FRESH_SIGN_IN_SECONDS = 5 * 60;

/** A proof that somebody confirmed an act is good for this long, and once. */
export const PROOF_SECONDS = 2 * 60;

/** How long a passkey may take to answer. */
export const CHALLENGE_SECONDS = 2 * 60;

/** Calls about second factors that one person may make in a minute. */
export const SECOND_FACTOR_CALLS_PER_MINUTE = 60;
