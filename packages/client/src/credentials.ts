/** How a client shows who it is: a service by its key, a person by his session. */
export type Credentials = { readonly apiKey: string } | { readonly session: Session };

/** A signed-in session of a person, as its cookie. It prints as nothing, so that it does not reach a log by accident. */
export class Session {
  readonly #cookie: string;
  readonly #origin: string;

  constructor(cookie: string, origin: string) {
    this.#cookie = cookie;
    this.#origin = origin;
  }

  /** The headers that carry it. */
  headers(): Record<string, string> {
    return { cookie: this.#cookie, origin: this.#origin };
  }

  toJSON(): string {
    return '[session]';
  }
}

/** The headers that carry some credentials. */
export const credentialHeaders = (credentials: Credentials): Record<string, string> =>
  'apiKey' in credentials ? { authorization: `Bearer ${credentials.apiKey}` } : credentials.session.headers();
