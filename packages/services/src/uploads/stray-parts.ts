import type { Temporal } from '@miji/core';

/** So long a part must have been without a file: long enough to see that the wrong database, or an older one, was attached. */
const GRACE_HOURS = 24;

/**
 * What has been seen in the store that belongs to no file. The register alone is not believed at once: were it another installation's,
 * or an older copy of this one's, every content would look like nobody's. Only what was stray at every look of a whole day is due; a
 * server that starts anew begins to wait anew.
 */
export class StrayParts {
  readonly #since = new Map<string, Map<string, Temporal.Instant>>();
  readonly #graceHours: number;

  /** @param graceHours 0 where nobody has to be given time */
  constructor(graceHours = GRACE_HOURS) {
    this.#graceHours = graceHours;
  }

  /** Of what is stray in a company's store now: what has been so for long enough. Whatever has found its file is forgotten. */
  due(companyId: string, stray: readonly string[], at: Temporal.Instant): readonly string[] {
    const before = this.#since.get(companyId);
    const since = new Map(stray.map((key) => [key, before?.get(key) ?? at]));
    this.#since.set(companyId, since);
    const longAgo = at.subtract({ hours: this.#graceHours }).epochMilliseconds;
    return stray.filter((key) => (since.get(key)?.epochMilliseconds ?? Number.POSITIVE_INFINITY) <= longAgo);
  }
}
