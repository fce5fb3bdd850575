import type { Law } from './law.ts';
import type { SecretLevel } from './level.ts';
import { higherLevel } from './level.ts';
import type { Actor } from './organisation.ts';
import { inOffice, isHeadquartersExecutive } from './organisation.ts';
import type { RecordClass } from './record-class.ts';
import { levelFor } from './record-overlay.ts';
import type { CustomerGrade } from './scope-catalogue.ts';
import { CUSTOMER_GRADES, entryOfGrade } from './scope-catalogue.ts';
import type { Temporal } from './time.ts';

/** What of the law binds a row: who may know something of a level, and how secret the catalogue says a customer's files are. */
export type RecordLaw = Pick<Law, 'knowing' | 'catalogue'>;

/** Who asks for rows of a class, under which law and when. */
export interface RecordAsker {
  /** the rules as they bind the company whose rows they are */
  readonly law: RecordLaw;
  readonly recordClass: RecordClass;
  readonly companyId: string;
  readonly actor: Actor;
  readonly at: Temporal.Instant;
}

/** Which rows of a level somebody may know: all of them, those he manages, those of some departments. */
export interface RecordReach {
  readonly everything: boolean;
  /** his own id where he may know the rows whose account manager he is; null where not */
  readonly accountManagerId: string | null;
  /** the departments of which he may know the rows because he heads them, and because he belongs to them */
  readonly headed: readonly string[];
  readonly belonging: readonly string[];
  /** the article of the rule that draws the line */
  readonly article: string;
}

/**
 * Which rows of a level somebody may know, by the same level rules as for items. The account manager and the head of a row's
 * department are in charge of it (主管人员), where the class says so; its other people only as far as a department may stand in a
 * range, which is 秘密 (GS-19). For 绝密 nobody is designated by a column of a table (GS-17): such customers are registered one by one.
 *
 * @see GS-16
 * @see GS-17
 * @see GS-18
 * @see GS-19
 */
export const recordReach = (asker: RecordAsker, level: SecretLevel): RecordReach => {
  const { law, recordClass, companyId, actor, at } = asker;
  const knowing = law.knowing(level, recordClass.regimes);
  const held = inOffice(actor, at).filter((appointment) => appointment.companyId === companyId);
  const { accountManager, department } = recordClass.range;
  const departments = (post?: 'department_head'): readonly string[] => [
    ...new Set(
      held.flatMap(({ departmentId, post: own }) =>
        departmentId !== null && (post === undefined || own === post) ? [departmentId] : [],
      ),
    ),
  ];
  return {
    everything: knowing.executivesKnow && isHeadquartersExecutive(actor, at),
    accountManagerId: accountManager && knowing.managerKnows && held.length > 0 ? actor.personId : null,
    headed: department !== 'nobody' && knowing.managerKnows ? departments('department_head') : [],
    belonging: department === 'members' && knowing.members.includes('department') ? departments() : [],
    article: knowing.article,
  };
};

/**
 * How secret a row is: as its class declares, by its customer's grade or alike for all, and where the customers' regime binds it never
 * less than the catalogue says for that grade. Where the grade is not known it is the highest.
 *
 * @see CD-05
 * @see CD-06
 * @see CD-07
 */
export const recordLevel = (
  { law, recordClass }: { readonly law: Pick<Law, 'catalogue'>; readonly recordClass: RecordClass },
  grade: CustomerGrade | null,
): SecretLevel => {
  const { level, regimes } = recordClass;
  const of = (known: CustomerGrade): SecretLevel => {
    const usual = regimes.includes('customer') ? (entryOfGrade(law, known)?.defaultLevel ?? null) : null;
    const declared = level.kind === 'fixed' ? level.level : levelFor(level, known);
    return usual === null ? declared : higherLevel(usual, declared);
  };
  return grade === null ? CUSTOMER_GRADES.map(of).reduce(higherLevel) : of(grade);
};

/**
 * A class with what the catalogue says written into it, for whoever applies it without having the catalogue.
 *
 * @see CD-06
 */
export const withCatalogue = (law: Pick<Law, 'catalogue'>, recordClass: RecordClass): RecordClass => {
  const of = (grade: CustomerGrade): SecretLevel => recordLevel({ law, recordClass }, grade);
  const byGrade = { ordinary: of('ordinary'), important: of('important'), decisive: of('decisive') };
  // One level for all of them is left as it was said: no grade has to be looked for in the row.
  if (new Set(Object.values(byGrade)).size === 1) {
    return { ...recordClass, level: { kind: 'fixed', level: byGrade.ordinary } };
  }
  return { ...recordClass, level: { kind: 'by_grade', byGrade } };
};
