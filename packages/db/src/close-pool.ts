import type { Pool } from 'pg';

const PATIENCE_MS = 5_000;

/**
 * Closes a pool and waits until its connections are gone, at most five seconds: the pool itself reports its end while they still
 * say goodbye, and a database that stops in that moment breaks them with an error.
 */
export const closePool = async (pool: Pool): Promise<void> => {
  let open = pool.totalCount;
  let gone = (): void => {};
  const allGone = new Promise<void>((resolve) => {
    gone = resolve;
  });
  pool.on('remove', () => {
    open -= 1;
    if (open <= 0) gone();
  });
  if (open === 0) gone();
  const ended = Promise.all([pool.end(), allGone]);
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([ended, enough]);
  clearTimeout(timer);
};
