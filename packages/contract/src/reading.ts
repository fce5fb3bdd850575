import { COPY_STATES } from '@miji/core';
import { z } from 'zod';
import { effectiveLevel, instant, itemNumber, mark, personRef } from './primitives.ts';
import { contentKind } from './uploads.ts';

/**
 * Begins to read an item page by page. Each page is drawn by the server with the reader’s own mark in it and comes from
 * `/api/v1/items/{number}/pages/{page}`, traced before its first byte; nothing of it may be kept.
 */
export const openReading = {
  input: z.object({ number: itemNumber }),
  output: z.object({
    number: itemNumber,
    version: z.int(),
    mark,
    level: effectiveLevel,
    kind: contentKind,
    pages: z.int(),
    /** width and height of each page in points; the last one counts for those that are not there */
    sizes: z.array(z.object({ width: z.number(), height: z.number() })).max(5_000),
    /** what is burned into every page beside the mark */
    reader: z.string().max(200),
    readAt: instant,
    /** whether the words of a page may be had as text, for a screen reader @see readPage */
    asText: z.boolean(),
    /** after how many idle seconds the pages are put away; null where the level asks for nothing */
    leaveAfter: z.int().nullable(),
    /** where it is on paper: who keeps it; null otherwise */
    paper: z.object({ custodian: personRef.nullable() }).nullable(),
  }),
};

/** The words of one page, for a screen reader and for choosing an excerpt; refused where the level allows none. Traced. */
export const readPage = {
  input: z.object({ number: itemNumber, page: z.int().min(1).max(5_000) }),
  output: z.object({
    page: z.int(),
    /** the lines of it, from the first to the last */
    lines: z.array(z.string().max(10_000)).max(2_000),
    /** where the first of them stands in the whole text; null where it has no numbered lines */
    fromLine: z.int().nullable(),
  }),
};

/** A page as a picture of some pixels across, from `/api/v1/items/{number}/pages/{page}`: `image/jpeg`, not to be stored. Traced. */
export const pageImage = {
  input: z.object({
    number: itemNumber,
    page: z.coerce.number().int().min(1).max(5_000),
    width: z.coerce.number().int().min(160).max(2_400).default(1_240),
  }),
};

/** Part of a photograph or a scan, read for the pattern that every page carries. */
export const tracedCopy = z.object({
  /** what the pattern belongs to */
  kind: z.enum(['copy', 'reading']),
  item: itemNumber,
  /** `HYYH-2026-000012-003`; null for what was read on a screen */
  copy: z.string().max(30).nullable(),
  /** for whom the page was drawn: a copy is drawn for each of its holders by itself, and a reading for its reader */
  person: personRef,
  /** when it was first drawn for him, or read */
  at: instant,
  /** on whose name the copy has been, the first one first; none for a reading */
  holders: z.array(z.object({ person: personRef, since: instant, until: instant.nullable() })),
  /** on whose name it is now, and how; null for a reading */
  holder: personRef.nullable(),
  state: z.enum(COPY_STATES).nullable(),
  page: z.int().nullable(),
  /** from 0 to 1: how sure the reading of the pattern is */
  certainty: z.number(),
});
/**
 * The answer of `POST /api/v1/marks/whose-copy`, whose body is the picture itself: PNG, JPEG or WebP. `found` is null where the pattern is
 * nobody’s that the caller may know; a picture without a readable pattern is refused with `MARK_UNREADABLE`.
 */
export const whoseCopy = { output: z.object({ found: tracedCopy.nullable() }) };
/** How large such a picture may be, in bytes. */
export const PICTURE_LIMIT = 25_000_000;

export type Reading = z.output<typeof openReading.output>;
export type PageText = z.output<typeof readPage.output>;
export type TracedCopy = z.output<typeof tracedCopy>;
