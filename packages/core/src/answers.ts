import type { Rulings } from './law.ts';
import { LevelAnswers } from './level-answers.ts';
import type { SecretLevel } from './level.ts';
import type { Handed } from './making-decisions.ts';
import { allowed, GrantRefusals, HELD, OVER, refused } from './making-decisions.ts';
import type { Regime } from './regime.ts';

/** Every answer about what is no longer secret. */
export class OverAnswers<T> {
  readonly unknown: T;
  readonly already: T;
  readonly held: T;
  readonly allowed: T;
  readonly grantRefused: GrantRefusals<T>;

  constructor(handed: Handed<T>) {
    this.unknown = handed(refused({ ...OVER, code: 'NOT_IN_RANGE' }));
    this.already = handed(refused({ ...OVER, code: 'ALREADY_DECLASSIFIED' }));
    this.held = handed(refused(HELD));
    this.allowed = handed(allowed({ ...OVER, code: 'ALLOWED_DECLASSIFIED' }));
    this.grantRefused = new GrantRefusals([], handed);
  }
}

/**
 * Every answer that the law can give about items under the same regimes: each made once, frozen, and handed out again and again, so
 * that deciding makes nothing.
 */
export class Answers<T> {
  readonly over: OverAnswers<T>;
  readonly #confidential: LevelAnswers<T>;
  readonly #secret: LevelAnswers<T>;
  readonly #topSecret: LevelAnswers<T>;

  constructor(rulings: Rulings, regimes: readonly Regime[], handed: Handed<T>) {
    this.over = new OverAnswers(handed);
    this.#confidential = new LevelAnswers(rulings, 'confidential', regimes, handed);
    this.#secret = new LevelAnswers(rulings, 'secret', regimes, handed);
    this.#topSecret = new LevelAnswers(rulings, 'top_secret', regimes, handed);
  }

  of(level: SecretLevel): LevelAnswers<T> {
    if (level === 'confidential') return this.#confidential;
    return level === 'secret' ? this.#secret : this.#topSecret;
  }
}
