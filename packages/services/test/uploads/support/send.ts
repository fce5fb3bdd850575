import type { UploadWire } from '@miji/contract';
import type { CallContext } from '../../../src/index.ts';
import { checkUpload, getUpload, receiveUpload, startUpload } from '../../../src/index.ts';
import { findUpload } from '../../../src/uploads/known-upload.ts';

/** Bytes as a line brings them: in pieces of no particular size. */
export async function* arriving(bytes: Buffer, piece = 65_521): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
}

/** Sends a file whole and waits until it has been looked at. */
export const send = async (
  ctx: CallContext,
  fileName: string,
  bytes: Buffer,
  further: { readonly item?: string } = {},
): Promise<UploadWire> => {
  const { id } = await startUpload(ctx, { fileName, size: bytes.length, ...further });
  await receiveUpload(ctx, { id, offset: 0 }, arriving(bytes));
  await checkUpload(ctx.platform, (await findUpload(ctx, id)).company_id, id);
  return getUpload(ctx, { id });
};
