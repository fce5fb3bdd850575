import type { Seat, SeatFormula } from '@miji/core';
import { allOf, anyOf, atLeast, inOrder, seatName } from '@miji/core';
import { describe, expect, test } from 'vitest';
import { seatOfName } from '../../src/register/seat-of-name.ts';
import type { SeatTaken } from '../../src/register/turns.ts';
import { actsOf } from '../../src/register/turns.ts';

const post = (name: 'general_manager' | 'deputy_general_manager' | 'department_head', companyId = 'c'): Seat => ({
  kind: 'post',
  companyId,
  post: name,
});
const [manager, deputy, head] = [post('general_manager'), post('deputy_general_manager'), post('department_head')];

const agreed = (seat: Seat, personId: string, decided: number, changes: Partial<SeatTaken> = {}): SeatTaken => ({
  seat: seatName(seat),
  personId,
  principalId: null,
  agreed: true,
  decided,
  ...changes,
});
const begins = (formula: SeatFormula | null, ...taken: readonly SeatTaken[]): readonly (readonly [string, number])[] =>
  actsOf(formula, 100, taken).map(({ personId, began }) => [personId, began]);

describe('when a request came to whoever decided it', () => {
  test('without an order, to everybody with the round', () => {
    expect(begins(null, agreed(manager, '甲', 200), agreed(deputy, '乙', 300))).toEqual([
      ['甲', 100],
      ['乙', 100],
    ]);
  });

  test('in an order, to the second when the first had agreed', () => {
    const formula = inOrder<Seat>(head, deputy, manager);
    expect(begins(formula, agreed(head, '甲', 200), agreed(deputy, '乙', 350), agreed(manager, '丙', 400))).toEqual([
      ['甲', 100],
      ['乙', 200],
      ['丙', 350],
    ]);
  });

  test('of two beside an order, to the one outside it with the round', () => {
    const formula = allOf<Seat>(inOrder<Seat>(head, manager), deputy);
    expect(begins(formula, agreed(head, '甲', 200), agreed(deputy, '乙', 300), agreed(manager, '丙', 400))).toEqual([
      ['甲', 100],
      ['乙', 100],
      ['丙', 200],
    ]);
  });

  test('of a quorum, to each of them when the quorum’s turn came, not when another of them had spoken', () => {
    const formula = inOrder<Seat>(head, atLeast<Seat>(2, deputy));
    expect(begins(formula, agreed(head, '甲', 200), agreed(deputy, '乙', 300), agreed(deputy, '丙', 400))).toEqual([
      ['甲', 100],
      ['乙', 200],
      ['丙', 200],
    ]);
  });

  test('a post that stands there twice has two turns', () => {
    const formula = inOrder<Seat>(manager, head, { ...manager });
    expect(begins(formula, agreed(manager, '甲', 200), agreed(head, '乙', 300), agreed(manager, '丁', 450))).toEqual([
      ['甲', 100],
      ['乙', 200],
      ['丁', 300],
    ]);
  });

  test('one act that fills several seats in turn is one act, from the first of them', () => {
    const formula = inOrder<Seat>(head, anyOf<Seat>(manager, deputy));
    expect(begins(formula, agreed(head, '甲', 200), agreed(manager, '甲', 200))).toEqual([['甲', 100]]);
  });

  test('a refusal took as long as it was waited for', () => {
    const formula = inOrder<Seat>(head, manager);
    expect(begins(formula, agreed(head, '甲', 200), agreed(manager, '乙', 500, { agreed: false }))).toEqual([
      ['甲', 100],
      ['乙', 200],
    ]);
  });
});

test('the name of a seat leads back to the seat', () => {
  const seats: readonly Seat[] = [
    manager,
    { kind: 'headquarters_post', post: 'deputy_general_manager' },
    { kind: 'in_charge', companyId: 'c', post: 'deputy_general_manager', line: 'credit' },
    { kind: 'headquarters_in_charge', post: 'deputy_general_manager', line: 'credit' },
    { kind: 'person', personId: 'p' },
    { kind: 'department_head', departmentId: 'd' },
    { kind: 'nobody' },
  ];
  for (const seat of seats) expect(seatOfName(seatName(seat))).toEqual(seat);
});
