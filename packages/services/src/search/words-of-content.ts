import type { ContentFileRow } from '@miji/db';
import { scopeOfCompany } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { readingRoom, shelvedContent, wordsOf } from '../reading/shelved-content.ts';
import { withoutPictures } from '../rendition/picture-block.ts';
import type { NewContent } from '../uploads/new-content.ts';
import { keyOfFile, partedOf } from '../uploads/parted-file.ts';
import type { OpenedContent } from '../vault/open-content.ts';
import { plainParts, readStretch } from '../vault/parts.ts';

/** So long whoever registers waits for the words of a file; of a longer one the first pages are found. */
const BUDGET_MS = 8_000;

/**
 * What a content is found by: the text itself, or the words on the pages of a file. They are taken while the file is still its
 * uploader’s; afterwards only readers can open it, and the one who registers need not be one. What cannot be read is found by its title.
 */
export const wordsOfContent = async (ctx: CallContext, content: NewContent | null): Promise<string> => {
  if (content === null) return '';
  if (content.text !== null) return content.text;
  return content.format === 'image' ? '' : wordsOfFile(ctx, content.file).catch(() => '');
};

const wordsOfFile = async (ctx: CallContext, file: ContentFileRow): Promise<string> =>
  wordsOfOpened(ctx, { id: file.id, version: 0 }, await opened(ctx, file), BUDGET_MS);

/** The words of a content that lies open: all of what is made of words; of a file’s pages those that can be had in the time there is. */
export const wordsOfOpened = async (
  ctx: CallContext,
  version: { readonly id: string; readonly version: number },
  content: OpenedContent,
  withinMs: number,
): Promise<string> => {
  if (content.kind === 'image') return '';
  if (content.kind !== 'pdf') return withoutPictures((await wordsOf(content)).text);
  const shelved = shelvedContent(ctx, version, content);
  const until = performance.now() + withinMs;
  const { length } = await readingRoom.papers(shelved);
  const words: string[] = [];
  for (let page = 0; page < length && performance.now() < until; page += 1) {
    words.push(...(await readingRoom.words(shelved, page)).lines);
  }
  return words.join('\n');
};

const opened = async (ctx: CallContext, file: ContentFileRow): Promise<OpenedContent> => {
  const { db, blobs } = ctx.platform;
  if (file.kind === null) throw new Error('a file that nobody has looked at has no words');
  const key = await db.transact(scopeOfCompany(ctx, file.company_id), (tx) => keyOfFile(ctx.platform, tx, file));
  const parted = partedOf(file);
  return {
    kind: file.kind,
    size: file.size,
    pages: file.pages,
    sizes: file.sizes,
    fileName: file.file_name,
    stream: () => plainParts(blobs, key, parted),
    read: (offset, length) => readStretch(blobs, key, parted, offset, length),
  };
};
