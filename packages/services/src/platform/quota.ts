import { Refusal } from '@miji/contract';
import type { Platform } from './context.ts';

interface Window {
  readonly since: number;
  amount: number;
}

/** How much one caller may have in a stretch of real time, at one server. */
export interface Quota {
  readonly most: number;
  readonly inMs: number;
  readonly used: WeakMap<Platform['snapshots'], Map<string, Window>>;
}

/** A measure of something that callers take; each of them has as much. */
export const quota = ({ most, inMs }: { readonly most: number; readonly inMs: number }): Quota => ({
  most,
  inMs,
  used: new WeakMap(),
});

/**
 * Takes some of what a caller may have.
 *
 * @throws Refusal `RATE_LIMITED` where that much is not left: then nothing was taken
 */
export const takeFrom = (
  { most, inMs, used }: Quota,
  { snapshots }: Platform,
  caller: string,
  amount: number,
): void => {
  const now = performance.now();
  const callers = used.get(snapshots) ?? new Map<string, Window>();
  used.set(snapshots, callers);
  const known = callers.get(caller);
  const window = known === undefined || now - known.since >= inMs ? { since: now, amount: 0 } : known;
  if (window.amount + amount > most) throw new Refusal('RATE_LIMITED');
  window.amount += amount;
  callers.set(caller, window);
};
