import type { Refusal } from '@miji/contract';
import { refusalCode } from '@miji/contract';
import type { ContentFileRow } from '@miji/db';
import { findContentFile, findOwnContentFile } from '@miji/db';
import type { RefusalCode } from '@miji/core';
import { actingPerson, scopeOfCompany, scopeOfPerson } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { CopyTooComplexError } from '../rendition/copy-too-complex-error.ts';
import { pageCount } from '../rendition/render-copy.ts';
import { readStretch } from '../vault/parts.ts';
import { textOf } from './inspection/text-of.ts';
import { isUploader } from './known-upload.ts';
import { keyOfFile, partedOf } from './parted-file.ts';

/** A content that an item is about to get: a text, typed or sent, or a file; with its pages, null where it is too intricate to count. */
export type NewContent = { readonly pages: number | null } & (
  | { readonly format: 'plain' | 'markdown'; readonly text: string; readonly file: ContentFileRow | null }
  | { readonly format: 'pdf' | 'docx' | 'image'; readonly text: null; readonly file: ContentFileRow }
);

/** So long whoever registers waits for a text to be counted, in milliseconds; what takes longer is counted by its first reader. */
const COUNTING_MS = 5_000;

interface Given {
  readonly content?: { readonly format: 'plain' | 'markdown'; readonly text: string } | undefined;
  readonly upload?: string | undefined;
}

/**
 * Makes ready what an item is to be made of; nothing is bound yet. The text of a file is read here, so that no transaction waits for the
 * store.
 *
 * @param refuse traces why a file cannot be used, and gives the error to throw
 * @returns null where it is on paper
 * @throws Refusal `UPLOAD_GONE` for what is not the caller's, not this company's, or used; `CONTENT_NOT_READY`; or why the file was refused
 */
export const prepareContent = async (
  ctx: CallContext,
  companyId: string,
  { content, upload }: Given,
  refuse: (code: RefusalCode) => Promise<Refusal>,
): Promise<NewContent | null> => {
  if (content !== undefined) return counted({ ...content, file: null });
  if (upload === undefined) return null;
  const file = await usable(ctx, companyId, upload);
  const code = codeFor(file);
  if (file === undefined || code !== null) throw await refuse(code ?? 'UPLOAD_GONE');
  switch (file.kind) {
    case 'plain':
    case 'markdown':
      return counted({ format: file.kind, text: await readText(ctx, file), file });
    case 'pdf':
    case 'docx':
    case 'image':
      return { format: file.kind, text: null, file, pages: file.pages };
    case null:
      throw new Error('a file that is ready has no kind');
  }
};

const counted = async <Text extends { readonly format: 'plain' | 'markdown'; readonly text: string }>(
  content: Text,
) => {
  const { text, format } = content;
  const pages = await pageCount({ text, format }, COUNTING_MS).catch((error: unknown) => {
    if (error instanceof CopyTooComplexError) return null;
    throw error;
  });
  return { ...content, pages };
};

const usable = async (ctx: CallContext, companyId: string, id: string): Promise<ContentFileRow | undefined> => {
  const { db } = ctx.platform;
  const row =
    actingPerson(ctx) === null
      ? await db.transact(scopeOfCompany(ctx, companyId), (tx) => findContentFile(tx, id))
      : await db.transact(scopeOfPerson(ctx), (tx) => findOwnContentFile(tx, id));
  return row?.company_id === companyId && isUploader(ctx, row) ? row : undefined;
};

const codeFor = (file: ContentFileRow | undefined): RefusalCode | null => {
  switch (file?.state) {
    case 'ready':
      return null;
    case 'receiving':
    case 'checking':
      return 'CONTENT_NOT_READY';
    case 'refused':
      return refusalCode.parse(file.refusal);
    default:
      return 'UPLOAD_GONE';
  }
};

const readText = async (ctx: CallContext, file: ContentFileRow): Promise<string> => {
  const { db, blobs } = ctx.platform;
  const key = await db.transact(scopeOfCompany(ctx, file.company_id), (tx) => keyOfFile(ctx.platform, tx, file));
  return textOf(await readStretch(blobs, key, partedOf(file), 0, file.size));
};

/** What stands with an item of its content. */
export const contentColumns = (content: NewContent | null) => ({
  line_count: content === null || content.text === null ? 0 : content.text.split('\n').length,
  page_count: content?.pages ?? null,
  content_kind: content?.format ?? null,
});
