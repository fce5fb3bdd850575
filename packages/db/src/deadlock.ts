import { DatabaseError } from 'pg';

const DEADLOCK_DETECTED = '40P01';

/** Whether PostgreSQL ended a transaction because it and another waited for each other: nothing of it was kept. */
export const isDeadlock = (error: unknown): boolean =>
  error instanceof DatabaseError && error.code === DEADLOCK_DETECTED;
