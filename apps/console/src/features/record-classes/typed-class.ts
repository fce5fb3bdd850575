import type { RecordClassWire } from '@miji/contract';
import type { CustomerGrade, FieldKind, PfiClass, SecretLevel } from '@miji/core';

/** A class in a list of choices, of which none may be null. */
export const NO_CLASS = 'none';

/** A declaration as it stands in the form. */
export interface Typed {
  readonly code: string;
  readonly name: string;
  readonly graded: boolean;
  readonly level: SecretLevel;
  readonly byGrade: Readonly<Record<CustomerGrade, SecretLevel>>;
  readonly accountManager: boolean;
  readonly department: RecordClassWire['range']['department'];
  readonly fields: readonly {
    readonly name: string;
    readonly kind: FieldKind;
    readonly pfi: PfiClass | typeof NO_CLASS;
    readonly alwaysMasked: boolean;
  }[];
  readonly combinations: RecordClassWire['combinations'];
  readonly batchLimit: number;
  readonly unmaskers: RecordClassWire['unmaskers'];
  readonly unmaskReasons: readonly string[];
}

const BY_LAW = { ordinary: 'confidential', important: 'secret', decisive: 'top_secret' } as const;

export const typedOf = (declared: RecordClassWire): Typed => ({
  code: declared.code,
  name: declared.name,
  graded: declared.level.kind === 'by_grade',
  level: declared.level.kind === 'fixed' ? declared.level.level : 'confidential',
  byGrade: declared.level.kind === 'by_grade' ? declared.level.byGrade : BY_LAW,
  ...declared.range,
  fields: declared.fields.map((field) => ({ ...field, pfi: field.pfi ?? NO_CLASS })),
  combinations: declared.combinations,
  batchLimit: declared.batchLimit,
  unmaskers: declared.unmaskers,
  unmaskReasons: declared.unmaskReasons,
});

/** What is declared by the form; what it does not show stays as it was. */
export const declaredBy = (typed: Typed, before: RecordClassWire): RecordClassWire => ({
  code: typed.code.trim(),
  name: typed.name,
  regimes: before.regimes,
  level: typed.graded ? { kind: 'by_grade', byGrade: typed.byGrade } : { kind: 'fixed', level: typed.level },
  range: { accountManager: typed.accountManager, department: typed.department },
  fields: typed.fields.map(({ pfi, ...field }) => ({
    ...field,
    name: field.name.trim(),
    pfi: pfi === NO_CLASS ? null : pfi,
  })),
  combinations: typed.combinations,
  batchLimit: typed.batchLimit,
  unmaskers: typed.unmaskers,
  unmaskReasons: [...typed.unmaskReasons],
});
