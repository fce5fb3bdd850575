import { Answers } from '../answers.ts';
import type { Rulings } from '../law.ts';
import { rulingsOf } from '../law.ts';
import type { Decision } from '../decision.ts';
import { tellsOfItem } from '../decision.ts';
import type { RecordClass } from '../record-class.ts';
import type { Regime } from '../regime.ts';
import type { LocalAnswer } from './answer.ts';
import type { SnapshotRules } from './body.ts';

export const NOT_FOUND: LocalAnswer = Object.freeze({ known: false, code: 'NOT_FOUND' });

/** What may not be known is answered as if there were no such item. */
const asTold = (decision: Decision): LocalAnswer =>
  tellsOfItem(decision) ? Object.freeze({ known: true, decision }) : NOT_FOUND;

interface Version {
  readonly from: number;
  readonly to: number;
  readonly rulings: Rulings;
  readonly classes: ReadonlyMap<string, RecordClass>;
  /** by the place of the regimes */
  readonly answers: (Answers<LocalAnswer> | undefined)[];
}

/** What the rules can answer, version by version: each counts up to the next one. */
export class TimedAnswers {
  readonly #versions: readonly Version[];
  #current: Version | undefined;

  constructor(rules: readonly SnapshotRules[]) {
    const inTurn = rules.toSorted((a, b) => a.from - b.from || a.version - b.version);
    this.#versions = inTurn.map((one, place) => ({
      from: one.from,
      to: inTurn[place + 1]?.from ?? Number.POSITIVE_INFINITY,
      rulings: rulingsOf(one, one.own),
      classes: new Map(one.classes.map((declared) => [declared.code, declared])),
      answers: [],
    }));
  }

  /**
   * The answers about items under some regimes at an instant; undefined before the first rules.
   *
   * @param place of the regimes, the same whenever they are asked for
   */
  at(at: number, place: number, regimes: readonly (readonly Regime[])[]): Answers<LocalAnswer> | undefined {
    const version = this.#versionAt(at);
    if (version === undefined) return undefined;
    const earlier = version.answers[place];
    if (earlier !== undefined) return earlier;
    const made = new Answers(version.rulings, regimes[place] ?? [], asTold);
    while (version.answers.length < place) version.answers.push(undefined);
    version.answers[place] = made;
    return made;
  }

  /** What the rules say of knowing and approving at an instant; undefined before the first rules. */
  rulingsAt(at: number): Rulings | undefined {
    return this.#versionAt(at)?.rulings;
  }

  /** A record class of the company at an instant; undefined where there is none. */
  classAt(code: string, at: number): RecordClass | undefined {
    return this.#versionAt(at)?.classes.get(code);
  }

  #versionAt(at: number): Version | undefined {
    const current = this.#current;
    if (current !== undefined && at >= current.from && at < current.to) return current;
    this.#current = this.#versions.findLast(({ from }) => from <= at);
    return this.#current;
  }
}
