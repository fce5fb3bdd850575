import type { cancelUpload as contract } from '@miji/contract';
import { appendEvents, deleteContentFile } from '@miji/db';
import type { z } from 'zod';
import { scopeOfCompany } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { removeParts } from '../vault/parts.ts';
import { findUpload, noUpload } from './known-upload.ts';
import { partedOf } from './parted-file.ts';

/**
 * Takes a file back that belongs to no item yet: with its row goes its key, and what lies in the store is cleared away.
 *
 * @throws Refusal `NOT_FOUND` for anybody else's, and for what belongs to an item
 */
export const cancelUpload = async (
  ctx: CallContext,
  { id }: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { db, blobs } = ctx.platform;
  const row = await findUpload(ctx, id);
  const isGone = await db.transact(scopeOfCompany(ctx, row.company_id), async (tx) => {
    if (!(await deleteContentFile(tx, id))) return false;
    const subject = { kind: 'upload', id } as const;
    await appendEvents(tx, [done(ctx, { companyId: row.company_id, action: 'content.removed', subject })]);
    return true;
  });
  // Somebody has made an item of it meanwhile: its parts are that item's content.
  if (!isGone) throw await noUpload(ctx, id);
  await removeParts(blobs, partedOf(row));
  return { removed: true };
};
