import type { SecretLevel } from './level.ts';
import { higherLevel } from './level.ts';
import type { Combination, DeclarationFinding, RecordClass, RecordField, RecordLevel } from './record-class.ts';
import { DEPARTMENT_REACHES, higherPfi } from './record-class.ts';
import type { CustomerGrade } from './scope-catalogue.ts';
import { CUSTOMER_GRADES } from './scope-catalogue.ts';

/**
 * A record class as it binds one company: the group's, with what the company has made stricter. Of everything the stricter counts,
 * so that the group's may become stricter later and a company's older declaration never opens what it closed.
 *
 * @see K-01
 */
export const strictestClass = (group: RecordClass, own: RecordClass): RecordClass => ({
  code: group.code,
  name: own.name,
  regimes: union(group.regimes, own.regimes),
  level: higher(group.level, own.level),
  range: {
    accountManager: group.range.accountManager && own.range.accountManager,
    department: narrower(group.range.department, own.range.department),
  },
  fields: fieldsOf(group.fields, own.fields),
  combinations: combined(group.combinations, own.combinations),
  batchLimit: Math.min(group.batchLimit, own.batchLimit),
  unmaskers: group.unmaskers.filter((who) => own.unmaskers.includes(who)),
  unmaskReasons: narrowerReasons(group.unmaskReasons, own.unmaskReasons),
});

/**
 * Where a company's declaration is looser than the group's; nothing where it only tightens. What tightens is what changes nothing
 * when the group's is laid over it.
 *
 * @example
 * ```ts
 * tightens(group, { ...group, batchLimit: group.batchLimit + 1 }); // [{ field: 'batchLimit', code: 'RULE_LOOSENED' }]
 * ```
 */
export const tightens = (group: RecordClass, own: RecordClass): readonly DeclarationFinding[] => {
  const bound = strictestClass(group, own);
  const parts = [
    'code',
    'regimes',
    'level',
    'range',
    'fields',
    'combinations',
    'batchLimit',
    'unmaskers',
    'unmaskReasons',
  ];
  return parts
    .filter((part) => textOf(bound, part) !== textOf(own, part))
    .map((field) => ({ field, code: 'RULE_LOOSENED' }));
};

/** A part as text, with whatever has no order put into one. */
const textOf = (declared: RecordClass, part: string): string => {
  switch (part) {
    case 'regimes':
      return sorted(declared.regimes);
    case 'level':
      return CUSTOMER_GRADES.map((grade) => levelFor(declared.level, grade)).join();
    case 'range':
      return `${declared.range.accountManager} ${declared.range.department}`;
    case 'fields':
      return sorted(
        declared.fields.map(({ name, kind, pfi, alwaysMasked }) => `${name} ${kind} ${pfi} ${alwaysMasked}`),
      );
    case 'combinations':
      return sorted(declared.combinations.map(combinationKey));
    case 'batchLimit':
      return String(declared.batchLimit);
    case 'unmaskers':
      return sorted(declared.unmaskers);
    case 'unmaskReasons':
      return sorted(declared.unmaskReasons);
    default:
      return declared.code;
  }
};

const sorted = (words: readonly string[]): string => JSON.stringify([...new Set(words)].toSorted());

const union = <T>(a: readonly T[], b: readonly T[]): readonly T[] => [...new Set([...a, ...b])];

/** The level that a class gives to a grade; the highest it knows to a row whose grade is not known. */
export const levelFor = (level: RecordLevel, grade: CustomerGrade | null): SecretLevel => {
  if (level.kind === 'fixed') return level.level;
  return grade === null
    ? CUSTOMER_GRADES.map((known) => level.byGrade[known]).reduce(higherLevel)
    : level.byGrade[grade];
};

const higher = (a: RecordLevel, b: RecordLevel): RecordLevel => {
  if (a.kind === 'fixed' && b.kind === 'fixed') return { kind: 'fixed', level: higherLevel(a.level, b.level) };
  const of = (grade: CustomerGrade): SecretLevel => higherLevel(levelFor(a, grade), levelFor(b, grade));
  return {
    kind: 'by_grade',
    byGrade: { ordinary: of('ordinary'), important: of('important'), decisive: of('decisive') },
  };
};

const narrower = (
  a: RecordClass['range']['department'],
  b: RecordClass['range']['department'],
): RecordClass['range']['department'] =>
  DEPARTMENT_REACHES[Math.min(DEPARTMENT_REACHES.indexOf(a), DEPARTMENT_REACHES.indexOf(b))] ?? 'nobody';

/** Every field of either; of one that both have, the higher class, and the group's kind, from which its mask follows. */
const fieldsOf = (group: readonly RecordField[], own: readonly RecordField[]): readonly RecordField[] => {
  const added = own.filter(({ name }) => group.every((field) => field.name !== name));
  const both = group.map((field): RecordField => {
    const mine = own.find(({ name }) => name === field.name);
    if (mine === undefined) return field;
    return {
      name: field.name,
      kind: mine.kind === 'text' ? 'text' : field.kind,
      pfi: higherPfi(field.pfi, mine.pfi),
      alwaysMasked: field.alwaysMasked || mine.alwaysMasked,
    };
  });
  return [...both, ...added];
};

const combinationKey = ({ fields, becomes }: Combination): string => `${fields.toSorted().join(' ')} ${becomes}`;

const combined = (group: readonly Combination[], own: readonly Combination[]): readonly Combination[] => [
  ...new Map([...group, ...own].map((one) => [combinationKey(one), one])).values(),
];

/** Any reason of one's own is the widest choice; reasons of which none is left could be chosen by nobody. */
const narrowerReasons = (group: readonly string[], own: readonly string[]): readonly string[] => {
  if (group.length === 0) return own;
  const left = own.filter((reason) => group.includes(reason));
  return left.length === 0 ? group : left;
};
