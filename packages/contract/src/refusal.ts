import { REFUSAL_CODES } from '@miji/core';
import type { Missing, RefusalCode } from '@miji/core';
import { z } from 'zod';
import type { CounterexampleWire } from './counterexample.ts';
import { counterexample } from './counterexample.ts';
import { missing } from './decision.ts';

/** Something wrong with one field of an input. */
export interface FieldFinding {
  readonly field: string;
  readonly code: RefusalCode;
  readonly article: string | null;
}

/** What a refusal says beside its code. */
export interface RefusalReasons {
  readonly rule?: string | undefined;
  readonly article?: string | undefined;
  readonly missing?: readonly Missing[] | undefined;
  readonly fields?: readonly FieldFinding[] | undefined;
  /** with `RULE_LOOSENED`: what was denied and would be allowed */
  readonly counterexample?: CounterexampleWire | null | undefined;
  readonly cause?: unknown;
}

/**
 * The one error of Miji: a stable code, the rule and article behind it, and what would help. Services throw it, the wire carries
 * it, the client throws it again.
 *
 * @example
 * ```ts
 * try {
 *   throw new Refusal('APPROVAL_REQUIRED', { article: 'GS-22' });
 * } catch (error) {
 *   if (error instanceof Refusal && error.code === 'APPROVAL_REQUIRED') error.article; // 'GS-22'
 * }
 * ```
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly rule: string | null;
  readonly article: string | null;
  readonly missing: readonly Missing[];
  readonly fields: readonly FieldFinding[];
  readonly counterexample: CounterexampleWire | null;

  constructor(code: RefusalCode, reasons: RefusalReasons = {}) {
    super(code, reasons.cause === undefined ? undefined : { cause: reasons.cause });
    this.code = code;
    this.rule = reasons.rule ?? null;
    this.article = reasons.article ?? null;
    this.missing = reasons.missing ?? [];
    this.fields = reasons.fields ?? [];
    this.counterexample = reasons.counterexample ?? null;
  }
}

/** A refusal as it crosses the wire: nothing in it tells one "not found" from another. */
export const refusalWire = z.object({
  code: z.enum(REFUSAL_CODES),
  rule: z.string().max(100).nullable(),
  article: z.string().max(20).nullable(),
  missing: z.array(missing),
  fields: z.array(
    z.object({ field: z.string().max(100), code: z.enum(REFUSAL_CODES), article: z.string().max(20).nullable() }),
  ),
  counterexample: counterexample.nullable(),
});

export type RefusalWire = z.output<typeof refusalWire>;

/** The HTTP status of each code. What may not be known and what never was share one. */
export const httpStatusOf = (code: RefusalCode): number => STATUS[code] ?? 403;

const STATUS: Readonly<Partial<Record<RefusalCode, number>>> = {
  VALIDATION: 400,
  PERIOD_REQUIRED: 400,
  PERIOD_TOO_LONG: 400,
  RANGE_REQUIRED: 400,
  BASIS_REQUIRED: 400,
  REASON_REQUIRED: 400,
  PURPOSE_REQUIRED: 400,
  UNMASK_REASON_REQUIRED: 400,
  OUT_OF_SCOPE: 400,
  RANGE_TOO_WIDE: 400,
  NECESSITY_REQUIRED: 400,
  UNPRINTABLE_CHARACTER: 400,
  BATCH_LIMIT: 400,
  RULE_INVALID: 400,
  SOURCE_STRICTER: 400,
  DELEGATION_TOO_WIDE: 400,
  UNAUTHENTICATED: 401,
  NOT_FOUND: 404,
  ALREADY_DECIDED: 409,
  ALREADY_DECLASSIFIED: 409,
  NOT_CONFIRMED: 409,
  NOT_MANAGER_IN_CHARGE: 400,
  WITHDRAWN: 409,
  REQUEST_EXPIRED: 409,
  REQUEST_VOID: 409,
  ASKED_BACK: 409,
  NOT_ASKED_BACK: 409,
  NOT_NARROWER: 400,
  NOT_TOGETHER: 400,
  COPY_STATE: 409,
  COPY_BOUND: 409,
  COUNT_DIFFERS: 409,
  NOT_COUNTED: 409,
  MOVEMENT_OPEN: 409,
  MOVEMENT_OVER: 409,
  NO_RELENDING: 409,
  STORE_LEVEL: 409,
  STORE_IN_USE: 409,
  UNSUPERVISED: 400,
  HOLDINGS_OUTSTANDING: 409,
  STOCKTAKING_OVER: 409,
  CONTENT_EMPTY: 400,
  CONTENT_TOO_LARGE: 413,
  CONTENT_TYPE_UNKNOWN: 415,
  CONTENT_TYPE_MISMATCH: 415,
  CONTENT_ENCRYPTED: 415,
  CONTENT_BOMB: 415,
  CONTENT_BROKEN: 415,
  CONTENT_TIMED_OUT: 503,
  CONTENT_NOT_READY: 409,
  UPLOAD_GONE: 410,
  MARK_UNREADABLE: 400,
  ON_HOLD: 409,
  GRANT_REVOKED: 409,
  GRANT_VOID_HOLD: 409,
  GRANT_USED: 409,
  GRANT_EXPIRED: 409,
  VERSION_CONFLICT: 409,
  KEY_REUSED: 409,
  ANSWER_LOST: 409,
  KEY_EXPIRED: 401,
  NO_CHANGE: 409,
  DUPLICATE: 409,
  DEPARTMENT_STAFFED: 409,
  ALREADY_APPROVED_BY_YOU: 409,
  NOT_YOUR_TURN: 409,
  CLOCK_NOT_MANUAL: 409,
  RATE_LIMITED: 429,
  LOCKED: 429,
  INTERNAL: 500,
  AUDIT_UNAVAILABLE: 503,
  SPOOL_FULL: 503,
  UNAVAILABLE: 503,
};
