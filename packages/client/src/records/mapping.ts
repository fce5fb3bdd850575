import type { CustomerGrade, FieldValue, RecordFacts } from '@miji/core';
import { CUSTOMER_GRADES } from '@miji/core';

/** What a column may hold: a date of JavaScript too. */
export type RowValue = FieldValue | Date;

/** The columns of a row that hold such a value. */
export type ColumnOf<Row, Value> = {
  [K in keyof Row & string]-?: Row[K] extends Value ? K : never;
}[keyof Row & string];

/** Where a value is taken from: a column, or whatever a function makes of a row. */
export type Take<Row, Value> = ColumnOf<Row, Value> | ((row: Row) => Value);

/** A column with grades of one's own: what stands there, and which grade it is. */
export interface GradeColumn<Row> {
  readonly column: ColumnOf<Row, string | number | null | undefined>;
  readonly values: Readonly<Record<string, CustomerGrade>>;
}

type Person = string | null | undefined;

/**
 * How the rows of a developer's own table are read as records of a class. Columns can be turned into a condition of SQL, functions
 * cannot.
 */
export interface Mapping<Row, Field extends string> {
  /** the key of a row, under which it stands in the trace: never a name or a number of a person */
  readonly ref: Take<Row, string | number | bigint>;
  /** the customer's grade; not needed where all rows are of one level */
  readonly grade?: ColumnOf<Row, Person> | GradeColumn<Row> | ((row: Row) => CustomerGrade | null);
  /** who is in charge of the customer, by his id in the directory */
  readonly accountManager?: Take<Row, Person>;
  /** the department in charge, by its id in the directory */
  readonly department?: Take<Row, Person>;
  /** the fields of the class that the table has */
  readonly fields: Readonly<Record<Field, Take<Row, RowValue>>>;
}

/** A value of a row, wherever it is taken from. */
export const valueAt = (row: unknown, from: unknown): unknown => {
  if (typeof from === 'function') return from(row);
  return typeof from === 'string' && typeof row === 'object' && row !== null ? Reflect.get(row, from) : undefined;
};

const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** A grade as the mapping tells it; null, and so the gravest, for whatever it does not know. */
export const gradeAt = (row: unknown, from: unknown): CustomerGrade | null => {
  const values = gradesOf(from);
  const found = valueAt(row, values === null ? from : values.column);
  if (found === null || found === undefined) return null;
  if (values !== null) {
    const own = typeof found === 'string' || typeof found === 'number' ? String(found) : null;
    return values.grades.find(([written]) => written === own)?.[1] ?? null;
  }
  return CUSTOMER_GRADES.find((grade) => grade === found) ?? null;
};

/** A column of grades of one's own; null for any other way. */
export const gradesOf = (
  from: unknown,
): { readonly column: string; readonly grades: readonly (readonly [string, CustomerGrade])[] } | null => {
  if (typeof from !== 'object' || from === null || !('column' in from) || !('values' in from)) return null;
  const { column, values } = from;
  if (typeof column !== 'string' || typeof values !== 'object' || values === null) return null;
  const grades = Object.entries(values).flatMap(([written, value]): (readonly [string, CustomerGrade])[] => {
    const grade = CUSTOMER_GRADES.find((known) => known === value);
    return grade === undefined ? [] : [[written, grade]];
  });
  return { column, grades };
};

/** What the law looks at in a row. */
export const factsOf = <Row, Field extends string>(mapping: Mapping<Row, Field>, row: Row): RecordFacts => ({
  grade: gradeAt(row, mapping.grade),
  accountManagerId: textOrNull(valueAt(row, mapping.accountManager)),
  departmentId: textOrNull(valueAt(row, mapping.department)),
});

/** As long as a key may be in the trace. */
const LONGEST_REF = 100;

/** The key of a row. */
export const refOf = <Row, Field extends string>(mapping: Mapping<Row, Field>, row: Row): string => {
  const ref = valueAt(row, mapping.ref);
  const written = typeof ref === 'string' || typeof ref === 'number' || typeof ref === 'bigint' ? String(ref) : '';
  if (written !== '' && written.length <= LONGEST_REF) return written;
  throw new TypeError('a row without a key cannot be traced, and so is not handed out');
};
