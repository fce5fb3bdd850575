import { Temporal } from '@miji/core';
import { LEVEL_NAMES, printedPeriod } from '@miji/core';
import { expect, test } from 'vitest';
import {
  cellText,
  readCopies,
  readDay,
  readLevel,
  readNames,
  readPeriod,
} from '../../src/classification/ledger-cells.ts';
import { columnsOfHeading } from '../../src/classification/ledger-headings.ts';

test('a heading is recognised in Chinese and in English, whatever stands around it', () => {
  expect(
    columnsOfHeading(['编号', ' 题 名 ', '密级：', '保密期限', '备注', 'Responsible Manager', 'Date of issue', '密级']),
  ).toEqual(['number', 'title', 'level', 'period', null, 'responsibleManager', 'issuedOn', null]);
});

test.each([
  ['绝密', 'top_secret'],
  ['宏远商密·机密·10年', 'secret'],
  ['秘密', 'confidential'],
  ['Top Secret', 'top_secret'],
  ['secret', 'secret'],
  ['内部', null],
  ['', null],
])('the level in %j', (text, level) => {
  expect(readLevel(text, LEVEL_NAMES)).toBe(level);
});

test.each([
  ['10年', '10年'],
  ['１０年', '10年'],
  ['6个月', '6个月'],
  ['1年6个月', '1年6个月'],
  ['90天', '90天'],
  ['10 years', '10年'],
  ['至2030-12-31', '至2030-12-31'],
  ['至2030年12月31日止', '至2030-12-31'],
  ['2030/12/31', '至2030-12-31'],
  ['长期', '长期'],
  ['公布前', '公布前'],
  ['十年', null],
  ['2030-02-30', null],
  ['2030-12-31前', null],
  ['', null],
])('the period in %j', (text, printed) => {
  const period = readPeriod(cellText(text));
  expect(period === null ? null : printedPeriod(period)).toBe(printed);
});

test.each([
  ['2026-11-21', '2026-11-21'],
  ['2026/1/2', '2026-01-02'],
  ['2026.11.21', '2026-11-21'],
  ['2026年11月21日', '2026-11-21'],
  ['20261121', '2026-11-21'],
  ['2026-02-30', null],
  ['11月21日', null],
])('the day in %j', (text, day) => {
  expect(readDay(text)).toEqual(day === null ? null : Temporal.PlainDate.from(day));
});

test('copies are counted, one where nothing is said, and never more than a line may stand for', () => {
  expect(['', '3', '3份', '0', '1000', '两份', '-1'].map((text) => readCopies(text, 999))).toEqual([
    1,
    3,
    3,
    0,
    null,
    null,
    null,
  ]);
});

test('names are taken apart and stand once', () => {
  expect(readNames('张三、财务部；李四，张三')).toEqual(['张三', '财务部', '李四']);
});
