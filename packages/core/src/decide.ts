import type { Applicant, ApprovedOperation, Approver, Office } from './approver.ts';
import { APPROVED_OPERATIONS } from './approver.ts';
import type { Secrecy } from './effective-level.ts';
import { effectiveLevel } from './effective-level.ts';
import type { Grant } from './grant.ts';
import { checkGrantUse } from './grant.ts';
import { isJoint, leavesOf } from './formula.ts';
import type { Knowing, Law } from './law.ts';
import type { EffectiveLevel, SecretLevel } from './level.ts';
import type { Actor } from './organisation.ts';
import { isEmployedBy, isHeadquartersExecutive } from './organisation.ts';
import type { Range } from './range.ts';
import { isExcluded, isInRange, isResponsibleManager } from './range.ts';
import type { AllowedCode, RefusalCode } from './reason-code.ts';
import type { Regime } from './regime.ts';
import type { Namer } from './rule-set.ts';
import type { Temporal } from './time.ts';

/** What a person may want of an item. */
export type Operation = 'view' | ApprovedOperation;
export const OPERATIONS = ['view', ...APPROVED_OPERATIONS] as const satisfies readonly Operation[];

/** An item as the law sees it. */
export interface ItemFacts extends Secrecy {
  readonly itemId: string;
  readonly version: number;
  readonly range: Range;
  /** what binds it besides the group's rules */
  readonly regimes: readonly Regime[];
  /** the line of business that it belongs to, by code; null where none is written down @see CD-11 */
  readonly line: string | null;
  /** the owners of what it was made from, who have to agree too; empty for most */
  readonly coOwnerIds: readonly string[];
  /** whether it is held (冻结): nothing leaves it, and nothing of it ends, until that is lifted */
  readonly onHold?: boolean | undefined;
}

/** A question put to the law. Facts and time are given; the law looks nothing up. */
export interface Question {
  /** the rules as they bind the item's owner */
  readonly law: Law;
  readonly operation: Operation;
  readonly item: ItemFacts;
  readonly actor: Actor;
  readonly at: Temporal.Instant;
  /** a grant that the actor holds for this operation, if any */
  readonly grant?: Grant | undefined;
  /** whether he asks for somebody from outside the group, whom he attends @see AR-30 */
  readonly forVisitor?: boolean | undefined;
  /** why it is truly needed; without it nothing is taken out of a 绝密 item @see GS-21 */
  readonly necessity?: string | undefined;
}

/** What would make a refused operation possible. */
export type Missing =
  | { readonly kind: 'approval'; readonly by: Approver }
  | { readonly kind: 'necessity' }
  | { readonly kind: 'naming'; readonly by: readonly Namer[] };

/** What has to be done together with an allowed operation. */
export type Obligation = 'trace' | 'report_headquarters_read' | 'number' | 'mark' | 'register';

/** The law's answer. `rule` names the rule within the rule set, `article` the article that it comes from. */
export type Decision =
  | {
      readonly outcome: 'allowed';
      readonly code: AllowedCode;
      readonly rule: string;
      readonly article: string;
      readonly missing: readonly [];
      readonly obligations: readonly Obligation[];
    }
  | {
      readonly outcome: 'needs_approval' | 'denied';
      readonly code: RefusalCode;
      readonly rule: string;
      readonly article: string;
      readonly missing: readonly Missing[];
      readonly obligations: readonly Obligation[];
    };

/**
 * May this person do this with this item at this instant? The one place that knows.
 *
 * @example
 * ```ts
 * const answer = decide({ law, operation: 'copy', item, actor, at });
 * if (answer.outcome === 'needs_approval') answer.missing; // [{ kind: 'approval', by: OWNER_GENERAL_MANAGER }]
 * ```
 * @see GS-16
 * @see GS-17
 * @see GS-18
 * @see GS-19
 * @see GS-20
 * @see GS-21
 * @see GS-22
 */
export const decide = (question: Question): Decision => {
  const { item, at, law } = question;
  const level = effectiveLevel(item, at);
  if (level === 'declassified') return decideDeclassified(question);
  const knowledge = decideKnowledge(question, law.knowing(level, item.regimes), level);
  if (question.operation === 'view' || knowledge.outcome !== 'allowed') return knowledge;
  return decideApproved(question, question.operation, level, knowledge.obligations);
};

/** May he know it? */
const decideKnowledge = ({ item, actor, at }: Question, knowing: Knowing, level: SecretLevel): Decision => {
  const rule = `range.${level}`;
  const { article } = knowing;
  const isExecutive = isHeadquartersExecutive(actor, at);

  // Naming himself does not spare an executive the report.
  const obligations: readonly Obligation[] = isExecutive ? ['trace', 'report_headquarters_read'] : ['trace'];

  if (isInRange(item.range, knowing, actor, at)) {
    const isManager = knowing.managerKnows && isResponsibleManager(item.range, actor, at);
    const code = isManager ? 'ALLOWED_RESPONSIBLE_MANAGER' : 'ALLOWED_NAMED';
    return { outcome: 'allowed', code, rule, article, missing: [], obligations };
  }
  if (isExecutive && knowing.executivesKnow) {
    return {
      outcome: 'allowed',
      code: 'ALLOWED_HEADQUARTERS',
      rule: 'range.headquarters',
      article: 'GS-16',
      missing: [],
      obligations,
    };
  }
  const denied = { outcome: 'denied', obligations: ['trace'] } as const;
  if (isExcluded(item.range, actor.personId)) {
    return { ...denied, code: 'EXCLUDED', rule: 'range.excluded', article, missing: [] };
  }
  return {
    ...denied,
    code: level === 'top_secret' ? 'NOT_DESIGNATED' : 'NOT_IN_RANGE',
    rule,
    article,
    missing: [{ kind: 'naming', by: knowing.namers }],
  };
};

/** He may know it; may he take something of it away, or have it changed? */
const decideApproved = (
  question: Question,
  operation: ApprovedOperation,
  level: SecretLevel,
  knowing: readonly Obligation[],
): Decision => {
  const { law, grant, item } = question;
  const applicant = applicantOf(question.actor, item.range.ownerCompanyId, question);
  const { approver, necessityRequired, article } = law.approval(operation, level, item.regimes, applicant);
  const locked = { outcome: 'denied', missing: [], obligations: ['trace'] } as const;
  if (item.onHold === true && STOPPED_BY_HOLD.has(operation)) {
    return { ...locked, code: 'ON_HOLD', rule: 'hold.placed', article: 'GS-23' };
  }
  if (approver === null) return { ...locked, code: 'RULE_NOT_SET', rule: 'approver.not_set', article };
  const refused = { rule: `approver.${level}`, article, obligations: ['trace'] } as const;
  if (isForbidden(approver)) return { ...locked, ...refused, code: 'FORBIDDEN_BY_RULE' };

  const approval = { kind: 'approval', by: approver } as const;
  if (grant !== undefined) return decideByGrant(question, operation, level, { grant, approval, knowing });
  if (necessityRequired && !question.necessity?.trim()) {
    return {
      ...refused,
      outcome: 'denied',
      code: 'NECESSITY_REQUIRED',
      rule: 'approver.necessity',
      article: 'GS-20',
      missing: [{ kind: 'necessity' }, approval],
    };
  }
  return { ...refused, outcome: 'needs_approval', code: 'APPROVAL_REQUIRED', missing: [approval] };
};

/** What a hold stops: whatever takes something out, and whatever ends the item or its secrecy. */
export const STOPPED_BY_HOLD: ReadonlySet<Operation> = new Set([
  'excerpt',
  'copy',
  'print',
  'export',
  'loan',
  'carry_out',
  'provide',
  'declassify',
  'destroy',
]);

/** Who asks, as the approver matrix tells them apart. @see K-03 */
export const applicantOf = (
  actor: Actor,
  ownerCompanyId: string,
  asking: { readonly at: Temporal.Instant; readonly forVisitor?: boolean | undefined },
): Applicant => {
  if (asking.forVisitor === true) return 'outsider';
  return isEmployedBy(actor, ownerCompanyId, asking.at) ? 'insider' : 'group';
};

const decideByGrant = (
  { item, actor, at }: Question,
  operation: ApprovedOperation,
  effective: EffectiveLevel,
  held: { readonly grant: Grant; readonly approval: Missing; readonly knowing: readonly Obligation[] },
): Decision => {
  const use = {
    personId: actor.personId,
    operation,
    itemId: item.itemId,
    itemVersion: item.version,
    effectiveLevel: effective,
  };
  const code = checkGrantUse(held.grant, use, at);
  const ground = { rule: 'grant.single_use', article: 'GS-23' } as const;
  return code === null
    ? {
        ...ground,
        outcome: 'allowed',
        code: 'ALLOWED_GRANT',
        missing: [],
        obligations: [...held.knowing, 'number', 'mark', 'register'],
      }
    : { ...ground, outcome: 'denied', code, missing: [held.approval], obligations: ['trace'] };
};

/** Whether a read stands in the monthly report of what the head office’s executives read. @see GS-16 */
export const isReported = (decision: Decision): boolean => decision.obligations.includes('report_headquarters_read');

/** Whether nobody's agreement could ever be enough. */
export const isForbidden = (approver: Approver): boolean => {
  if (!isJoint(approver)) return approver.kind === 'nobody';
  if (approver.kind === 'at_least') return leavesOf<Office>(approver).every(isForbidden);
  return approver.kind === 'any_of' ? approver.of.every(isForbidden) : approver.of.some(isForbidden);
};

/** What only something secret can undergo. */
const OF_SECRETS: ReadonlySet<Operation> = new Set(['regrade', 'extend', 'declassify']);

/** Its period is over: its range and its owner's people may read and copy it, without asking; nobody else learns of it. */
const decideDeclassified = ({ law, operation, item, actor, at, grant }: Question): Decision => {
  const known =
    isEmployedBy(actor, item.range.ownerCompanyId, at) ||
    isInRange(item.range, law.knowing(item.level, item.regimes), actor, at) ||
    isHeadquartersExecutive(actor, at) ||
    isResponsibleManager(item.range, actor, at);
  const refused = { outcome: 'denied', missing: [], obligations: ['trace'] } as const;
  const over = { rule: 'period.over', article: 'GS-14' } as const;
  if (!known) return { ...refused, ...over, code: 'NOT_IN_RANGE' };
  if (OF_SECRETS.has(operation)) return { ...refused, ...over, code: 'ALREADY_DECLASSIFIED' };
  if (item.onHold === true && STOPPED_BY_HOLD.has(operation)) {
    return { ...refused, code: 'ON_HOLD', rule: 'hold.placed', article: 'GS-23' };
  }

  // Nobody needs a grant any more; one that is used all the same gives no more than it says.
  if (grant !== undefined && operation !== 'view') {
    const use = {
      personId: actor.personId,
      operation,
      itemId: item.itemId,
      itemVersion: item.version,
      effectiveLevel: 'declassified',
    } as const;
    const code = checkGrantUse(grant, use, at);
    if (code !== null) return { ...refused, code, rule: 'grant.single_use', article: 'GS-23' };
  }
  return { outcome: 'allowed', code: 'ALLOWED_DECLASSIFIED', ...over, missing: [], obligations: ['trace'] };
};
