import { open, seal } from './envelope.ts';
import type { KeyProvider } from './key-provider.ts';

/**
 * A key provider that holds the root keys in memory; where they were read from is the server's business.
 *
 * @param newest wraps from now on
 * @param older in the order in which they were in use: they still open what they sealed
 */
export const localKeyProvider = (newest: Buffer, older: readonly Buffer[] = []): KeyProvider => ({
  version: older.length + 1,
  wrap: async (key, context) => seal(newest, context, key),
  unwrap: async (wrapped, context) => {
    for (const rootKey of [newest, ...older.toReversed()]) {
      try {
        return open(rootKey, context, wrapped);
      } catch {
        // Sealed under another of them: each opens what is its own, and nothing else.
      }
    }
    return open(newest, context, wrapped);
  },
});
