import type { RuleSet, Temporal } from '@miji/core';
import { REGULATIONS } from '@miji/core';
import { currentRules, Refusal } from '@miji/contract';
import type { ScopedDatabase } from '@miji/db';
import { ruleSetAt } from '@miji/db';

/** The rules in force at an instant. A version never changes once it stands, so each is read and checked once. */
export class RuleBook {
  readonly #db: ScopedDatabase;
  readonly #checked = new Map<number, RuleSet>();

  constructor(db: ScopedDatabase) {
    this.#db = db;
  }

  /** @throws Refusal `UNAVAILABLE` where no rule set has taken effect: without rules nothing is decided */
  async at(instant: Temporal.Instant): Promise<RuleSet> {
    const stored = await this.#db.directory(instant, (directory) => ruleSetAt(directory, instant));
    if (stored === undefined) throw new Refusal('UNAVAILABLE');
    const known = this.#checked.get(stored.version);
    if (known !== undefined) return known;
    const ruleSet = currentRules.output.parse(stored.document);
    this.#checked.set(stored.version, ruleSet);
    return ruleSet;
  }
}

/** The version under which the code of this release decides: the regulations themselves. */
export const RULE_SET_VERSION = REGULATIONS.version;
