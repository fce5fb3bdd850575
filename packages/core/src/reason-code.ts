/** Why something is possible. */
export const ALLOWED_CODES = [
  'ALLOWED_NAMED',
  'ALLOWED_RESPONSIBLE_MANAGER',
  'ALLOWED_HEADQUARTERS',
  'ALLOWED_DECLASSIFIED',
  'ALLOWED_GRANT',
  'ALLOWED_OFFICE',
] as const;

/**
 * Why something is not possible. Closed and stable, one meaning each: programs see the code, people a translated sentence.
 * To a person outside the range each of them becomes `NOT_FOUND`.
 */
export const REFUSAL_CODES = [
  'PERIOD_REQUIRED',
  'RANGE_REQUIRED',
  'BASIS_REQUIRED',
  'REASON_REQUIRED',
  'OUT_OF_SCOPE',
  'RANGE_TOO_WIDE',
  'NOT_FOUND',
  'NOT_IN_RANGE',
  'NOT_DESIGNATED',
  'NOT_ENTITLED_TO_DESIGNATE',
  'NOT_ENTITLED',
  'NOT_EMPLOYED',
  'ALREADY_DECLASSIFIED',
  'APPROVAL_REQUIRED',
  'NECESSITY_REQUIRED',
  'APPROVER_LEVEL',
  'APPROVER_NOT_OWNER_GM',
  'APPROVER_NOT_IN_OFFICE',
  'SELF_APPROVAL',
  'NO_ELIGIBLE_APPROVER',
  'ALREADY_DECIDED',
  'WITHDRAWN',
  'REQUEST_EXPIRED',
  'GRANT_EXPIRED',
  'GRANT_USED',
  'GRANT_SCOPE',
  'GRANT_VOID_LEVEL_CHANGED',
  'GRANT_VOID_VERSION_CHANGED',
  'UNPRINTABLE_CHARACTER',
  'AUDIT_UNAVAILABLE',
  'BATCH_LIMIT',
  'SEPARATION_OF_DUTIES',
  'VERSION_CONFLICT',
  'KEY_REUSED',
  'VALIDATION',
  'RATE_LIMITED',
  'LOCKED',
  'CLOCK_NOT_MANUAL',
  'UNAUTHENTICATED',
  'UNAVAILABLE',
  'INTERNAL',
] as const;

export type AllowedCode = (typeof ALLOWED_CODES)[number];
export type RefusalCode = (typeof REFUSAL_CODES)[number];
export type ReasonCode = AllowedCode | RefusalCode;
