import { endOfBusinessDay, isBefore, type Temporal } from '@miji/core';
import type { CopyRow, MovementRow } from '@miji/db';
import { WITH_HOLDER } from './with-holder.ts';

type Place = Pick<CopyRow, 'state' | 'bound_to' | 'use_until' | 'due_at'>;

/**
 * Whether the file of a copy is drawn anew for its holder: while he has it by right, and by itself. The period of a print and the meeting
 * of a paper end, a loan falls due, what is carried out comes back by a day, and what he said never came he does not fetch either.
 *
 * @see PM-10
 * @see AR-32
 * @see CD-12
 * @see CD-15
 */
export const mayBeDrawn = (
  { state, bound_to, use_until, due_at }: Place,
  movements: readonly Pick<MovementRow, 'act' | 'outcome'>[],
  at: Temporal.Instant,
): boolean =>
  WITH_HOLDER.has(state) &&
  bound_to === null &&
  (use_until === null || isBefore(at, endOfBusinessDay(use_until))) &&
  (due_at === null || isBefore(at, due_at)) &&
  !movements.some(({ act, outcome }) => act === 'issue' && outcome === 'declined');
