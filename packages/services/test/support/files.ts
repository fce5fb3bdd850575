import type { SecretLevel } from '@miji/core';
import { checkUpload } from '../../src/uploads/check-upload.ts';
import { receiveUpload } from '../../src/uploads/receive-upload.ts';
import { startUpload } from '../../src/uploads/start-upload.ts';
import type { House } from './house.ts';

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** A file that the clerk has sent, looked at and ready to be used; gives its id. */
export const sent = async (house: House, fileName: string, bytes: Uint8Array): Promise<string> => {
  const ctx = await house.as(house.clerk);
  const { id } = await startUpload(ctx, { fileName, size: bytes.length });
  await receiveUpload(ctx, { id, offset: 0 }, pieces(bytes));
  await checkUpload(house.platform, house.group.own.id, id);
  return id;
};

/** A confirmed item of the owner that is made of a file; gives its number. */
export const registerFile = async (
  house: House,
  level: SecretLevel,
  readers: readonly string[],
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<string> =>
  house.register(level, readers, { content: undefined, upload: await sent(house, file.name, file.bytes) });
