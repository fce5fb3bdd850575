import { pruneActs, pruneChanges, pruneReported } from '@miji/db';
import { systemScope } from '../platform/acting.ts';
import type { Platform } from '../platform/context.ts';
import { CURSOR_HOURS } from './changes-since.ts';

/** Twice as long as an event may be late. */
const REPORTED_DAYS = 14;
/** How long an act is known by its key, and how long its answer is kept: whoever sends it again does so within seconds. */
const ACTS = { hours: 48, answerHours: 1 };

/** Forgets what nobody can ask for any more: changes behind every cursor, reports too old to come again, acts by their keys. */
export const pruneFeeds = async (platform: Platform, companyId: string): Promise<void> => {
  const at = await platform.clock.now();
  await platform.db.transact(systemScope(at, companyId), async (tx) => {
    await pruneChanges(tx, 2 * CURSOR_HOURS);
    await pruneReported(tx, REPORTED_DAYS);
  });
  await platform.db.directory(at, (directory) => pruneActs(directory, ACTS));
};
