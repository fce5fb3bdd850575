import { setTimeout as rest } from 'node:timers/promises';
import type { CompanyRef } from '@miji/contract';
import type { Temporal } from '@miji/core';
import type { Platform } from '../platform/context.ts';
import type { Since } from './changes-since.ts';
import { changesSince } from './changes-since.ts';

/** What happens within this time is told together. */
const GATHER_MS = 100;

/** What has happened since a cursor, and as of when. */
export interface Gathered extends Since {
  readonly at: Temporal.Instant;
}

const gathering = new WeakMap<Platform['snapshots'], Map<string, Promise<Gathered>>>();

/**
 * What has changed for a company since a cursor, a moment from now: read once for all who stand there, and once for a burst of changes.
 */
export const gatheredChanges = (platform: Platform, company: CompanyRef, cursor: string): Promise<Gathered> => {
  const begun = gathering.get(platform.snapshots) ?? new Map<string, Promise<Gathered>>();
  gathering.set(platform.snapshots, begun);
  const where = `${company.id} ${cursor}`;
  const known = begun.get(where);
  if (known !== undefined) return known;
  const made = (async () => {
    await rest(GATHER_MS);
    // Whoever comes from now on has heard of something that may no longer be in it.
    begun.delete(where);
    // Looked at before the data are: what is done meanwhile belongs to the next message.
    const at = await platform.clock.now();
    return { at, ...(await changesSince(platform, company, cursor, at)) };
  })();
  begun.set(where, made);
  return made;
};
