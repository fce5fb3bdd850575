const LIMITS = {
  time: 'takes too long to be set',
  memory: 'takes too much memory to be set',
  pages: 'runs over too many pages',
} as const;

/** The limit of the renderer that a copy has met. */
export type CopyLimit = keyof typeof LIMITS;

/** A text so built that setting it would keep the house busy for too long. */
export class CopyTooComplexError extends Error {
  readonly code = 'COPY_TOO_COMPLEX';
  readonly limit: CopyLimit;

  constructor(limit: CopyLimit, options?: ErrorOptions) {
    super(`the text of the copy ${LIMITS[limit]}`, options);
    this.name = 'CopyTooComplexError';
    this.limit = limit;
  }
}
