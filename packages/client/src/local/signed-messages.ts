import type { SignedMessage, SnapshotPayload } from '@miji/contract';
import { signedMessage, snapshotPayload } from '@miji/contract';

/** A message that is not from whom it should be, or not what it should be. */
export class UntrustedSnapshot extends Error {
  override readonly name = 'UntrustedSnapshot';
}

/** Opens what one of the trusted keys has signed. @throws UntrustedSnapshot for anything else */
export type OpenMessage = (message: SignedMessage) => Promise<SnapshotPayload>;

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.codePointAt(0) ?? 0);

const hexOf = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

const ED25519 = { name: 'Ed25519' };

/**
 * Trusts some public keys, and no other, whatever a message says of itself.
 *
 * @param publicKeys base64 of their SPKI form, as `snapshot.keys` and the console give them
 * @throws UntrustedSnapshot where one is no such key
 */
export const trusting = async (publicKeys: readonly string[]): Promise<OpenMessage> => {
  const trusted = new Map<string, CryptoKey>();
  for (const text of publicKeys) {
    try {
      const der = bytesOf(text);
      const key = await crypto.subtle.importKey('spki', der, ED25519, false, ['verify']);
      trusted.set(hexOf(await crypto.subtle.digest('SHA-256', der)), key);
    } catch (cause) {
      throw new UntrustedSnapshot('no Ed25519 key in SPKI form, base64', { cause });
    }
  }
  return async ({ payload, keyId, signature }) => {
    const key = trusted.get(keyId);
    if (key === undefined) throw new UntrustedSnapshot(`signed by ${keyId}, which is not trusted`);
    // The signature is over these very bytes: nothing is read out of them before it holds.
    const signed = await holds(key, signature, payload).catch(() => false);
    if (!signed) throw new UntrustedSnapshot('the signature does not hold');
    const parsed = snapshotPayload.safeParse(JSON.parse(payload));
    if (!parsed.success)
      throw new UntrustedSnapshot('signed, but of a form that this client does not know', { cause: parsed.error });
    return parsed.data;
  };
};

const holds = async (key: CryptoKey, signature: string, payload: string): Promise<boolean> =>
  crypto.subtle.verify(ED25519, key, bytesOf(signature), new TextEncoder().encode(payload));

/** A signed message out of the text of an event. @throws UntrustedSnapshot where it is none */
export const messageIn = (text: string): SignedMessage => {
  try {
    return signedMessage.parse(JSON.parse(text));
  } catch (cause) {
    throw new UntrustedSnapshot('no signed message', { cause });
  }
};
