import { chainHash, GENESIS, signedText } from '@miji/core';
import type { SegmentStatement } from '@miji/core';
import { ensureSealKey, insertSegment, isoMillisecond, lastSegment, takePendingEvents, toEvent } from '@miji/db';
import { systemScope } from '../platform/acting.ts';
import type { Platform } from '../platform/context.ts';
import { nodeVerifier } from './sealing-key.ts';

/** The most entries of one segment. */
const LARGEST_SEGMENT = 1_000;

/**
 * Chains the events of a company that are not sealed yet and signs them as the next segment; all of it, or nothing. Two servers
 * take turns.
 *
 * @returns how many events were sealed; call again while there are any
 * @see CD-24
 */
export const sealPending = async (platform: Platform, companyId: string): Promise<number> => {
  const { sealing, clock, sealingKey } = platform;
  const now = await clock.now();
  return sealing.transact(systemScope(now, companyId), async (tx) => {
    const rows = await takePendingEvents(tx, LARGEST_SEGMENT);
    if (rows.length === 0) return 0;
    const [previous] = await Promise.all([
      lastSegment(tx),
      ensureSealKey(tx, { keyId: sealingKey.keyId, publicKey: sealingKey.publicKey, at: now }),
    ]);
    const previousRoot = previous?.root ?? GENESIS;
    const firstEntry = (previous?.last_entry ?? 0) + 1;
    let root = previousRoot;
    const entries = rows.map((row, index) => {
      root = chainHash(nodeVerifier, root, toEvent(row));
      return { number: firstEntry + index, eventId: row.id, hash: root };
    });
    const statement: SegmentStatement = {
      format: 'miji/segment/1',
      companyId,
      number: (previous?.number ?? 0) + 1,
      firstEntry,
      lastEntry: firstEntry + rows.length - 1,
      previousRoot,
      root,
      sealedAt: isoMillisecond(now),
      keyId: sealingKey.keyId,
    };
    const signature = sealingKey.sign(signedText(statement));
    await insertSegment(tx, { statement, sealedAt: now, signature }, entries);
    return rows.length;
  });
};

/** Seals everything that waits, of one company. */
export const sealAll = async (platform: Platform, companyId: string): Promise<void> => {
  let sealed: number;
  do {
    sealed = await sealPending(platform, companyId);
  } while (sealed > 0);
};
