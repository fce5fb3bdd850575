import type { RecordClassInForce } from '@miji/contract';
import { Refusal } from '@miji/contract';
import type { RecordClass } from '@miji/core';

/** How long the classes that were asked for count before they are asked for again. */
export const CLASSES_COUNT_FOR_MS = 30_000;

/**
 * The record classes of the caller's company, asked for when they are needed and kept for half a minute. Where they are too old and
 * cannot be asked for, nothing is handed out by them.
 *
 * @param ask `() => miji.recordClasses.list()`
 */
export const recordClassBook = (
  ask: () => Promise<{ readonly entries: readonly RecordClassInForce[] }>,
  { lifeMs = CLASSES_COUNT_FOR_MS, now = () => performance.now() }: { lifeMs?: number; now?: () => number } = {},
) => {
  let classes: ReadonlyMap<string, RecordClass> = new Map();
  let until = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | null = null;
  const refresh = async (): Promise<void> => {
    // The answer is as old as the question.
    const asked = now();
    const { entries } = await ask();
    classes = new Map(entries.map(({ inForce }) => [inForce.code, inForce]));
    until = asked + lifeMs;
  };
  return {
    /** @throws Refusal `NOT_FOUND` for a class that is not declared; whatever asking throws */
    of: async (code: string): Promise<RecordClass> => {
      if (now() >= until) {
        asking ??= refresh().finally(() => {
          asking = null;
        });
        await asking;
      }
      const found = classes.get(code);
      if (found === undefined) throw new Refusal('NOT_FOUND');
      return found;
    },
  };
};
