/** Nothing is wrong with what was asked for: it cannot be had now. */
export class NotNowError extends Error {
  override readonly name: string = 'NotNowError';
}

/** Nobody waits for it any more. */
export class GoneError extends NotNowError {
  override readonly name = 'GoneError';

  constructor() {
    super('whoever asked has gone');
  }
}
