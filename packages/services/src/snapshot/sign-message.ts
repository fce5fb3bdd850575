import type { SignedMessage, SnapshotAlive } from '@miji/contract';
import type { SnapshotBody, SnapshotDelta } from '@miji/core';
import type { Platform } from '../platform/context.ts';

/** What is signed, see `snapshotPayload`. */
type Message =
  | { readonly kind: 'snapshot'; readonly body: SnapshotBody }
  | { readonly kind: 'changed'; readonly delta: SnapshotDelta; readonly lifeMs: number }
  | Omit<SnapshotAlive, 'nonce'>;

/**
 * Signs what a service is told of the rights of its company, exactly as it stands.
 *
 * @param nonce of the call or stream that it answers: what was recorded of another is no answer to it
 */
export const signMessage = ({ snapshots }: Platform, message: Message, nonce: string | undefined): SignedMessage => {
  const payload = JSON.stringify({ ...message, nonce: nonce ?? null });
  return { payload, keyId: snapshots.key.keyId, signature: snapshots.key.sign(payload) };
};
