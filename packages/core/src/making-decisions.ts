import type { Allowed, Decision, Missing, Obligation, Refused } from './decision.ts';
import type { RefusalCode } from './reason-code.ts';

/** How a decision is handed out: as itself, or in what a caller wants around it. */
export type Handed<T> = (decision: Decision) => T;

const TRACE: readonly Obligation[] = Object.freeze<Obligation[]>(['trace']);
export const REPORT: readonly Obligation[] = Object.freeze<Obligation[]>(['trace', 'report_headquarters_read']);
const PAPER: readonly Obligation[] = ['number', 'mark', 'register'];
/** With what is taken out of an item a paper comes into being. */
export const TRACE_AND_PAPER = Object.freeze([...TRACE, ...PAPER]);
export const REPORT_AND_PAPER = Object.freeze([...REPORT, ...PAPER]);
const NOTHING = Object.freeze<[]>([]);

/** A permission, as everybody gets it. */
export const allowed = (said: Pick<Allowed, 'code' | 'rule' | 'article'>, obligations = TRACE): Decision =>
  Object.freeze({ outcome: 'allowed', ...said, missing: NOTHING, obligations });

/** A refusal, as everybody gets it. */
export const refused = (
  said: Pick<Refused, 'code' | 'rule' | 'article'>,
  missing: readonly Missing[] = NOTHING,
  outcome: Refused['outcome'] = 'denied',
): Decision => Object.freeze({ outcome, ...said, missing: Object.freeze(missing), obligations: TRACE });

export const HELD = { code: 'ON_HOLD', rule: 'hold.placed', article: 'GS-23' } as const;
export const GRANT = { rule: 'grant.single_use', article: 'GS-23' } as const;
export const OVER = { rule: 'period.over', article: 'GS-14' } as const;

/** Each refusal of a grant once. */
export class GrantRefusals<T> {
  readonly #made = new Map<RefusalCode, T>();
  readonly #missing: readonly Missing[];
  readonly #handed: Handed<T>;

  constructor(missing: readonly Missing[], handed: Handed<T>) {
    this.#missing = missing;
    this.#handed = handed;
  }

  because(code: RefusalCode): T {
    const earlier = this.#made.get(code);
    if (earlier !== undefined) return earlier;
    const made = this.#handed(refused({ ...GRANT, code }, this.#missing));
    this.#made.set(code, made);
    return made;
  }
}
