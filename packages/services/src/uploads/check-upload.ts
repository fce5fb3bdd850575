import { createHmac } from 'node:crypto';
import type { ContentFileRow } from '@miji/db';
import { acceptContentFile, appendEvents, filesToCheck, findContentFile, refuseContentFile } from '@miji/db';
import { systemScope } from '../platform/acting.ts';
import { bySystem, momentAt } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { plainParts, readStretch, removeParts } from '../vault/parts.ts';
import type { ContentRefusal } from './inspection/finding.ts';
import { inspect } from './inspection/inspect.ts';
import { keyOfFile, partedOf } from './parted-file.ts';

/** One file after the other is looked at, and none twice at a time. */
const underWay = new Map<string, Promise<void>>();
let last: Promise<unknown> = Promise.resolve();

/**
 * Looks at a file that has arrived in full: it is ready to be used then, or it is refused and nothing of it is kept. Whatever ends it
 * half-way, the next look begins anew.
 */
export const checkUpload = (platform: Platform, companyId: string, id: string): Promise<void> => {
  const begun = underWay.get(id);
  if (begun !== undefined) return begun;
  const looked = last.then(() => look(platform, companyId, id)).finally(() => underWay.delete(id));
  last = looked.catch(() => undefined);
  underWay.set(id, looked);
  return looked;
};

/** Looks at what a server that has ended left to be looked at. */
export const checkUploads = async (platform: Platform, companyId: string): Promise<void> => {
  const scope = systemScope(await platform.clock.now(), companyId);
  for (const id of await platform.db.transact(scope, (tx) => filesToCheck(tx, 20))) {
    await checkUpload(platform, companyId, id);
  }
};

const look = async (platform: Platform, companyId: string, id: string): Promise<void> => {
  const { db, vault, blobs } = platform;
  const at = await platform.clock.now();
  const scope = systemScope(at, companyId);
  const begun = await db.transact(scope, async (tx) => {
    const row = await findContentFile(tx, id);
    if (row?.state !== 'checking') return undefined;
    return { row, key: await keyOfFile(platform, tx, row), digestKey: await vault.derivedKey(tx, 'content-digest') };
  });
  if (begun === undefined) return;
  const { row, key, digestKey } = begun;
  const file = partedOf(row);
  const finding = await inspect({
    fileName: row.file_name,
    size: row.size,
    read: (offset, length) => readStretch(blobs, key, file, offset, length),
  });
  if ('refusal' in finding) return refuse(platform, row, finding.refusal);
  // Every part is opened once more: what is taken is there from its first byte to its last.
  const digest = createHmac('sha256', digestKey);
  for await (const part of plainParts(blobs, key, file)) digest.update(part);
  await db.transact(scope, (tx) => acceptContentFile(tx, id, { ...finding, digest: digest.digest('hex') }));
};

const refuse = async (platform: Platform, row: ContentFileRow, code: ContentRefusal): Promise<void> => {
  const at = await platform.clock.now();
  const moment = await momentAt(platform, at);
  const event = bySystem(moment, {
    companyId: row.company_id,
    action: 'content.refused',
    subject: { kind: 'upload', id: row.id },
    because: { code },
    details: { size: row.size },
  });
  await platform.db.transact(systemScope(at, row.company_id), async (tx) => {
    if (await refuseContentFile(tx, row.id, code)) await appendEvents(tx, [event]);
  });
  await removeParts(platform.blobs, partedOf(row));
};
