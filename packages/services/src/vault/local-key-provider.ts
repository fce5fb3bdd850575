import { open, seal } from './envelope.ts';
import type { KeyProvider } from './vault.ts';

/** A key provider that holds the root key in memory; where it was read from is the server's business. */
export const localKeyProvider = (rootKey: Buffer): KeyProvider => ({
  wrap: async (key, context) => seal(rootKey, context, key),
  unwrap: async (wrapped, context) => open(rootKey, context, wrapped),
});
