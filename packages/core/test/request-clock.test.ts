import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBefore, REQUEST_STAGES, stageAt, stageInstants, Temporal } from '../src/index.ts';
import type { DecisionTime } from '../src/index.ts';
import { instants } from './support/arbitraries.ts';
import { runs } from './support/runs.ts';

/** A time to decide in: from some milliseconds, where the parts hardly fit, to three months. */
const times: fc.Arbitrary<DecisionTime> = fc
  .tuple(instants, fc.oneof(fc.integer({ min: 10, max: 100 }), fc.integer({ min: 10, max: 8_000_000_000 })))
  .map(([beganAt, length]) => ({ beganAt, expiresAt: beganAt.add({ milliseconds: length }) }));
const lengthOf = ({ beganAt, expiresAt }: DecisionTime): number =>
  expiresAt.epochMilliseconds - beganAt.epochMilliseconds;
const rank = (time: DecisionTime, at: Temporal.Instant): number => REQUEST_STAGES.indexOf(stageAt(time, at));

describe('the clock of a request (K-09)', () => {
  it('reminds at half and at four fifths of the time, and escalates at nine tenths', () => {
    const beganAt = Temporal.Instant.from('2026-11-21T00:00:00Z');
    const time = { beganAt, expiresAt: beganAt.add({ hours: 10 * 24 }) };
    const after = (hours: number) => beganAt.add({ hours });
    expect(stageInstants(time)).toEqual({ half: after(120), four_fifths: after(192), escalated: after(216) });
  });

  it('reaches a stage at its first millisecond, and not one before', () => {
    fc.assert(
      fc.property(times, fc.constantFrom('half', 'four_fifths', 'escalated'), (time, stage) => {
        const at = stageInstants(time)[stage];
        expect(rank(time, at)).toBeGreaterThanOrEqual(REQUEST_STAGES.indexOf(stage));
        expect(rank(time, at.subtract({ milliseconds: 1 }))).toBeLessThan(REQUEST_STAGES.indexOf(stage));
      }),
      runs(2000),
    );
  });

  it('never goes back', () => {
    fc.assert(
      fc.property(times, fc.integer({ min: -1000, max: 2000 }), fc.nat(2000), (time, permille, later) => {
        const at = time.beganAt.add({ milliseconds: Math.round((lengthOf(time) * permille) / 1000) });
        const then = at.add({ milliseconds: Math.round((lengthOf(time) * later) / 1000) });
        expect(rank(time, then)).toBeGreaterThanOrEqual(rank(time, at));
      }),
      runs(2000),
    );
  });

  it('has every stage within its time, in their order, whole milliseconds each', () => {
    fc.assert(
      fc.property(times, (time) => {
        const { half, four_fifths, escalated } = stageInstants(time);
        const inOrder = [time.beganAt, half, four_fifths, escalated, time.expiresAt];
        for (const [index, one] of inOrder.slice(1).entries()) {
          expect(isBefore(one, inOrder[index] ?? one)).toBe(false);
          expect(one.epochNanoseconds % 1_000_000n).toBe(0n);
        }
        expect(isBefore(escalated, time.expiresAt)).toBe(true);
      }),
      runs(2000),
    );
  });

  it('keeps its parts of the time, to the millisecond, counted in whole numbers', () => {
    fc.assert(
      fc.property(times, (time) => {
        const { half, four_fifths, escalated } = stageInstants(time);
        const length = BigInt(lengthOf(time));
        const passed = (at: Temporal.Instant) => BigInt(at.epochMilliseconds - time.beganAt.epochMilliseconds);
        expect([half, four_fifths, escalated].map(passed)).toEqual([
          length / 2n,
          (length * 4n) / 5n,
          (length * 9n) / 10n,
        ]);
      }),
      runs(2000),
    );
  });

  it('begins anew with a new turn: what was overdue is fresh again', () => {
    fc.assert(
      fc.property(times, (time) => {
        const again = { beganAt: time.expiresAt, expiresAt: time.expiresAt.add({ milliseconds: lengthOf(time) }) };
        expect(stageAt(time, time.expiresAt)).toBe('escalated');
        expect(stageAt(again, time.expiresAt)).toBe('fresh');
      }),
      runs(500),
    );
  });
});
