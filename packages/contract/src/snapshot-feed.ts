import { z } from 'zod';
import { id } from './primitives.ts';
import { snapshotBody, snapshotCursor, snapshotDelta } from './snapshot.ts';

const moment = z.int();
const lifeMs = z.int().min(1).max(3_600_000);
const keyId = z.string().regex(/^[\da-f]{64}$/);

/**
 * What whoever asks has made up for this one question: an answer that carries it was made after it, and for him. Without it somebody could
 * play what he has recorded.
 */
export const snapshotNonce = z.string().regex(/^[\w-]{16,64}$/);
/** of the question, or of the stream; null where none was given */
const nonce = snapshotNonce.nullable();

/** That nothing has changed since a cursor. How fresh a snapshot is says nothing but a signed message. */
export const snapshotAlive = z.object({
  kind: z.literal('alive'),
  nonce,
  companyId: id,
  /** where whoever listens has to be by now; if he is elsewhere, something was kept from him */
  cursor: snapshotCursor,
  /** epoch milliseconds */
  at: moment,
  lifeMs,
});

/** What a server signs: the payload of a {@link signedMessage}, as JSON text. */
export const snapshotPayload = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('snapshot'), nonce, body: snapshotBody }),
  z.object({ kind: z.literal('changed'), nonce, delta: snapshotDelta, lifeMs }),
  snapshotAlive,
]);

/** A payload of more characters than this is none of ours: a million items take a quarter of it. */
const LONGEST_PAYLOAD = 500_000_000;

/** JSON text with an Ed25519 signature over its UTF-8 bytes, exactly as they stand. */
export const signedMessage = z.object({
  /** @see snapshotPayload */
  payload: z.string().max(LONGEST_PAYLOAD),
  /** the SHA-256 of the public key, in hexadecimal */
  keyId,
  /** base64 */
  signature: z.string().max(100),
});

/** Everything that decides about the items of the service's company, signed. Needs the scope `snapshot`. */
export const getSnapshot = { input: z.object({ nonce: snapshotNonce.optional() }), output: signedMessage };

/** What has changed since a cursor, signed; the same as the stream at `/api/v1/snapshot/stream` tells by itself. */
export const snapshotChanges = {
  input: z.object({ cursor: snapshotCursor, nonce: snapshotNonce.optional() }),
  output: signedMessage,
};

/** The keys by which snapshots are verified, for whoever pins them. */
export const snapshotKeys = {
  input: z.void(),
  output: z.object({
    keys: z.array(z.object({ keyId, publicKey: z.string().max(200) })).max(10),
    /** how long a snapshot may be relied upon while nothing newer is heard */
    lifeMs,
  }),
};

export type SignedMessage = z.output<typeof signedMessage>;
export type SnapshotPayload = z.output<typeof snapshotPayload>;
export type SnapshotAlive = z.output<typeof snapshotAlive>;
