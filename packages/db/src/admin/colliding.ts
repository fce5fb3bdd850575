import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError } from 'pg';

const MOST_ATTEMPTS = 30;
const LONGEST_PAUSE_MS = 100;

/** A role that somebody else was making or changing in the same moment. */
const collides = (error: unknown): boolean =>
  error instanceof DatabaseError &&
  (error.code === '23505' || error.code === '42710' || error.message.includes('concurrently updated'));

/**
 * Does again what collided with another. Roles belong to the whole server, while the provisioning lock belongs to one database:
 * two databases of a server that are set up at once meet here.
 *
 * @param work may be done any number of times
 */
export const untilUndisturbed = async (work: () => Promise<void>): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    try {
      await work();
      return;
    } catch (error) {
      if (!collides(error) || attempt === MOST_ATTEMPTS) throw error;
      await sleep(Math.random() * LONGEST_PAUSE_MS);
    }
  }
};
