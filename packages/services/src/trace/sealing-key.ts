import type { KeyObject } from 'node:crypto';
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { Verifier } from '@miji/core';

/** The id of a public key (base64 SPKI): its SHA-256, whole, so that no other key can be ground to share it. */
const keyIdOf = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex');

/** Ed25519 and SHA-256 from the platform, for making and checking evidence. */
export const nodeVerifier: Verifier = {
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
  keyId: keyIdOf,
  verify: (publicKey, text, signature) => {
    try {
      const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
      // Bytes behind the key would give one key many ids.
      if (key.export({ format: 'der', type: 'spki' }).toString('base64') !== publicKey) return false;
      return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
    } catch {
      return false;
    }
  },
};

/** The key with which a server seals the trace. */
export class SealingKey {
  readonly keyId: string;
  /** base64 SPKI, for whoever verifies */
  readonly publicKey: string;
  readonly #key: KeyObject;

  /** @param pem an Ed25519 private key, PKCS #8 */
  constructor(pem: string) {
    this.#key = createPrivateKey(pem);
    if (this.#key.asymmetricKeyType !== 'ed25519') throw new TypeError('the sealing key must be Ed25519');
    this.publicKey = createPublicKey(this.#key).export({ format: 'der', type: 'spki' }).toString('base64');
    this.keyId = keyIdOf(this.publicKey);
  }

  /** A new key as PEM, to be kept where only the server reads. */
  static generatePem(): string {
    return generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' });
  }

  /** The signature over a text, base64. */
  sign(text: string): string {
    return sign(null, Buffer.from(text), this.#key).toString('base64');
  }
}
