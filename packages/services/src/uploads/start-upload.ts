import { randomUUID } from 'node:crypto';
import type { UploadWire } from '@miji/contract';
import { Refusal } from '@miji/contract';
import type { RefusalCode, Temporal } from '@miji/core';
import { countFilesUnderWay, findContentFile, insertContentFile } from '@miji/db';
import { findKnownItem } from '../items/known-item.ts';
import { homeCompanyId, scopeOfCompany } from '../platform/acting.ts';
import { refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { newKey } from '../vault/envelope.ts';
import { PART_SIZE } from '../vault/parts.ts';
import { plainFileName, promisedBy } from './inspection/file-name.ts';
import { uploaderOf } from './known-upload.ts';
import { toUpload } from './upload-wire.ts';

/** How long a file waits to be used, counted from the last piece of it that has arrived. */
export const keptFrom = (at: Temporal.Instant): Temporal.Instant => at.add({ hours: 24 });

/** So many files may somebody have under way: enough for a day's work, too few to fill a disk with. */
const MOST_UNDER_WAY = 20;

/**
 * Begins to take in a file: makes its key and the place for it. Its bytes follow by {@link receiveUpload}.
 *
 * @param input `size` in bytes; `item` where it is to become the new content of an item of another company than one's own
 * @throws Refusal `CONTENT_EMPTY`, `CONTENT_TOO_LARGE`, `CONTENT_TYPE_UNKNOWN`, `BATCH_LIMIT` with too many under way, `NOT_FOUND` for the item
 * @see SG-03
 */
export const startUpload = async (
  ctx: CallContext,
  input: { readonly fileName: string; readonly size: number; readonly item?: string | undefined },
): Promise<UploadWire> => {
  const { platform, at } = ctx;
  const companyId = await companyFor(ctx, input.item);
  const fileName = plainFileName(input.fileName);
  if (!Number.isSafeInteger(input.size) || input.size < 0) throw new Refusal('VALIDATION');
  const scope = scopeOfCompany(ctx, companyId);
  const uploader = uploaderOf(ctx);
  const id = randomUUID();
  const refuse = (code: RefusalCode): Promise<Refusal> =>
    refused(ctx, { companyId, action: 'content.received', subject: { kind: 'upload', id } }, { code });
  const code = refusalFor(fileName, input.size, platform.uploadLimit);
  if (code !== null) throw await refuse(code);
  const row = await platform.db.transact(scope, async (tx) => {
    if ((await countFilesUnderWay(tx, uploader)) >= MOST_UNDER_WAY) return undefined;
    await insertContentFile(tx, {
      id,
      file_name: fileName,
      size: input.size,
      part_size: PART_SIZE,
      ...uploader,
      ...(await platform.vault.sealFileKey(tx, id, newKey())),
      started_at: at,
      kept_until: keptFrom(at),
    });
    return findContentFile(tx, id);
  });
  if (row === undefined) throw await refuse('BATCH_LIMIT');
  return toUpload(row);
};

const refusalFor = (fileName: string, size: number, limit: number): RefusalCode | null => {
  if (promisedBy(fileName) === undefined) return 'CONTENT_TYPE_UNKNOWN';
  if (size === 0) return 'CONTENT_EMPTY';
  return size > limit ? 'CONTENT_TOO_LARGE' : null;
};

/** Whose file it becomes: that of the company that he works for, or of the owner of what it is to revise. */
const companyFor = async (ctx: CallContext, item: string | undefined): Promise<string> => {
  if (item === undefined) return homeCompanyId(ctx);
  const asking = { number: item, operation: 'view', action: 'content.received' } as const;
  return (await findKnownItem(ctx, asking, async () => undefined)).company.id;
};
