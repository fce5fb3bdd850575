import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CopyState } from '../src/index.ts';
import { conserves, COPY_ACTS, COPY_STATES, countCopies, moveCopy, printedCopyNumber } from '../src/index.ts';
import { at } from './support/read.ts';

/** Every move there is, by hand; what is not in it is impossible. */
const MOVES: Readonly<Record<string, CopyState>> = {
  'held pass_on': 'held',
  'held bind': 'held',
  'held replace_page': 'held',
  'held lend': 'lent',
  'held carry_out': 'carried_out',
  'held send': 'in_transit',
  'held return': 'returned',
  'held lose': 'lost',
  'lent give_back': 'held',
  'lent lose': 'lost',
  'carried_out bring_back': 'held',
  'carried_out lose': 'lost',
  'in_transit receive': 'held',
  'in_transit lose': 'lost',
  'returned destroy': 'destroyed',
  'returned lose': 'lost',
  'lost find': 'returned',
};

describe('the moves of a copy (GS-24)', () => {
  const pairs = COPY_STATES.flatMap((state) =>
    COPY_ACTS.map((act) => [state, act, MOVES[`${state} ${act}`] ?? null] as const),
  );

  it('are looked at in every state', () => {
    expect(pairs).toHaveLength(COPY_STATES.length * COPY_ACTS.length);
  });

  it.each(pairs)('%s, %s: %s', (state, act, next) => {
    expect(moveCopy(state, act)).toBe(next);
  });

  it('end with destruction: no act leads out of it', () => {
    expect(COPY_ACTS.filter((act) => moveCopy('destroyed', act) !== null)).toEqual([]);
  });

  it('lead from custody to anywhere, and to destruction only through return', () => {
    const reached = new Set<CopyState>(['held']);
    for (const state of reached) {
      for (const act of COPY_ACTS) {
        const next = moveCopy(state, act);
        if (next !== null) reached.add(next);
      }
    }
    expect([...reached].toSorted()).toEqual([...COPY_STATES].toSorted());
    expect(COPY_STATES.filter((state) => COPY_ACTS.some((act) => moveCopy(state, act) === 'destroyed'))).toEqual([
      'returned',
    ]);
  });
});

describe('the register', () => {
  const steps = fc.array(
    fc.oneof(fc.constant('issue' as const), fc.record({ copy: fc.nat(9), act: fc.constantFrom(...COPY_ACTS) })),
    { maxLength: 60 },
  );

  it('adds up after every act: issued = held + lent + carried out + in transit + returned + destroyed + lost', () => {
    fc.assert(
      fc.property(steps, (steps) => {
        const copies: CopyState[] = [];
        const destroyed = new Set<number>();
        let issued = 0;
        for (const step of steps) {
          if (step === 'issue') {
            copies.push('held');
            issued += 1;
          } else if (step.copy < copies.length) {
            const before = at(copies, step.copy);
            copies[step.copy] = moveCopy(before, step.act) ?? before;
            if (before === 'destroyed') destroyed.add(step.copy);
          }
          expect([...destroyed].filter((copy) => copies[copy] !== 'destroyed')).toEqual([]);
          const count = countCopies(copies, issued);
          expect(conserves(count)).toBe(true);
          for (const state of COPY_STATES) {
            expect(count.in[state]).toBe(copies.filter((copy) => copy === state).length);
          }
        }
      }),
    );
  });

  it('does not add up when a copy is missing, or one too many', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...COPY_STATES)), fc.integer({ min: 1, max: 5 }), (copies, off) => {
        expect(conserves(countCopies(copies, copies.length))).toBe(true);
        expect(conserves(countCopies(copies, copies.length + off))).toBe(false);
        expect(conserves(countCopies(copies, copies.length - off))).toBe(false);
      }),
    );
  });

  it('prints copy numbers with three digits at least', () => {
    expect([1, 42, 999, 1000].map(printedCopyNumber)).toEqual(['001', '042', '999', '1000']);
  });
});
