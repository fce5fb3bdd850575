import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldKind } from '../src/index.ts';
import { FIELD_KINDS, HIDDEN, mask } from '../src/index.ts';
import { runs } from './support/runs.ts';

describe('a masked value (K-15)', () => {
  it.each<readonly [FieldKind, unknown, string]>([
    ['name', '张明远', '张**'],
    ['name', '欧阳修', '欧**'],
    ['name', '阿卜杜拉·买买提', '阿**'],
    ['name', '𠮷田茂', '𠮷**'],
    ['name', '　李　', HIDDEN],
    ['name', '王', HIDDEN],
    ['mobile', '13812345678', '138****5678'],
    ['mobile', 13_812_345_678, '138****5678'],
    ['mobile', '+86 138-1234-5678', '138****5678'],
    ['mobile', '008613812345678', '138****5678'],
    ['mobile', '１３８１２３４５６７８', '138****5678'],
    ['mobile', '010-62345678', '****5678'],
    ['mobile', '110', HIDDEN],
    ['identity', '11010519491231002X', '1******X'],
    ['identity', 'E12345678', 'E******8'],
    ['identity', '12', HIDDEN],
    ['card', '6222 0212 3456 7890 123', '****0123'],
    ['card', '1234', HIDDEN],
    ['account', '1100-1234-5678', '****5678'],
    ['email', 'zhangmy@bank.example', 'z***@bank.example'],
    ['email', 'z@bank.example', '***@bank.example'],
    ['email', '"a@b"@bank.example', HIDDEN],
    ['email', 'nobody', HIDDEN],
    ['address', '北京市朝阳区望京街道幸福小区3号楼', '北京市朝阳区***'],
    ['address', '内蒙古自治区呼和浩特市新城区中山东路1号', '内蒙古自治区呼和浩特市新城区***'],
    ['address', '江苏省苏州市昆山市前进西路9号', '江苏省苏州市昆山市***'],
    ['address', '北京市幸福小区3号楼', '北京市***'],
    ['address', '幸福小区3号楼', HIDDEN],
    ['amount', 1_234_567.89, HIDDEN],
    ['date', '1990-02-28', '1990-**-**'],
    ['date', '19900228', '1990-**-**'],
    ['date', '28.2.1990', HIDDEN],
    ['text', '备注', HIDDEN],
    ['text', { toString: () => 'secret' }, HIDDEN],
    ['name', null, ''],
    ['mobile', undefined, ''],
    ['card', '   ', ''],
  ])('%s %j is shown as %s', (kind, value, shown) => {
    expect(mask(kind, value)).toBe(shown);
  });

  /** How many characters of a value each kind may show; the domain of an e-mail and the upper parts of an address apart. */
  const MOST: Readonly<Record<FieldKind, number>> = {
    name: 1,
    mobile: 7,
    identity: 2,
    card: 4,
    account: 4,
    email: 1,
    address: 0,
    amount: 0,
    date: 4,
    text: 0,
  };
  const shownOf = (kind: FieldKind, masked: string): number =>
    Array.from(kind === 'email' ? (masked.split('@')[0] ?? '') : masked).filter((char) => !'*-'.includes(char)).length;

  const typed = fc.string({
    unit: fc.constantFrom(...Array.from('0123456789Xx张李·北京市朝阳区路号@.-+ ６ａ𠮷\u{200D}\u{0301}\u{202E}')),
    maxLength: 30,
  });
  const values = fc.oneof(
    typed,
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^1\d{10}$/),
    fc.bigInt(),
    fc.double(),
  );

  it('never shows more than its rule, and of a value never all', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FIELD_KINDS), values, (kind, value) => {
        const masked = mask(kind, value);
        const isWithinRule =
          kind === 'address' ? !/\d|[路街号楼室]/u.test(masked) : shownOf(kind, masked) <= MOST[kind];
        expect(masked === '' || (masked.includes('*') && isWithinRule), masked).toBe(true);
      }),
      runs(2_000),
    );
  });

  it('is the same for all values that agree in what is shown, whatever else they hold and however long they are', () => {
    const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
    fc.assert(
      fc.property(digits(4), digits(4), digits(12), digits(20), (a, b, c, d) => {
        expect(mask('mobile', `138${a}5678`)).toBe(mask('mobile', `138${b}5678`));
        expect(mask('card', `${c}7890`)).toBe(mask('card', `${d}7890`));
        expect(mask('identity', `1${c}X`)).toBe(mask('identity', `1${d}X`));
        expect(mask('amount', c)).toBe(mask('amount', d));
        expect(mask('name', `张${a}`)).toBe(mask('name', `张${c}`));
      }),
      runs(300),
    );
  });
});
