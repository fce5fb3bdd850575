import { useState } from 'react';

const KEY_BYTES = 16;

/** A key that makes a repeated call the same call. */
export const newIdempotencyKey = (): string =>
  // Not `randomUUID`, which browsers keep from pages served without TLS inside a company's network.
  Array.from(crypto.getRandomValues(new Uint8Array(KEY_BYTES)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** One key per form, kept until the form is left or its act succeeded. */
export const useIdempotencyKey = (): { readonly key: string; readonly renew: () => void } => {
  const [key, setKey] = useState(newIdempotencyKey);
  return { key, renew: () => setKey(newIdempotencyKey()) };
};
