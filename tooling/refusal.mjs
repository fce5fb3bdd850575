/** Ends a command with one line that says what to do, without a stack trace. */
export class Refusal extends Error {}
