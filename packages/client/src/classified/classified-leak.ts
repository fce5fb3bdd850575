/** How a classified value was about to get out, or why a decision does not open it. */
export type LeakReason =
  | 'text'
  | 'json'
  | 'value'
  | 'no_decision'
  | 'other_subject'
  | 'other_operation'
  | 'other_purpose'
  | 'decision_over';

const SAID: Readonly<Record<LeakReason, string>> = {
  text: 'a classified value was about to become a text or a number',
  json: 'a classified value was about to be serialised',
  value: 'a classified value was about to be unwrapped',
  no_decision: 'only an allowed decision of a client reveals a classified value',
  other_subject: 'the decision is about something else',
  other_operation: 'the decision is for another operation',
  other_purpose: 'the decision is for another purpose',
  decision_over: 'the decision is too old: ask again',
};

/**
 * A classified value was about to slip out, or was opened with the wrong decision. It holds nothing of the value.
 *
 * @example
 * ```ts
 * import { ClassifiedLeak, classify } from '@miji/client';
 *
 * const salary = classify(98_000, { item: 'HYYH-2026-000012' }, { level: 'secret' });
 * try {
 *   JSON.stringify({ salary });
 * } catch (error) {
 *   if (error instanceof ClassifiedLeak) error.reason; // 'json'
 * }
 * ```
 */
export class ClassifiedLeak extends TypeError {
  override readonly name = 'ClassifiedLeak';
  readonly reason: LeakReason;

  constructor(reason: LeakReason) {
    super(SAID[reason]);
    this.reason = reason;
  }
}
