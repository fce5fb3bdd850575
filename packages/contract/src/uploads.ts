import { z } from 'zod';
import { id, instant, itemNumber, paragraph, refusalCode } from './primitives.ts';
import { content } from './items.ts';

/** What an item may be made of beside typed text, told by its bytes and never by its name. */
export const CONTENT_KINDS = ['plain', 'markdown', 'pdf', 'docx', 'image'] as const;
export const contentKind = z.enum(CONTENT_KINDS);

export const UPLOAD_STATES = ['receiving', 'checking', 'ready', 'bound', 'refused'] as const;

/** A file on its way into the vault. Its bytes go to `/api/v1/uploads`, in as many pieces as it takes (tus). */
export const upload = z.object({
  id,
  fileName: z.string().max(255),
  /** in bytes */
  size: z.int(),
  /** how many of them are safe */
  received: z.int(),
  state: z.enum(UPLOAD_STATES),
  /** known once it has been looked at */
  kind: contentKind.nullable(),
  pages: z.int().nullable(),
  lines: z.int().nullable(),
  /** why it was refused; nothing of it is kept then */
  refusal: refusalCode.nullable(),
  startedAt: instant,
  /** until when it may still be used; what nobody has used is removed */
  keptUntil: instant,
});

export const getUpload = { input: z.object({ id }), output: upload };
export const cancelUpload = { input: z.object({ id }), output: z.object({ removed: z.literal(true) }) };
/** How large a file may be here, in bytes. */
export const uploadLimits = { input: z.void(), output: z.object({ largest: z.int(), kinds: z.array(contentKind) }) };

/** Gives an item a new content: the version rises, and every grant of the old one is void. @see GS-23 */
export const reviseItem = {
  input: z
    .object({
      number: itemNumber,
      version: z.int(),
      content: content.optional(),
      upload: id.optional(),
      reason: paragraph,
    })
    .refine((item) => (item.content === undefined) !== (item.upload === undefined), {
      path: ['content'],
      error: 'either content or upload',
    }),
  output: z.object({ number: itemNumber, version: z.int() }),
};

/** How far a change of keys has come. */
export const keyRotation = z.object({
  scope: z.enum(['company', 'root']),
  state: z.enum(['running', 'done', 'failed']),
  done: z.int(),
  of: z.int(),
  startedAt: instant,
  endedAt: instant.nullable(),
  startedBy: z.string().max(100).nullable(),
});
export const companyKeys = z.object({
  company: z.string().max(8),
  version: z.int(),
  createdAt: instant,
  rotation: keyRotation.nullable(),
});
/** The keys of the companies that the caller administers, without a byte of them. */
export const listKeys = { input: z.void(), output: z.object({ keys: z.array(companyKeys) }) };
/** A new key for a company: every data key is wrapped anew, no content is touched. @see SG-03 */
export const rotateCompanyKey = { input: z.object({ company: z.string().max(8) }), output: companyKeys };

export type UploadWire = z.output<typeof upload>;
export type ContentKind = z.output<typeof contentKind>;
export type KeyRotation = z.output<typeof keyRotation>;
export type CompanyKeysWire = z.output<typeof companyKeys>;
