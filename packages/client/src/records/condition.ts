import type { CustomerGrade, GradeCondition } from '@miji/core';
import { CUSTOMER_GRADES, isOpen } from '@miji/core';
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Mapping } from './mapping.ts';
import { gradesOf } from './mapping.ts';

/** A condition for `where` of Kysely, over the columns of the developer's own table. */
export type RowCondition = <Db, Table extends keyof Db>(eb: ExpressionBuilder<Db, Table>) => Expression<SqlBool>;

/** The columns that a condition needs. */
interface Columns {
  readonly accountManager: string | null;
  readonly department: string | null;
  readonly grade: string | null;
  /** what stands in the column for each grade */
  readonly written: (grade: CustomerGrade) => readonly string[];
}

const columnsOf = <Row, Field extends string>(mapping: Mapping<Row, Field>): Columns => {
  const own = gradesOf(mapping.grade);
  return {
    accountManager: columnOf('accountManager', mapping.accountManager),
    department: columnOf('department', mapping.department),
    grade: own === null ? columnOf('grade', mapping.grade) : own.column,
    written: (grade) =>
      own === null ? [grade] : own.grades.flatMap(([written, of]) => (of === grade ? [written] : [])),
  };
};

const columnOf = (name: string, from: unknown): string | null => {
  if (from === undefined) return null;
  if (typeof from === 'string') return from;
  throw new TypeError(`${name} is mapped by a function: only a column can stand in a condition`);
};

/** Kysely's builder over tables of which nothing is known but the names of some columns. */
type Loose = ExpressionBuilder<Record<string, Record<string, unknown>>, string>;

/**
 * What somebody may know, as a condition of SQL: true of the same rows as the law is. Whatever stands for no known grade counts as the
 * gravest, an absent one too.
 *
 * @param table the name under which the table stands in the query, where there are several
 */
export const rowCondition = <Row, Field extends string>(
  mapping: Mapping<Row, Field>,
  conditions: readonly GradeCondition[],
  table?: string,
): RowCondition => {
  const columns = columnsOf(mapping);
  const at = (column: string): string => (table === undefined ? column : `${table}.${column}`);
  const ofGrade = (eb: Loose, grade: GradeCondition['grade']): Expression<SqlBool> => {
    if (grade === 'any') return eb.and([]);
    if (columns.grade === null) return grade === 'other' ? eb.and([]) : eb.or([]);
    const column = at(columns.grade);
    const written = grade === 'other' ? CUSTOMER_GRADES.flatMap(columns.written) : columns.written(grade);
    if (grade !== 'other') return written.length === 0 ? eb.or([]) : eb(column, 'in', written);
    return written.length === 0 ? eb.and([]) : eb.or([eb(column, 'is', null), eb(column, 'not in', written)]);
  };
  const ofRow = (eb: Loose, condition: GradeCondition): Expression<SqlBool> => {
    if (condition.everything) return eb.and([]);
    const { accountManager, department } = columns;
    return eb.or([
      ...(accountManager === null || condition.accountManagerId === null
        ? []
        : [eb(at(accountManager), '=', condition.accountManagerId)]),
      ...(department === null || condition.departmentIds.length === 0
        ? []
        : [eb(at(department), 'in', [...condition.departmentIds])]),
    ]);
  };
  const open = conditions.filter(isOpen);
  return (eb) => {
    // The columns are those of the mapping, which its own type has checked against the developer's rows.
    const loose = eb as unknown as Loose;
    return loose.or(open.map((condition) => loose.and([ofGrade(loose, condition.grade), ofRow(loose, condition)])));
  };
};
