import { pfiTogether } from './combination.ts';
import type { Obligation } from './decision.ts';
import type { SecretLevel } from './level.ts';
import type { RecordClass, Unmasker } from './record-class.ts';
import { findRecordField, pfiRank } from './record-class.ts';
import type { RecordAsker, RecordReach } from './record-reach.ts';
import { recordLevel, recordReach } from './record-reach.ts';
import type { AllowedCode, RefusalCode } from './reason-code.ts';
import type { CustomerGrade } from './scope-catalogue.ts';

/** What the law looks at in a row. */
export interface RecordFacts {
  /** null where it is not known: then the row is as secret as the class can be */
  readonly grade: CustomerGrade | null;
  readonly accountManagerId: string | null;
  readonly departmentId: string | null;
}

/** What somebody wants to see of a row. */
export interface RecordAsked {
  /** what he needs it for, in a few words */
  readonly purpose: string;
  readonly fields: readonly string[];
  /** those of the fields that he has to see in clear, and why */
  readonly unmask?: { readonly fields: readonly string[]; readonly reason: string } | undefined;
  /** what he was given of this row in clear before: it counts as asked for together with the rest */
  readonly given?: readonly string[] | undefined;
}

export interface RecordQuestion extends RecordAsker {
  readonly row: RecordFacts;
  readonly asked: RecordAsked;
}

/** How a field is handed out. */
export type FieldState = 'clear' | 'masked' | 'withheld';

/** The law's answer about a row, and about each of the fields that were asked for. */
export type RecordDecision =
  | {
      readonly outcome: 'allowed';
      readonly code: AllowedCode;
      readonly rule: string;
      readonly article: string;
      readonly level: SecretLevel;
      readonly fields: ReadonlyMap<string, FieldState>;
      readonly obligations: readonly Obligation[];
    }
  | {
      readonly outcome: 'denied';
      readonly code: RefusalCode;
      readonly rule: string;
      readonly article: string;
      readonly level: SecretLevel;
      readonly obligations: readonly Obligation[];
    };

/**
 * May this person know this row, for this purpose, and which of its fields in clear? What authenticates somebody (C3) is handed out to
 * nobody; what identifies him (C2) is masked, unless somebody who may says why he needs it.
 *
 * @example
 * ```ts
 * const answer = decideRecord({ ...asker, row, asked: { purpose: '回访', fields: ['full_name', 'mobile'] } });
 * if (answer.outcome === 'allowed') answer.fields.get('mobile'); // 'masked'
 * ```
 * @see CD-02
 * @see CD-05
 * @see K-15
 */
export const decideRecord = (question: RecordQuestion): RecordDecision => {
  const { recordClass, row, asked } = question;
  const { standing, ...known } = standInRecord(question, row);
  if (known.outcome === 'denied') return known;
  const fault = faultIn(recordClass, asked, standing);
  if (fault !== null) {
    const { level } = known;
    return { outcome: 'denied', level, rule: 'record.fields', article: 'K-15', code: fault, obligations: ['trace'] };
  }
  return { ...known, fields: fieldStates(recordClass, asked) };
};

/** Whether somebody may know a row at all, and by what. */
export type RecordKnowledge =
  | Omit<Extract<RecordDecision, { readonly outcome: 'allowed' }>, 'fields'>
  | Extract<RecordDecision, { readonly outcome: 'denied' }>;

/** May this person know that there is such a row, whatever is in it? The same as {@link decideRecord} says of it first. */
export const knowRecord = (asker: RecordAsker, row: RecordFacts): RecordKnowledge => {
  const { standing: _, ...known } = standInRecord(asker, row);
  return known;
};

const standInRecord = (
  asker: RecordAsker,
  row: RecordFacts,
): RecordKnowledge & { readonly standing: readonly Unmasker[] } => {
  const level = recordLevel(asker, row.grade);
  const reach = recordReach(asker, level);
  const standing = standingOf(asker.actor.personId, reach, row);
  const range = { rule: `range.${level}`, article: reach.article, level, standing } as const;
  if (standing.length > 0) {
    const isInCharge = standing.some((who) => who !== 'department_member');
    const code = isInCharge ? 'ALLOWED_RESPONSIBLE_MANAGER' : 'ALLOWED_NAMED';
    return { ...range, outcome: 'allowed', code, obligations: obligationsOf(reach) };
  }
  if (reach.everything) {
    const office = { code: 'ALLOWED_HEADQUARTERS', rule: 'range.headquarters', article: 'GS-16' } as const;
    return { ...range, ...office, outcome: 'allowed', obligations: obligationsOf(reach) };
  }
  const code = level === 'top_secret' ? 'NOT_DESIGNATED' : 'NOT_IN_RANGE';
  return { ...range, outcome: 'denied', code, obligations: ['trace'] };
};

/** In which of the ways that a class names somebody stands in a row; none where he may not know it. */
const standingOf = (personId: string, reach: RecordReach, row: RecordFacts): readonly Unmasker[] => [
  ...(reach.accountManagerId !== null && row.accountManagerId === personId ? (['account_manager'] as const) : []),
  ...(row.departmentId !== null && reach.headed.includes(row.departmentId) ? (['department_head'] as const) : []),
  ...(row.departmentId !== null && reach.belonging.includes(row.departmentId) ? (['department_member'] as const) : []),
];

const obligationsOf = ({ everything }: RecordReach): readonly Obligation[] =>
  everything ? ['trace', 'report_headquarters_read'] : ['trace'];

/** What is wrong with how he asks; null where nothing is. */
const faultIn = (recordClass: RecordClass, asked: RecordAsked, standing: readonly Unmasker[]): RefusalCode | null => {
  const wanted = [...asked.fields, ...(asked.unmask?.fields ?? [])];
  if (!saysSomething(asked.purpose)) return 'PURPOSE_REQUIRED';
  // No open-ended query: whoever names no field asks for all of them.
  if (wanted.length === 0 || wanted.some((name) => findRecordField(recordClass, name) === undefined)) {
    return 'VALIDATION';
  }
  if (asked.unmask === undefined || asked.unmask.fields.length === 0) return null;
  if (!standing.some((who) => recordClass.unmaskers.includes(who))) return 'NOT_ENTITLED';
  if (!isReason(recordClass, asked.unmask.reason)) return 'UNMASK_REASON_REQUIRED';
  const together = togetherOf(asked);
  return asked.unmask.fields.some((name) => pfiTogether(recordClass, name, together) === 'C3')
    ? 'FORBIDDEN_BY_RULE'
    : null;
};

/** Whether there is a letter or a number in it: signs that nobody sees say nothing. */
export const saysSomething = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** A reason in his own words, or one of those that the class sets. */
const isReason = ({ unmaskReasons }: RecordClass, reason: string): boolean =>
  unmaskReasons.length === 0 ? saysSomething(reason) : unmaskReasons.includes(reason.trim());

const togetherOf = ({ fields, unmask, given = [] }: RecordAsked): ReadonlySet<string> =>
  new Set([...fields, ...(unmask?.fields ?? []), ...given]);

const fieldStates = (recordClass: RecordClass, asked: RecordAsked): ReadonlyMap<string, FieldState> => {
  const together = togetherOf(asked);
  const unmasked = new Set(asked.unmask?.fields);
  return new Map(
    [...new Set([...asked.fields, ...unmasked])].map((name) => {
      const pfi = pfiTogether(recordClass, name, together);
      if (pfi === 'C3') return [name, 'withheld'];
      const isMasked = pfiRank(pfi) >= 2 || findRecordField(recordClass, name)?.alwaysMasked === true;
      return [name, isMasked && !unmasked.has(name) ? 'masked' : 'clear'];
    }),
  );
};

/** Whether so many rows may be asked for at once. @see K-15 */
export const isWithinBatch = ({ batchLimit }: RecordClass, rows: number): boolean => rows <= batchLimit;
