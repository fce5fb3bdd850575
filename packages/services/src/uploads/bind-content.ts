import { Refusal } from '@miji/contract';
import type { ScopedTransaction } from '@miji/db';
import { bindContentFile, deleteContentFile, insertContent, lockContentFile } from '@miji/db';
import type { CallContext, Platform } from '../platform/context.ts';
import { removeParts } from '../vault/parts.ts';
import type { NewContent } from './new-content.ts';
import { keyOfFile, partedOf } from './parted-file.ts';

/**
 * Gives an item version its content, in the transaction that makes the version: both are there afterwards, or neither. The key of a file
 * goes over to the content, where only readers get it; a text that came as a file is sealed as any other text, and the file is gone.
 *
 * @throws Refusal `UPLOAD_GONE` where somebody else was faster with the same file
 */
export const bindContent = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  item: { readonly id: string; readonly version: number },
  content: NewContent,
): Promise<void> => {
  const { vault } = ctx.platform;
  const place = {
    item_id: item.id,
    version: item.version,
    readers: [],
    readers_once_declassified: [],
    secret_until: null,
  };
  const file = content.file === null ? null : await lockContentFile(tx, content.file.id);
  if (file === undefined || (file !== null && file.state !== 'ready')) throw new Refusal('UPLOAD_GONE');
  if (content.text !== null) {
    await insertContent(tx, { ...place, format: content.format, ...(await vault.seal(tx, item, content.text)) });
    if (file !== null) await deleteContentFile(tx, file.id);
    return;
  }
  if (file === null) throw new Error('a file content without a file');
  const dataKey = await keyOfFile(ctx.platform, tx, file);
  const sealed = await vault.sealKey(tx, item, dataKey);
  await insertContent(tx, { ...place, format: content.format, file_id: file.id, ...sealed });
  await bindContentFile(tx, file.id, item);
};

/** Clears away the parts of a file whose text has become a content; what a failure leaves of them, the sweep finds. */
export const dropTextFile = async ({ blobs }: Pick<Platform, 'blobs'>, content: NewContent | null): Promise<void> => {
  if (content === null || content.text === null || content.file === null) return;
  await removeParts(blobs, partedOf(content.file)).catch(() => undefined);
};
