import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordClass } from '../src/index.ts';
import { checkRecordClass, pfiRank, pfiTogether, strictestClass, tightens } from '../src/index.ts';
import { CUSTOMER, recordClasses } from './support/record-classes.ts';
import { runs } from './support/runs.ts';

describe('the declaration of a record class (K-15)', () => {
  it('of customers can be used', () => {
    expect(checkRecordClass(CUSTOMER)).toEqual([]);
  });

  const [first] = CUSTOMER.fields;
  it.each<readonly [string, string, Partial<RecordClass>]>([
    ['a code that is no name', 'code', { code: 'Customer 1' }],
    ['no name', 'name', { name: ' ' }],
    ['nobody who may know a row (GS-19)', 'range', { range: { accountManager: false, department: 'nobody' } }],
    ['no field', 'fields', { fields: [], combinations: [] }],
    ['a field twice', 'fields.1.name', { fields: first === undefined ? [] : [first, first], combinations: [] }],
    ['a combination of one', 'combinations.0.fields', { combinations: [{ fields: ['mobile'], becomes: 'C3' }] }],
    ['one of what it has not', 'combinations.0.fields', { combinations: [{ fields: ['mobile', 'x'], becomes: 'C3' }] }],
    [
      'one that raises nothing',
      'combinations.0.becomes',
      { combinations: [{ fields: ['mobile', 'account'], becomes: 'C1' }] },
    ],
    ['no limit', 'batchLimit', { batchLimit: 0 }],
    ['an empty reason', 'unmaskReasons.0', { unmaskReasons: [''] }],
  ])('with %s is turned away', (_, field, change) => {
    expect(checkRecordClass({ ...CUSTOMER, ...change }).map((finding) => finding.field)).toEqual([field]);
  });
});

describe('a combination (K-15)', () => {
  it('raises what is asked for together, and only that', () => {
    expect(pfiTogether(CUSTOMER, 'account', new Set(['account', 'mobile']))).toBe('C2');
    expect(pfiTogether(CUSTOMER, 'account', new Set(['account', 'mobile', 'sms_code']))).toBe('C3');
    expect(pfiTogether(CUSTOMER, 'mobile', new Set(['account', 'mobile', 'sms_code']))).toBe('C2');
  });

  it('never lowers: with more fields none is of a lower class', () => {
    fc.assert(
      fc.property(recordClasses, fc.array(fc.nat(9)), fc.array(fc.nat(9)), (declared, few, more) => {
        const names = (of: readonly number[]) => of.flatMap((n) => declared.fields[n]?.name ?? []);
        for (const { name } of declared.fields) {
          const alone = pfiRank(pfiTogether(declared, name, new Set(names(few))));
          expect(pfiRank(pfiTogether(declared, name, new Set(names([...few, ...more]))))).toBeGreaterThanOrEqual(alone);
        }
      }),
      runs(300),
    );
  });
});

describe('a company’s own declaration', () => {
  it.each<readonly [string, Partial<RecordClass>]>([
    [
      'level',
      {
        level: {
          kind: 'by_grade',
          byGrade: { ordinary: 'confidential', important: 'confidential', decisive: 'top_secret' },
        },
      },
    ],
    ['batchLimit', { batchLimit: 21 }],
    ['fields', { fields: CUSTOMER.fields.filter(({ name }) => name !== 'password') }],
    ['fields', { fields: CUSTOMER.fields.map((field) => ({ ...field, pfi: 'C1' as const })) }],
    ['fields', { fields: CUSTOMER.fields.map((field) => ({ ...field, kind: 'date' as const })) }],
    ['combinations', { combinations: [] }],
    ['unmaskers', { unmaskers: ['account_manager', 'department_member'] }],
    ['regimes', { regimes: [] }],
    ['code', { code: 'client' }],
  ])('may not loosen the group’s %s', (field, change) => {
    expect(tightens(CUSTOMER, { ...CUSTOMER, ...change })).toContainEqual({ field, code: 'RULE_LOOSENED' });
  });

  it.each<readonly [string, Partial<RecordClass>]>([
    ['nothing', {}],
    ['a name of its own', { name: '个人客户' }],
    ['a smaller batch', { batchLimit: 5 }],
    ['a level', { level: { kind: 'fixed', level: 'top_secret' } }],
    ['a narrower range', { range: { accountManager: true, department: 'head' } }],
    ['reasons to choose from', { unmaskReasons: ['回访'] }],
    [
      'a further field',
      { fields: [...CUSTOMER.fields, { name: 'vip', kind: 'text', pfi: null, alwaysMasked: false }] },
    ],
  ])('may set %s', (_, change) => {
    expect(tightens(CUSTOMER, { ...CUSTOMER, ...change })).toEqual([]);
  });

  it('laid over the group’s is never looser than it, and laid over it again changes nothing', () => {
    fc.assert(
      fc.property(recordClasses, recordClasses, (group, own) => {
        const bound = strictestClass(group, own);
        expect(tightens(group, bound)).toEqual([]);
        expect(strictestClass(group, bound)).toEqual({ ...bound, fields: expect.arrayContaining([...bound.fields]) });
      }),
      runs(300),
    );
  });
});
