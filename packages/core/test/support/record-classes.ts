import fc from 'fast-check';
import type { Combination, RecordAsked, RecordClass, RecordFacts, RecordField } from '../../src/index.ts';
import {
  CUSTOMER_GRADES,
  DEPARTMENT_REACHES,
  FIELD_KINDS,
  FURTHER_REGIMES,
  PFI_CLASSES,
  UNMASKERS,
} from '../../src/index.ts';
import { levels, personIds } from './arbitraries.ts';

const NAMES = ['full_name', 'mobile', 'id_number', 'card', 'sms_code', 'opened_on'] as const;
const fields: fc.Arbitrary<readonly RecordField[]> = fc.subarray([...NAMES], { minLength: 2 }).chain((names) =>
  fc.tuple(
    ...names.map((name) =>
      fc.record({
        name: fc.constant(name),
        kind: fc.constantFrom(...FIELD_KINDS),
        pfi: fc.constantFrom(null, ...PFI_CLASSES),
        alwaysMasked: fc.boolean(),
      }),
    ),
  ),
);

const combinationsOver = (names: readonly string[]): fc.Arbitrary<readonly Combination[]> =>
  fc.array(fc.record({ fields: fc.subarray([...names], { minLength: 2 }), becomes: fc.constantFrom(...PFI_CLASSES) }), {
    maxLength: 3,
  });

/** Classes over few fields, so that two of them speak of the same. */
export const recordClasses: fc.Arbitrary<RecordClass> = fields.chain((made) =>
  fc.record({
    code: fc.constant('customer'),
    name: fc.constant('客户'),
    regimes: fc.subarray([...FURTHER_REGIMES], { maxLength: 2 }),
    level: fc.oneof(
      levels.map((level) => ({ kind: 'fixed', level }) as const),
      fc.record({
        kind: fc.constant('by_grade'),
        byGrade: fc.record({ ordinary: levels, important: levels, decisive: levels }),
      }),
    ),
    range: fc.record({ accountManager: fc.boolean(), department: fc.constantFrom(...DEPARTMENT_REACHES) }),
    fields: fc.constant(made),
    combinations: combinationsOver(made.map(({ name }) => name)),
    batchLimit: fc.integer({ min: 1, max: 50 }),
    unmaskers: fc.subarray([...UNMASKERS]),
    unmaskReasons: fc.subarray(['回访', '投诉']),
  }),
);

export const recordFacts: fc.Arbitrary<RecordFacts> = fc.record({
  grade: fc.constantFrom(null, ...CUSTOMER_GRADES),
  accountManagerId: fc.option(personIds),
  departmentId: fc.option(fc.constantFrom('d1', 'd2', 'd3')),
});

export const asking: fc.Arbitrary<RecordAsked> = fc.record({
  purpose: fc.constantFrom('', '回访客户'),
  fields: fc.subarray([...NAMES]),
  unmask: fc.option(
    fc.record({ fields: fc.subarray([...NAMES], { maxLength: 2 }), reason: fc.constantFrom('', '回访', '别的') }),
    { nil: undefined },
  ),
  given: fc.subarray([...NAMES], { maxLength: 2 }),
});

/** The class that the regulations suggest for a table of customers. */
export const CUSTOMER: RecordClass = {
  code: 'customer',
  name: '客户',
  regimes: ['customer'],
  level: { kind: 'by_grade', byGrade: { ordinary: 'confidential', important: 'secret', decisive: 'top_secret' } },
  range: { accountManager: true, department: 'members' },
  fields: [
    { name: 'full_name', kind: 'name', pfi: 'C2', alwaysMasked: false },
    { name: 'mobile', kind: 'mobile', pfi: 'C2', alwaysMasked: false },
    { name: 'account', kind: 'account', pfi: 'C2', alwaysMasked: false },
    { name: 'sms_code', kind: 'text', pfi: 'C2', alwaysMasked: false },
    { name: 'password', kind: 'text', pfi: 'C3', alwaysMasked: false },
    { name: 'opened_on', kind: 'date', pfi: 'C1', alwaysMasked: false },
    { name: 'segment', kind: 'text', pfi: null, alwaysMasked: false },
  ],
  combinations: [{ fields: ['account', 'sms_code'], becomes: 'C3' }],
  batchLimit: 20,
  unmaskers: ['account_manager', 'department_head'],
  unmaskReasons: [],
};
