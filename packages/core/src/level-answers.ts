import type { Applicant, ApprovedOperation, Approver } from './approver.ts';
import { isForbidden } from './approver.ts';
import type { Allowed, Missing, Refused } from './decision.ts';
import type { Admitted } from './ground.ts';
import { kindBit } from './ground.ts';
import type { Rulings } from './law.ts';
import type { SecretLevel } from './level.ts';
import type { Handed } from './making-decisions.ts';
import {
  allowed,
  GRANT,
  GrantRefusals,
  HELD,
  refused,
  REPORT,
  REPORT_AND_PAPER,
  TRACE_AND_PAPER,
} from './making-decisions.ts';
import type { Regime } from './regime.ts';

/** The same answer twice: to an executive it comes with the duty to report the read. @see GS-16 */
interface ToReader<T> {
  readonly plain: T;
  readonly reported: T;
}

/** What can be answered to somebody who knows an item and wants something of it that has to be approved. */
export interface ApprovalAnswers<T> {
  readonly held: T;
  /** where nobody can agree, whatever is said; null where somebody can */
  readonly locked: T | null;
  /** where a necessity has to be stated first; null where none has */
  readonly necessity: T | null;
  readonly needed: T;
  readonly granted: ToReader<T>;
  readonly grantRefused: GrantRefusals<T>;
}

const approvalAnswers = <T>(
  rulings: Rulings,
  asked: { operation: ApprovedOperation; level: SecretLevel; regimes: readonly Regime[]; applicant: Applicant },
  handed: Handed<T>,
): ApprovalAnswers<T> => {
  const { operation, level, regimes, applicant } = asked;
  const { approver, necessityRequired, article } = rulings.approval(operation, level, regimes, applicant);
  const by = { rule: `approver.${level}`, article };
  const approval: readonly Missing[] = approver === null ? [] : [{ kind: 'approval', by: approver }];
  const granted = { ...GRANT, code: 'ALLOWED_GRANT' } as const;
  return {
    held: handed(refused(HELD)),
    locked: lockedAnswer(approver, by, handed),
    necessity: necessityRequired
      ? handed(
          refused({ code: 'NECESSITY_REQUIRED', rule: 'approver.necessity', article: 'GS-20' }, [
            { kind: 'necessity' },
            ...approval,
          ]),
        )
      : null,
    needed: handed(refused({ ...by, code: 'APPROVAL_REQUIRED' }, approval, 'needs_approval')),
    granted: {
      plain: handed(allowed(granted, TRACE_AND_PAPER)),
      reported: handed(allowed(granted, REPORT_AND_PAPER)),
    },
    grantRefused: new GrantRefusals(approval, handed),
  };
};

const lockedAnswer = <T>(
  approver: Approver | null,
  by: Pick<Refused, 'rule' | 'article'>,
  handed: Handed<T>,
): T | null => {
  if (approver === null) {
    return handed(refused({ code: 'RULE_NOT_SET', rule: 'approver.not_set', article: by.article }));
  }
  return isForbidden(approver) ? handed(refused({ ...by, code: 'FORBIDDEN_BY_RULE' })) : null;
};

/** Every answer about items of one level under the same regimes. */
export class LevelAnswers<T> {
  readonly admitted: Admitted;
  readonly byOffice: ToReader<T>;
  readonly named: ToReader<T>;
  readonly headquarters: T;
  readonly excluded: T;
  readonly unknown: T;
  readonly #approvals: Readonly<Record<Applicant, Map<ApprovedOperation, ApprovalAnswers<T>>>>;
  readonly #make: (operation: ApprovedOperation, applicant: Applicant) => ApprovalAnswers<T>;

  constructor(rulings: Rulings, level: SecretLevel, regimes: readonly Regime[], handed: Handed<T>) {
    const knowing = rulings.knowing(level, regimes);
    const by = { rule: `range.${level}`, article: knowing.article };
    const toReader = (said: Pick<Allowed, 'code' | 'rule' | 'article'>): ToReader<T> => ({
      plain: handed(allowed(said)),
      // Naming himself does not spare an executive the report.
      reported: handed(allowed(said, REPORT)),
    });
    this.admitted = { knowing, kinds: knowing.members.reduce((bits, kind) => bits | kindBit(kind), 0) };
    this.byOffice = toReader({ ...by, code: 'ALLOWED_RESPONSIBLE_MANAGER' });
    this.named = toReader({ ...by, code: 'ALLOWED_NAMED' });
    this.headquarters = handed(
      allowed({ code: 'ALLOWED_HEADQUARTERS', rule: 'range.headquarters', article: 'GS-16' }, REPORT),
    );
    this.excluded = handed(refused({ ...by, code: 'EXCLUDED', rule: 'range.excluded' }));
    this.unknown = handed(
      refused({ ...by, code: level === 'top_secret' ? 'NOT_DESIGNATED' : 'NOT_IN_RANGE' }, [
        { kind: 'naming', by: knowing.namers },
      ]),
    );
    this.#approvals = { insider: new Map(), group: new Map(), outsider: new Map() };
    this.#make = (operation, applicant) => approvalAnswers(rulings, { operation, level, regimes, applicant }, handed);
  }

  approval(operation: ApprovedOperation, applicant: Applicant): ApprovalAnswers<T> {
    const answers = this.#approvals[applicant];
    const earlier = answers.get(operation);
    if (earlier !== undefined) return earlier;
    const made = this.#make(operation, applicant);
    answers.set(operation, made);
    return made;
  }
}
