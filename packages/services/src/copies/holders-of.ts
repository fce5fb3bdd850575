import type { Temporal } from '@miji/core';
import { type CopyRow, type MovementRow, movementsOfCopy, type ScopedTransaction } from '@miji/db';

/** On whose name a copy was, from when until when; null where it is still. */
export interface Had {
  readonly personId: string;
  readonly since: Temporal.Instant;
  readonly until: Temporal.Instant | null;
}

/**
 * Everybody on whose name a copy has been, the first one first. What became part of another copy went where that went.
 *
 * @see GS-24
 */
export const holdersOf = async (tx: ScopedTransaction, copy: CopyRow): Promise<readonly Had[]> => {
  const own = await movementsOfCopy(tx, copy.id);
  const bound = own.findLast(({ act }) => act === 'bind');
  const carried = copy.bound_to === null || bound === undefined ? [] : await movementsOfCopy(tx, copy.bound_to);
  const all = [...own, ...carried.filter(({ position }) => bound !== undefined && position > bound.position)];
  return all.reduce<readonly Had[]>((had, movement) => {
    const personId = nextHolder(movement);
    const last = had.at(-1);
    if (personId === null || personId === last?.personId) return had;
    const since = hasLeftAtOnce(movement) ? movement.given_at : (movement.ended_at ?? movement.given_at);
    const before = last === undefined ? [] : [{ ...last, until: since }];
    return [...had.slice(0, -1), ...before, { personId, since, until: null }];
  }, []);
};

/** What is made for somebody, or lent to him, is on his name before he has counted it. */
const hasLeftAtOnce = ({ act }: MovementRow): boolean => act === 'issue' || act === 'lend';

/** On whose name a copy came by a movement; null where it stayed on whosever it was. */
const nextHolder = (movement: MovementRow): string | null => {
  const { act, outcome, to_person_id, taken_by } = movement;
  if (act === 'issue' || (act === 'lend' && outcome === 'pending')) return to_person_id;
  if (outcome !== 'confirmed') return null;
  switch (act) {
    case 'bind':
    case 'replace_page':
    case 'lose':
    case 'destroy':
      return null;
    case 'carry_out':
    case 'bring_back':
      return to_person_id ?? taken_by;
    default:
      return taken_by ?? to_person_id;
  }
};
