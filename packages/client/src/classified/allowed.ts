import type { Decision } from '@miji/core';
import { ClassifiedLeak } from './classified-leak.ts';
import type { Act, Subject } from './subject.ts';
import { covers, frozenSubject } from './subject.ts';

/** What was asked, and by whom: what a reveal is written down with. */
export interface Asked<O extends Act = Act, P extends string = string> {
  readonly person: string;
  readonly subject: Subject;
  readonly operation: O;
  readonly purpose: P;
}

/** The answer of the law that allows something. */
export type AllowedDecision = Extract<Decision, { readonly outcome: 'allowed' }>;

/** What a client that issues a decision stands in for. */
export interface Issue<O extends Act, P extends string> extends Asked<O, P> {
  readonly decision: Pick<AllowedDecision, 'code' | 'rule' | 'article' | 'obligations'>;
  /** until when it reveals anything, on the clock of `performance.now()` */
  readonly until: number;
  /** writes the reading down, durably; rejects where that cannot be done */
  readonly note: (subject: Subject) => Promise<void>;
}

const ISSUER = Symbol('issuer');

/** What is to be read. */
interface Wanted {
  readonly subject: Subject;
  readonly operation: Act;
  /** null where any purpose will do that the decision names */
  readonly purpose: string | null;
}

/**
 * Writes down that something is read under a decision.
 *
 * @throws ClassifiedLeak where it is no issued decision, or is not for that
 */
export let noteUse: (held: unknown, wanted: Wanted) => Promise<void>;

/**
 * An allowed decision: for one person, one subject, one operation and one purpose, and for a short while. A client gives it out; it can
 * be made in no other way, and neither copied nor changed.
 *
 * @example
 * ```ts
 * import type { Allowed, Classified } from '@miji/client';
 *
 * const show = (salary: Classified<number, 'view', 'payroll'>, decision: Allowed<'view', 'payroll'>): Promise<number> =>
 *   salary.reveal(decision);
 * ```
 */
export class Allowed<O extends Act = Act, P extends string = string> {
  readonly outcome = 'allowed';
  readonly #issue: Issue<O, P>;

  /** @internal only {@link issueAllowed} has what it takes */
  constructor(issuer: symbol, issue: Issue<O, P>) {
    if (issuer !== ISSUER) throw new ClassifiedLeak('no_decision');
    this.#issue = issue;
    Object.freeze(this);
  }

  get person(): string {
    return this.#issue.person;
  }

  get subject(): Subject {
    return this.#issue.subject;
  }

  get operation(): O {
    return this.#issue.operation;
  }

  get purpose(): P {
    return this.#issue.purpose;
  }

  /** Why it is allowed, and what has to be done with it. */
  get decision(): Issue<O, P>['decision'] {
    return this.#issue.decision;
  }

  static {
    noteUse = async (held, { subject, operation, purpose }) => {
      // Whatever claims to be one without having been issued, by its prototype or in any other way, lacks the private field.
      if (typeof held !== 'object' || held === null || !(#issue in held)) throw new ClassifiedLeak('no_decision');
      const issue = held.#issue;
      if (!covers(issue.subject, subject)) throw new ClassifiedLeak('other_subject');
      if (issue.operation !== operation) throw new ClassifiedLeak('other_operation');
      if (purpose !== null && issue.purpose !== purpose) throw new ClassifiedLeak('other_purpose');
      if (performance.now() >= issue.until) throw new ClassifiedLeak('decision_over');
      await issue.note(subject);
    };
  }
}

/** Gives out an allowed decision. Not exported by the package: whoever could call this could read anything. */
export const issueAllowed = <O extends Act, P extends string>(issue: Issue<O, P>): Allowed<O, P> =>
  new Allowed(ISSUER, Object.freeze({ ...issue, subject: frozenSubject(issue.subject) }));
