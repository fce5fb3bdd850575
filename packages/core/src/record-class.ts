import type { SecretLevel } from './level.ts';
import type { FURTHER_REGIMES } from './regime.ts';
import type { CustomerGrade } from './scope-catalogue.ts';

/** The classes of personal financial information, least first (JR/T 0171). @see K-15 */
export const PFI_CLASSES = ['C1', 'C2', 'C3'] as const;
export type PfiClass = (typeof PFI_CLASSES)[number];

/** What a field holds, and so how it is masked. One dictionary for all companies. @see K-15 */
export const FIELD_KINDS = [
  'name',
  'mobile',
  'identity',
  'card',
  'account',
  'email',
  'address',
  'amount',
  'date',
  'text',
] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

/** One column of a record, by the name under which everybody asks for it. */
export interface RecordField {
  readonly name: string;
  readonly kind: FieldKind;
  /** null for what says nothing of a person */
  readonly pfi: PfiClass | null;
  /** whether it is shown masked even where its class would not ask for that */
  readonly alwaysMasked: boolean;
}

/** Fields that are of a higher class when they are asked for together. */
export interface Combination {
  readonly fields: readonly string[];
  readonly becomes: PfiClass;
}

/** Which of a row's department may know it: everybody who belongs to it, its head alone, or nobody for that. */
export const DEPARTMENT_REACHES = ['nobody', 'head', 'members'] as const;
export type DepartmentReach = (typeof DEPARTMENT_REACHES)[number];

/** Who may have a masked field of a row in clear, of those who may know the row. */
export const UNMASKERS = ['account_manager', 'department_head', 'department_member'] as const;
export type Unmasker = (typeof UNMASKERS)[number];

/** How secret a row is: always the same, or by how important its customer is. @see CD-05 @see CD-06 @see CD-07 */
export type RecordLevel =
  | { readonly kind: 'fixed'; readonly level: SecretLevel }
  | { readonly kind: 'by_grade'; readonly byGrade: Readonly<Record<CustomerGrade, SecretLevel>> };

/**
 * What a table of a company's own system holds, declared once for all of its rows, which are never registered one by one.
 *
 * @see CD-02
 * @see K-15
 */
export interface RecordClass {
  /** `customer` */
  readonly code: string;
  readonly name: string;
  /** what binds its rows besides the group's rules */
  readonly regimes: readonly (typeof FURTHER_REGIMES)[number][];
  readonly level: RecordLevel;
  readonly range: { readonly accountManager: boolean; readonly department: DepartmentReach };
  readonly fields: readonly RecordField[];
  readonly combinations: readonly Combination[];
  /** rows that may be asked for at once */
  readonly batchLimit: number;
  readonly unmaskers: readonly Unmasker[];
  /** the reasons among which somebody chooses; where none are set he writes his own */
  readonly unmaskReasons: readonly string[];
}

/** A field or a class as it is called in code. */
export const RECORD_NAME = /^[a-z][a-z0-9_]{0,39}$/;
export const MOST_FIELDS = 100;
export const MOST_COMBINATIONS = 50;
export const LARGEST_BATCH = 500;

/** A place of a declaration at which something is wrong, `fields.3.name`. */
export interface DeclarationFinding {
  readonly field: string;
  readonly code: 'VALIDATION' | 'DUPLICATE' | 'RANGE_REQUIRED' | 'RULE_LOOSENED';
}

/**
 * What is wrong with a declaration by itself; nothing where it can be used.
 *
 * @example
 * ```ts
 * checkRecordClass({ ...declared, range: { accountManager: false, department: 'nobody' } }); // [{ field: 'range', … }]
 * ```
 * @see GS-19
 */
export const checkRecordClass = (declared: RecordClass): readonly DeclarationFinding[] => [
  ...(RECORD_NAME.test(declared.code) ? [] : [invalid('code')]),
  ...(declared.name.trim() === '' ? [invalid('name')] : []),
  ...(declared.range.accountManager || declared.range.department !== 'nobody'
    ? []
    : [{ field: 'range', code: 'RANGE_REQUIRED' } as const]),
  ...fieldFindings(declared.fields),
  ...combinationFindings(declared),
  ...(Number.isInteger(declared.batchLimit) && declared.batchLimit >= 1 && declared.batchLimit <= LARGEST_BATCH
    ? []
    : [invalid('batchLimit')]),
  ...declared.unmaskReasons.flatMap((reason, n) => (reason.trim() === '' ? [invalid(`unmaskReasons.${n}`)] : [])),
];

const invalid = (field: string): DeclarationFinding => ({ field, code: 'VALIDATION' });

const fieldFindings = (fields: readonly RecordField[]): readonly DeclarationFinding[] => {
  if (fields.length === 0 || fields.length > MOST_FIELDS) return [invalid('fields')];
  const seen = new Set<string>();
  return fields.flatMap(({ name }, n): readonly DeclarationFinding[] => {
    if (!RECORD_NAME.test(name)) return [invalid(`fields.${n}.name`)];
    if (seen.has(name)) return [{ field: `fields.${n}.name`, code: 'DUPLICATE' }];
    seen.add(name);
    return [];
  });
};

/** A combination is of two or more fields of the class, each once, and raises at least one of them. */
const combinationFindings = ({ fields, combinations }: RecordClass): readonly DeclarationFinding[] => {
  if (combinations.length > MOST_COMBINATIONS) return [invalid('combinations')];
  const classes = new Map(fields.map(({ name, pfi }) => [name, pfi]));
  return combinations.flatMap(({ fields: together, becomes }, n): readonly DeclarationFinding[] => {
    const isOfClass = together.every((name) => classes.has(name));
    if (!isOfClass || together.length < 2 || new Set(together).size < together.length) {
      return [invalid(`combinations.${n}.fields`)];
    }
    const raises = together.some((name) => pfiRank(classes.get(name) ?? null) < pfiRank(becomes));
    return raises ? [] : [invalid(`combinations.${n}.becomes`)];
  });
};

/** 0 for what says nothing of a person, then 1 to 3. */
export const pfiRank = (pfi: PfiClass | null): number => (pfi === null ? 0 : PFI_CLASSES.indexOf(pfi) + 1);

/** The higher of two classes. */
export const higherPfi = (a: PfiClass | null, b: PfiClass | null): PfiClass | null =>
  pfiRank(a) >= pfiRank(b) ? a : b;

/** The field of a name, if the class has it. */
export const findRecordField = ({ fields }: RecordClass, name: string): RecordField | undefined =>
  fields.find((field) => field.name === name);
