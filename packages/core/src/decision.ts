import type { Approver } from './approver.ts';
import type { AllowedCode, ReasonCode, RefusalCode } from './reason-code.ts';
import type { Namer } from './rule-set.ts';

/** What would make a refused operation possible. */
export type Missing =
  | { readonly kind: 'approval'; readonly by: Approver }
  | { readonly kind: 'necessity' }
  | { readonly kind: 'naming'; readonly by: readonly Namer[] };

/** What has to be done together with an allowed operation. */
export type Obligation = 'trace' | 'report_headquarters_read' | 'number' | 'mark' | 'register';

/** The law's answer. `rule` names the rule within the rule set, `article` the article that it comes from. */
export type Decision = Allowed | Refused;

export interface Allowed {
  readonly outcome: 'allowed';
  readonly code: AllowedCode;
  readonly rule: string;
  readonly article: string;
  readonly missing: readonly [];
  readonly obligations: readonly Obligation[];
}

export interface Refused {
  readonly outcome: 'needs_approval' | 'denied';
  readonly code: RefusalCode;
  readonly rule: string;
  readonly article: string;
  readonly missing: readonly Missing[];
  readonly obligations: readonly Obligation[];
}

/** Whether a read stands in the monthly report of what the head office’s executives read. @see GS-16 */
export const isReported = (decision: Decision): boolean => decision.obligations.includes('report_headquarters_read');

const UNKNOWN_CODES: ReadonlySet<ReasonCode> = new Set(['NOT_IN_RANGE', 'NOT_DESIGNATED', 'EXCLUDED']);

/** Whether whoever asked may learn that there is such an item: a refusal to let him know is told as if there were none. */
export const tellsOfItem = ({ outcome, code }: Decision): boolean => outcome !== 'denied' || !UNKNOWN_CODES.has(code);

/** The code that whoever asked was told, where the trace keeps why. */
export const codeTold = (code: ReasonCode): ReasonCode => (UNKNOWN_CODES.has(code) ? 'NOT_FOUND' : code);
