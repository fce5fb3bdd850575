import { Refusal, refusalCode } from '@miji/contract';
import type { ContentFileRow } from '@miji/db';
import { advanceContentFile, appendEvents } from '@miji/db';
import { scopeOfCompany } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { putPart, removePart } from '../vault/parts.ts';
import { checkUpload } from './check-upload.ts';
import { findUpload } from './known-upload.ts';
import { keyOfFile, partedOf } from './parted-file.ts';
import { keptFrom } from './start-upload.ts';

/**
 * Takes in bytes of a file from an offset on. Each part is sealed and put into the store before it counts; nothing else of it touches a
 * disk, and one part at a time is in memory. Where the line breaks, what is whole has been kept, and the rest is sent again.
 *
 * @param offset where the sender goes on: that up to which everything is safe
 * @returns up to where everything is safe now, in bytes
 * @throws Refusal `NOT_FOUND`, `UPLOAD_GONE` where it takes no more, `VERSION_CONFLICT` for another offset, `VALIDATION` for less than a part
 * @see SG-03
 */
export const receiveUpload = async (
  ctx: CallContext,
  { id, offset }: { readonly id: string; readonly offset: number },
  bytes: AsyncIterable<Uint8Array>,
): Promise<number> => {
  const { platform } = ctx;
  const row = await findUpload(ctx, id);
  if (row.state === 'refused') throw new Refusal(refusalCode.parse(row.refusal));
  if (row.received === row.size && offset === row.size) return offset;
  if (row.state !== 'receiving') throw new Refusal('UPLOAD_GONE');
  if (row.received !== offset) throw new Refusal('VERSION_CONFLICT');
  const key = await platform.db.transact(scopeOfCompany(ctx, row.company_id), (tx) => keyOfFile(platform, tx, row));
  const file = partedOf(row);

  const part = Buffer.allocUnsafeSlow(Math.min(row.part_size, row.size - offset));
  let [safe, filled] = [offset, 0];
  for await (const chunk of bytes) {
    for (let used = 0; used < chunk.length; ) {
      const wanted = Math.min(row.part_size, row.size - safe);
      if (wanted === 0) throw new Refusal('VALIDATION');
      const piece = chunk.subarray(used, used + wanted - filled);
      part.set(piece, filled);
      [filled, used] = [filled + piece.length, used + piece.length];
      if (filled < wanted) continue;
      const name = await putPart(platform.blobs, key, file, safe / row.part_size, part.subarray(0, wanted));
      const step = { from: safe, to: safe + wanted, part: name };
      if (!(await advance(ctx, row, step))) {
        // Somebody else has sent this part; where this one cannot be taken away now, the sweep finds it.
        await removePart(platform.blobs, file, name).catch(() => undefined);
        throw new Refusal('VERSION_CONFLICT');
      }
      [safe, filled] = [safe + wanted, 0];
    }
  }
  // Whoever sends less than a part at a time would send it for ever.
  if (filled > 0 && safe === offset) throw new Refusal('VALIDATION');
  return safe;
};

/** Whether the part counts: the file still stood where it begins. */
const advance = async (
  ctx: CallContext,
  row: ContentFileRow,
  step: { readonly from: number; readonly to: number; readonly part: string },
): Promise<boolean> => {
  const { platform, at } = ctx;
  const isWhole = step.to === row.size;
  const hasAdvanced = await platform.db.transact(scopeOfCompany(ctx, row.company_id), async (tx) => {
    if (!(await advanceContentFile(tx, row, { ...step, keptUntil: keptFrom(at) }))) return false;
    if (isWhole) await appendEvents(tx, [done(ctx, received(row))]);
    return true;
  });
  // Nobody waits for it; where this server ends meanwhile, the job looks at it.
  if (hasAdvanced && isWhole) checkUpload(platform, row.company_id, row.id).catch(() => undefined);
  return hasAdvanced;
};

const received = (row: ContentFileRow) =>
  ({
    companyId: row.company_id,
    action: 'content.received',
    subject: { kind: 'upload', id: row.id },
    details: { size: row.size },
  }) as const;
