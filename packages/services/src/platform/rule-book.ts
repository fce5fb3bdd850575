import type { Law, RuleSet, Temporal, TimedRules } from '@miji/core';
import { isBefore, lawOf } from '@miji/core';
import { Refusal, ruleSet } from '@miji/contract';
import type { ScopedDatabase } from '@miji/db';
import { findRuleSet, ruleVersions } from '@miji/db';

/** How long another server’s publication may stay unknown to this one. */
const FRESH_FOR_MS = 1_000;

type Versions = Awaited<ReturnType<typeof ruleVersions>>;

/**
 * The rules in force at an instant. A version never changes once it stands, so each is read and checked once; which one is in force
 * is asked of the database once a second, however many calls there are, and at once after a publication here.
 */
export class RuleBook {
  readonly #db: ScopedDatabase;
  readonly #checked = new Map<number, Promise<RuleSet>>();
  #versions: Promise<Versions> | null = null;
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(db: ScopedDatabase) {
    this.#db = db;
  }

  /** @throws Refusal `UNAVAILABLE` where no rule set has taken effect: without rules nothing is decided */
  async at(instant: Temporal.Instant): Promise<RuleSet> {
    const version = (await this.versionAt(instant)) || (await this.#afresh(instant));
    if (version === 0) throw new Refusal('UNAVAILABLE');
    return this.ofVersion(version, instant);
  }

  /**
   * The rules in force at an instant, and those that are known to follow, each from when it counts; the earliest first.
   *
   * @param newest a version that has been published, by this server or another: it is not overlooked
   */
  async from(instant: Temporal.Instant, newest = 0): Promise<readonly TimedRules[]> {
    await this.at(instant);
    if ((await this.#list(instant)).every(({ version }) => version < newest)) this.refresh();
    const versions = await this.#list(instant);
    const now = versions.findIndex(({ effective_from }) => !isBefore(instant, effective_from));
    // Of those that begin at one instant the newest counts, which stands first.
    const known = versions
      .slice(0, now + 1)
      .filter(
        ({ effective_from }, index) =>
          !versions.slice(0, index).some((one) => one.effective_from.equals(effective_from)),
      );
    return Promise.all(
      known.toReversed().map(async ({ version, effective_from }) => ({
        from: effective_from,
        rules: await this.ofVersion(version, instant),
      })),
    );
  }

  /** The rules as they bind the items of a company. */
  async law(companyCode: string, instant: Temporal.Instant): Promise<Law> {
    return lawOf(await this.at(instant), companyCode);
  }

  /** The number of the version in force; 0 before the first. */
  async versionAt(instant: Temporal.Instant): Promise<number> {
    return inForce(await this.#list(instant), instant);
  }

  /** A version, in force or not: what a request was filed under stays its law. */
  ofVersion(version: number, at: Temporal.Instant): Promise<RuleSet> {
    const known = this.#checked.get(version) ?? this.#read(version, at);
    this.#checked.set(version, known);
    return known;
  }

  /** Forgets which versions there are: what has just been published here is in force for the next call. */
  refresh(): void {
    this.#versions = null;
  }

  async #read(version: number, at: Temporal.Instant): Promise<RuleSet> {
    try {
      const stored = await this.#db.directory(at, (directory) => findRuleSet(directory, version));
      return ruleSet.parse({ ...toObject(stored?.document), version });
    } catch (error) {
      this.#checked.delete(version);
      throw error;
    }
  }

  /** Before the regulations are enacted every call looks again, so that none is refused a moment later. */
  async #afresh(instant: Temporal.Instant): Promise<number> {
    this.refresh();
    return this.versionAt(instant);
  }

  #list(at: Temporal.Instant): Promise<Versions> {
    const now = performance.now();
    if (this.#versions !== null && now - this.#askedAt < FRESH_FOR_MS) return this.#versions;
    this.#askedAt = now;
    const asking = this.#db.directory(at, ruleVersions);
    this.#versions = asking;
    // A list that could not be read is not kept; whoever waits for it is told why.
    asking.catch(() => {
      if (this.#versions === asking) this.#versions = null;
    });
    return asking;
  }
}

const inForce = (versions: Versions, at: Temporal.Instant): number =>
  versions.find((version) => !isBefore(at, version.effective_from))?.version ?? 0;

const toObject = (document: unknown): object => (typeof document === 'object' && document !== null ? document : {});
