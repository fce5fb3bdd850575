import type { StoredContentKind } from '@miji/db';

/** What a name promises: a kind, and for images the very format. */
interface Promised {
  readonly kind: StoredContentKind;
  readonly mimes: readonly string[];
}

const PROMISES: Readonly<Record<string, Promised>> = {
  pdf: { kind: 'pdf', mimes: ['application/pdf'] },
  docx: { kind: 'docx', mimes: [] },
  txt: { kind: 'plain', mimes: [] },
  md: { kind: 'markdown', mimes: [] },
  markdown: { kind: 'markdown', mimes: [] },
  png: { kind: 'image', mimes: ['image/png', 'image/apng'] },
  jpg: { kind: 'image', mimes: ['image/jpeg'] },
  jpeg: { kind: 'image', mimes: ['image/jpeg'] },
  webp: { kind: 'image', mimes: ['image/webp'] },
};

/** What the end of a name promises; undefined where no such file is taken. */
export const promisedBy = (fileName: string): Promised | undefined => {
  const ending = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase();
  return ending === undefined || !Object.hasOwn(PROMISES, ending) ? undefined : PROMISES[ending];
};

/** The last part of what a sender calls his file, without what no line of a list can show. */
export const plainFileName = (given: string): string => {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  return last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu, '')
    .trim()
    .slice(-255);
};
