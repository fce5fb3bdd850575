import type { CopyRow, MovementRow } from '@miji/db';

/**
 * Whether a copy was made for somebody who has never said that he has it: he let the time for that pass, or said that it did not come.
 *
 * @see AR-36
 */
export const neverReceived = (
  { state, bound_to }: Pick<CopyRow, 'state' | 'bound_to'>,
  movements: readonly Pick<MovementRow, 'act' | 'outcome' | 'alarmed_at'>[],
): boolean =>
  state === 'held' &&
  bound_to === null &&
  movements.every(
    ({ act, outcome, alarmed_at }) =>
      outcome === 'declined' ||
      outcome === 'withdrawn' ||
      (outcome === 'pending' && act === 'issue' && alarmed_at !== null),
  );
