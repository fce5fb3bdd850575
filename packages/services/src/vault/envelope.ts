import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** 256 bits. */
export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 1;
const HEAD_BYTES = 1 + NONCE_BYTES;

/** A new random key. */
export const newKey = (): Buffer => randomBytes(KEY_BYTES);

/**
 * Seals bytes under a key (AES-256-GCM). The context says what they are; opened under any other context they do not open, so that
 * no sealed thing can be put in the place of another.
 */
export const seal = (key: Buffer, context: string, plain: Buffer): Buffer => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), nonce, sealed, cipher.getAuthTag()]);
};

/** @throws Error where the bytes were not sealed under this key and context, or were changed */
export const open = (key: Buffer, context: string, sealed: Buffer): Buffer => {
  if (sealed[0] !== VERSION || sealed.length < HEAD_BYTES + TAG_BYTES) throw new Error('not a sealed content');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, HEAD_BYTES));
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(HEAD_BYTES, -TAG_BYTES)), decipher.final()]);
};
