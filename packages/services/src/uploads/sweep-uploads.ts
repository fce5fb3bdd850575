import type { WantedParts } from '@miji/db';
import { appendEvents, deleteContentFile, lockForgottenFiles, partsWanted } from '@miji/db';
import { systemScope } from '../platform/acting.ts';
import { bySystem, momentAt } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { removeParts } from '../vault/parts.ts';
import { partedOf } from './parted-file.ts';
import { StrayParts } from './stray-parts.ts';

const BATCH = 50;

/** What was cleared away. */
export interface Swept {
  /** files that nobody has used in time */
  readonly files: number;
  /** parts in the store that belonged to no file, to one that was refused, or to one that has another in their place */
  readonly parts: number;
}

/**
 * Clears away the files that nobody has used in time, each with its key first and its parts afterwards, so that whatever ends it half-way
 * leaves nothing that can be read and nothing that {@link sweepBlobs} does not find.
 */
export const sweepUploads = async (platform: Platform, companyId: string): Promise<number> => {
  const at = await platform.clock.now();
  const moment = await momentAt(platform, at);
  const gone = await platform.db.transact(systemScope(at, companyId), async (tx) => {
    const rows = await lockForgottenFiles(tx, at, BATCH);
    for (const { id } of rows) await deleteContentFile(tx, id);
    const events = rows.map(({ id, size }) =>
      bySystem(moment, { companyId, action: 'content.removed', subject: { kind: 'upload', id }, details: { size } }),
    );
    if (events.length > 0) await appendEvents(tx, events);
    return rows;
  });
  for (const row of gone) await removeParts(platform.blobs, partedOf(row));
  return gone.length;
};

/**
 * Clears away what lies in the store of a company and has belonged to no file of it for long enough. The store is looked at first, the
 * register afterwards: a file is in the register before its first part is in the store.
 *
 * @param strays what earlier looks have seen
 * @returns how many parts it were
 */
export const sweepBlobs = async (platform: Platform, companyId: string, strays: StrayParts): Promise<number> => {
  const { blobs, db } = platform;
  const found: { readonly key: string; readonly file: string; readonly part: string }[] = [];
  for await (const key of blobs.list(companyId)) {
    const [, file = '', part = ''] = key.split('/');
    found.push({ key, file, part });
  }
  const files = new Set(found.map(({ file }) => file).filter(isId));
  const at = await platform.clock.now();
  const wanted = await db.transact(systemScope(at, companyId), (tx) => partsWanted(tx, [...files]));
  const stray = found.filter(({ file, part }) => !belongs(wanted.get(file), part)).map(({ key }) => key);
  const due = strays.due(companyId, stray, at);
  for (const key of due) await blobs.remove(key);
  return due.length + (await blobs.tidy());
};

const belongs = (wanted: WantedParts | undefined, part: string): boolean =>
  wanted === 'any' || wanted?.has(part) === true;

const isId = (name: string): boolean => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(name);

/** Both, at once, until nothing is left to clear away: for whoever knows that this database and this store belong together. */
export const sweepVault = async (platform: Platform, companyId: string): Promise<Swept> => {
  let files = 0;
  for (let more = BATCH; more === BATCH; ) {
    more = await sweepUploads(platform, companyId);
    files += more;
  }
  return { files, parts: await sweepBlobs(platform, companyId, new StrayParts(0)) };
};
