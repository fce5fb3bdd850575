import { createHash, createPublicKey, verify } from 'node:crypto';
import type { Verifier } from '@miji/core';

/** Ed25519 and SHA-256 for the verifier. It shares no line with the server that sealed what it checks. */
export const nodeVerifier: Verifier = {
  sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
  keyId: (publicKey) => createHash('sha256').update(publicKey, 'base64').digest('hex'),
  verify: (publicKey, text, signature) => {
    try {
      const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
      if (key.export({ format: 'der', type: 'spki' }).toString('base64') !== publicKey) return false;
      return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'));
    } catch {
      return false;
    }
  },
};
