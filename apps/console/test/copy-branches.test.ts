import type { CopySummary } from '@miji/contract';
import { expect, test } from 'vitest';
import type { Branch } from '../src/features/copies/copy-branches.ts';
import { branchesOf } from '../src/features/copies/copy-branches.ts';

const copy = (number: string, parent: string | null): CopySummary => ({
  id: `HYYH-2026-000012-${number}`,
  item: 'HYYH-2026-000012',
  number,
  kind: 'copy',
  medium: 'paper',
  level: 'secret',
  mark: '宏远银行商密·机密·10年',
  holder: { id: '00000000-0000-4000-8000-000000000001', name: '张明远' },
  store: null,
  state: 'held',
  parent: parent === null ? null : `HYYH-2026-000012-${parent}`,
  boundTo: null,
  grant: null,
  issuedAt: '2026-11-22T02:00:00.000Z',
  useUntil: null,
  dueAt: null,
  movementOpen: false,
});

type Shape = readonly (string | readonly [string, Shape])[];
const shapeOf = (branches: readonly Branch[]): Shape =>
  branches.map(({ copy: { number }, children }) => (children.length === 0 ? number : [number, shapeOf(children)]));

test('GS-24: a copy of a copy stands below it, and what was made from the item stands side by side', () => {
  const copies = [copy('001', null), copy('002', null), copy('003', '001'), copy('004', '003'), copy('005', '001')];
  expect(shapeOf(branchesOf(copies))).toEqual([['001', [['003', ['004']], '005']], '002']);
});

test('what was made from a copy that one may not see stands beside the others', () => {
  expect(shapeOf(branchesOf([copy('002', '001'), copy('003', '002')]))).toEqual([['002', ['003']]]);
});

test('a register that turns in a circle is drawn all the same, each copy once', () => {
  const copies = [copy('001', null), copy('002', '003'), copy('003', '002')];
  expect(shapeOf(branchesOf(copies))).toEqual(['001', ['002', ['003']]]);
});
