import type { SecretLevel } from './level.ts';
import type { RecordFacts } from './decide-record.ts';
import type { RecordAsker, RecordReach } from './record-reach.ts';
import { recordLevel, recordReach } from './record-reach.ts';
import type { CustomerGrade } from './scope-catalogue.ts';
import { CUSTOMER_GRADES } from './scope-catalogue.ts';

/** Which rows of a grade somebody may know. `other`: rows whose grade is not known. */
export interface GradeCondition {
  readonly grade: CustomerGrade | 'other' | 'any';
  readonly everything: boolean;
  readonly accountManagerId: string | null;
  readonly departmentIds: readonly string[];
}

/**
 * Which rows of a class somebody may know, as a condition on the row alone: what a database is asked, or a list is filtered by. It is
 * true of a row exactly where {@link decideRecord} lets him know it.
 *
 * @example
 * ```ts
 * const condition = recordCondition({ law, recordClass, companyId, actor, at });
 * rows.filter((row) => meets(condition, row));
 * ```
 * @see GS-18
 * @see GS-19
 */
export const recordCondition = (asker: RecordAsker): readonly GradeCondition[] => {
  const reaches = new Map<SecretLevel, RecordReach>();
  const reachAt = (level: SecretLevel): RecordReach => {
    const reach = reaches.get(level) ?? recordReach(asker, level);
    reaches.set(level, reach);
    return reach;
  };
  const of = (grade: GradeCondition['grade'], level: SecretLevel): GradeCondition => {
    const { everything, accountManagerId, headed, belonging } = reachAt(level);
    return { grade, everything, accountManagerId, departmentIds: [...new Set([...headed, ...belonging])] };
  };
  const highest = recordLevel(asker, null);
  const byGrade = CUSTOMER_GRADES.map((grade) => [grade, recordLevel(asker, grade)] as const);
  if (byGrade.every(([, level]) => level === highest)) return [of('any', highest)];
  return [...byGrade.map(([grade, level]) => of(grade, level)), of('other', highest)];
};

/** Whether a condition can be true of any row. */
export const isOpen = ({ everything, accountManagerId, departmentIds }: GradeCondition): boolean =>
  everything || accountManagerId !== null || departmentIds.length > 0;

/** Whether a row meets a condition. */
export const meets = (conditions: readonly GradeCondition[], row: RecordFacts): boolean =>
  conditions.some(
    ({ grade, everything, accountManagerId, departmentIds }) =>
      (grade === 'any' || grade === (row.grade ?? 'other')) &&
      (everything ||
        (accountManagerId !== null && accountManagerId === row.accountManagerId) ||
        (row.departmentId !== null && departmentIds.includes(row.departmentId))),
  );
