import { createHmac } from 'node:crypto';
import type { ContentFileRow } from '@miji/db';
import {
  acceptContentFile,
  appendEvents,
  claimContentFile,
  filesToCheck,
  findContentFile,
  keepContentFile,
  refuseContentFile,
} from '@miji/db';
import { systemScope } from '../platform/acting.ts';
import { bySystem, momentAt } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { plainParts, readStretch, removeParts } from '../vault/parts.ts';
import type { ContentRefusal } from './inspection/finding.ts';
import { inspect } from './inspection/inspect.ts';
import { keyOfFile, partedOf } from './parted-file.ts';
import { Turns } from '../platform/turns.ts';

/** Well within the time that a claim lasts. */
const KEPT_EVERY_MS = 3_000;

/** Looking at a file takes a thread and its memory; so many are looked at at once, one of each sender. */
const turns = new Turns(2);
const underWay = new Map<string, Promise<void>>();

/**
 * Looks at a file that has arrived in full: it is ready to be used then, or it is refused and nothing of it is kept. Whatever ends it
 * half-way, the next look begins anew; one that another server is looking at is left to it.
 */
export const checkUpload = (platform: Platform, companyId: string, id: string): Promise<void> => {
  const begun = underWay.get(id);
  if (begun !== undefined) return begun;
  const looked = lookInTurn(platform, companyId, id).finally(() => underWay.delete(id));
  underWay.set(id, looked);
  return looked;
};

/** Looks at what a server that has ended left to be looked at. */
export const checkUploads = async (platform: Platform, companyId: string): Promise<void> => {
  const scope = systemScope(await platform.clock.now(), companyId);
  const files = await platform.db.transact(scope, (tx) => filesToCheck(tx, 20));
  const looks = await Promise.allSettled(files.map((id) => checkUpload(platform, companyId, id)));
  for (const one of looks) if (one.status === 'rejected') throw one.reason;
};

const lookInTurn = async (platform: Platform, companyId: string, id: string): Promise<void> => {
  const scope = systemScope(await platform.clock.now(), companyId);
  const file = await platform.db.transact(scope, (tx) => findContentFile(tx, id));
  if (file === undefined) return;
  await turns.take(`${file.uploader_id} ${file.uploader_service_id}`, () => look(platform, companyId, id));
};

const look = async (platform: Platform, companyId: string, id: string): Promise<void> => {
  const { db, vault, blobs } = platform;
  const at = await platform.clock.now();
  const scope = systemScope(at, companyId);
  const begun = await db.transact(scope, async (tx) => {
    const row = await claimContentFile(tx, id);
    if (row === undefined) return undefined;
    return { row, key: await keyOfFile(platform, tx, row), digestKey: await vault.derivedKey(tx, 'content-digest') };
  });
  if (begun === undefined) return;
  const { row, key, digestKey } = begun;
  const claim = setInterval(() => {
    db.transact(scope, (tx) => keepContentFile(tx, id)).catch(() => undefined);
  }, KEPT_EVERY_MS);
  try {
    const file = partedOf(row);
    const finding = await inspect({
      fileName: row.file_name,
      size: row.size,
      read: (offset, length) => readStretch(blobs, key, file, offset, length),
    });
    if ('refusal' in finding) return await refuse(platform, row, finding.refusal);
    // Every part is opened once more: what is taken is there from its first byte to its last.
    const digest = createHmac('sha256', digestKey);
    for await (const part of plainParts(blobs, key, file)) digest.update(part);
    await db.transact(scope, (tx) => acceptContentFile(tx, id, { ...finding, digest: digest.digest('hex') }));
  } finally {
    clearInterval(claim);
  }
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
  const isRefused = await platform.db.transact(systemScope(at, row.company_id), async (tx) => {
    if (!(await refuseContentFile(tx, row.id, code))) return false;
    await appendEvents(tx, [event]);
    return true;
  });
  // Where another look at it has ended before, the parts are what that one has made of them.
  if (!isRefused) return;
  await removeParts(platform.blobs, partedOf(row));
};
