import { copyId } from '@miji/contract';

/** What stands on a label: a copy, or something that is no copy’s. */
export type Label = { readonly copy: string } | { readonly unknown: string };

/**
 * What a scanner, a camera or a hand gave: a copy’s id, or the address in its QR code, which ends with it. Typed in small letters, or
 * in full width by an input method, it is the same.
 */
export const readLabel = (read: string): Label => {
  const text = read.normalize('NFKC').trim();
  const last = text.split(/[?#]/u)[0]?.replace(/\/+$/u, '').split('/').at(-1) ?? '';
  const id = copyId.safeParse(last.toUpperCase());
  return id.success ? { copy: id.data } : { unknown: text };
};
