import type { SecretLevel } from '@miji/core';
import type { Allowed } from './allowed.ts';
import { noteUse } from './allowed.ts';
import { ClassifiedLeak } from './classified-leak.ts';
import type { Act, Subject } from './subject.ts';
import { frozenSubject } from './subject.ts';

const SIGNS: Readonly<Record<SecretLevel, string>> = {
  confidential: '〔秘密〕',
  secret: '〔机密〕',
  top_secret: '〔绝密〕',
};

/** What is known of a classified value without reading it. */
export interface Sealing<O extends Act = Act, P extends string = string> {
  readonly level: SecretLevel;
  /** what has to be allowed to read it; `view` unless said otherwise */
  readonly operation?: O;
  /** the only purpose for which it may be read; any that the decision names, where there is none */
  readonly purpose?: P;
}

class ClassifiedValue<T, O extends Act, P extends string> {
  readonly #value: T;
  readonly #subject: Subject;
  readonly #sealing: Sealing<O, P>;

  constructor(value: T, subject: Subject, sealing: Sealing<O, P>) {
    this.#value = value;
    this.#subject = frozenSubject(subject);
    this.#sealing = Object.freeze({ ...sealing });
    // Nothing can be hung on it that would print.
    Object.freeze(this);
  }

  get level(): SecretLevel {
    return this.#sealing.level;
  }

  get subject(): Subject {
    return this.#subject;
  }

  /**
   * The value, after the reading has been written down where it stays.
   *
   * @throws ClassifiedLeak for a decision that is not for this, or too old
   * @throws Refusal `SPOOL_FULL`, `UNAVAILABLE` where it cannot be written down: then there is no value either
   */
  async reveal(decision: Allowed<O, P>): Promise<T> {
    const { operation = 'view', purpose = null } = this.#sealing;
    await noteUse(decision, { subject: this.#subject, operation, purpose });
    return this.#value;
  }

  toString(): never {
    throw new ClassifiedLeak('text');
  }

  toLocaleString(): never {
    throw new ClassifiedLeak('text');
  }

  toJSON(): never {
    throw new ClassifiedLeak('json');
  }

  valueOf(): never {
    throw new ClassifiedLeak('value');
  }

  [Symbol.toPrimitive](): never {
    throw new ClassifiedLeak('text');
  }

  get [Symbol.toStringTag](): string {
    return 'Classified';
  }

  /** What is printed in its place, as an object: that is no leak, and must not fail. As text (`%s`) it throws like any other text. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return SIGNS[this.#sealing.level];
  }
}

declare const unprintable: unique symbol;

/**
 * A value that can be passed on but not looked at: it prints as its level, and every other way to a text, a number or JSON throws
 * {@link ClassifiedLeak}. Only {@link classify} makes one, and only an {@link Allowed} decision opens it.
 *
 * To the compiler it is also a symbol, the one thing that TypeScript lets into no template, no sum and no comparison; at run time it is an
 * object.
 *
 * @typeParam T what is in it
 * @typeParam O what has to be allowed
 * @typeParam P for what purpose
 */
export type Classified<T, O extends Act = 'view', P extends string = string> = ClassifiedValue<T, O, P> &
  symbol & { readonly [unprintable]: T };

/**
 * Seals a value into {@link Classified}, as early as it is read from where it is kept.
 *
 * @example
 * ```ts
 * import { classify } from '@miji/client';
 *
 * const row = { itemNumber: 'HYYH-2026-000012', salary: 98_000 };
 * const salary = classify(row.salary, { item: row.itemNumber }, { level: 'secret', purpose: 'payroll' });
 * console.log(salary); // 〔机密〕
 * ```
 */
export const classify = <T, const O extends Act = 'view', const P extends string = string>(
  value: T,
  subject: Subject,
  sealing: Sealing<O, P>,
): Classified<T, O, P> => new ClassifiedValue(value, subject, sealing) as unknown as Classified<T, O, P>;

/** Whether something is a classified value. */
export const isClassified = (value: unknown): value is Classified<unknown, Act> => value instanceof ClassifiedValue;
