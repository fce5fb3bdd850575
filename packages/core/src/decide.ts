import type { ApprovedOperation, ApproverRule } from './approver.ts';
import { approverArticle, approverRule } from './approver.ts';
import type { Secrecy } from './effective-level.ts';
import { effectiveLevel } from './effective-level.ts';
import type { Grant } from './grant.ts';
import { checkGrantUse } from './grant.ts';
import type { SecretLevel } from './level.ts';
import type { Actor } from './organisation.ts';
import { isEmployedBy, isHeadquartersExecutive } from './organisation.ts';
import type { Range } from './range.ts';
import { isInRange, isResponsibleManager } from './range.ts';
import type { AllowedCode, RefusalCode } from './reason-code.ts';
import type { Temporal } from './time.ts';

/** What a person may want of an item. */
export type Operation = 'view' | ApprovedOperation;
export const OPERATIONS = ['view', 'excerpt', 'copy'] as const satisfies readonly Operation[];

/** An item as the law sees it. */
export interface ItemFacts extends Secrecy {
  readonly itemId: string;
  readonly version: number;
  readonly range: Range;
}

/** A question put to the law. Facts and time are given; the law looks nothing up. */
export interface Question {
  readonly operation: Operation;
  readonly item: ItemFacts;
  readonly actor: Actor;
  readonly at: Temporal.Instant;
  /** a grant that the actor holds for this operation, if any */
  readonly grant?: Grant | undefined;
  /** why it is truly needed; without it nothing is taken out of a 绝密 item @see GS-21 */
  readonly necessity?: string | undefined;
}

/** What would make a refused operation possible. */
export type Missing =
  | { readonly kind: 'approval'; readonly by: ApproverRule }
  | { readonly kind: 'necessity' }
  | { readonly kind: 'naming'; readonly by: 'headquarters_executive' | 'responsible_manager' | 'owner_unit' };

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
 * const answer = decide({ operation: 'copy', item, actor, at });
 * if (answer.outcome === 'needs_approval') answer.missing; // [{ kind: 'approval', by: 'owner_general_manager' }]
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
  const { item, at } = question;
  const level = effectiveLevel(item, at);
  if (level === 'declassified') return decideDeclassified(question);
  const knowledge = decideKnowledge(question, level);
  if (question.operation === 'view' || knowledge.outcome !== 'allowed') return knowledge;
  return decideTaking(question, question.operation, level, knowledge.obligations);
};

const RANGE_ARTICLE: Readonly<Record<SecretLevel, string>> = {
  confidential: 'GS-19',
  secret: 'GS-18',
  top_secret: 'GS-17',
};

/** May he know it? */
const decideKnowledge = ({ item, actor, at }: Question, level: SecretLevel): Decision => {
  const rule = `range.${level}`;
  const article = RANGE_ARTICLE[level];
  const isExecutive = isHeadquartersExecutive(actor, at);

  // Naming himself does not spare an executive the report.
  const obligations: readonly Obligation[] = isExecutive ? ['trace', 'report_headquarters_read'] : ['trace'];

  if (isInRange(item.range, level, actor, at)) {
    const isManager = level !== 'top_secret' && isResponsibleManager(item.range, actor, at);
    const code = isManager ? 'ALLOWED_RESPONSIBLE_MANAGER' : 'ALLOWED_NAMED';
    return { outcome: 'allowed', code, rule, article, missing: [], obligations };
  }
  if (isExecutive) {
    return {
      outcome: 'allowed',
      code: 'ALLOWED_HEADQUARTERS',
      rule: 'range.headquarters',
      article: 'GS-16',
      missing: [],
      obligations,
    };
  }
  return {
    outcome: 'denied',
    code: level === 'top_secret' ? 'NOT_DESIGNATED' : 'NOT_IN_RANGE',
    rule,
    article,
    missing: [{ kind: 'naming', by: NAMED_BY[level] }],
    obligations: ['trace'],
  };
};

const NAMED_BY = {
  confidential: 'owner_unit',
  secret: 'responsible_manager',
  top_secret: 'headquarters_executive',
} as const satisfies Record<SecretLevel, string>;

/** He may know it; may he take an excerpt or a copy away? */
const decideTaking = (
  question: Question,
  operation: ApprovedOperation,
  level: SecretLevel,
  knowing: readonly Obligation[],
): Decision => {
  const { grant, item, actor, at } = question;
  const approval = { kind: 'approval', by: approverRule(level) } as const;
  const refused = { rule: `approver.${level}`, article: approverArticle(level), obligations: ['trace'] } as const;

  if (grant !== undefined) {
    const use = {
      personId: actor.personId,
      operation,
      itemId: item.itemId,
      itemVersion: item.version,
      effectiveLevel: level,
    };
    const code = checkGrantUse(grant, use, at);
    return code === null
      ? {
          outcome: 'allowed',
          code: 'ALLOWED_GRANT',
          rule: 'grant.single_use',
          article: 'GS-23',
          missing: [],
          obligations: [...knowing, 'number', 'mark', 'register'],
        }
      : {
          outcome: 'denied',
          code,
          rule: 'grant.single_use',
          article: 'GS-23',
          missing: [approval],
          obligations: ['trace'],
        };
  }
  if (level === 'top_secret' && !question.necessity?.trim()) {
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

/** Its period is over: its range and its owner's people may read and copy it, without asking; nobody else learns of it. */
const decideDeclassified = ({ operation, item, actor, at, grant }: Question): Decision => {
  const known =
    isEmployedBy(actor, item.range.ownerCompanyId, at) ||
    isInRange(item.range, item.level, actor, at) ||
    isHeadquartersExecutive(actor, at) ||
    isResponsibleManager(item.range, actor, at);
  const refused = { outcome: 'denied', missing: [], obligations: ['trace'] } as const;
  if (!known) return { ...refused, code: 'NOT_IN_RANGE', rule: 'period.over', article: 'GS-14' };

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
  return {
    outcome: 'allowed',
    code: 'ALLOWED_DECLASSIFIED',
    rule: 'period.over',
    article: 'GS-14',
    missing: [],
    obligations: ['trace'],
  };
};
