import { AUDIT_ACTIONS } from '@miji/core';
import { z } from 'zod';
import { copyCount, copySummary } from './copies.ts';
import { capability } from './decision.ts';
import {
  companyCode,
  companyRef,
  cursor,
  day,
  effectiveLevel,
  id,
  idempotencyKey,
  instant,
  itemNumber,
  level,
  limit,
  line,
  mark,
  pageOf,
  paragraph,
  period,
  personRef,
  post,
} from './primitives.ts';

/** The longest text that an item may hold, in characters. */
export const MAX_TEXT = 500_000;

/** Who may be named in a range. */
export const rangeMember = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), personId: id }),
  z.object({ kind: z.literal('post'), companyId: id, post }),
  z.object({ kind: z.literal('department'), departmentId: id }),
]);

/** One name in a range: who named him, why, and until when. */
export const rangeEntry = z.object({
  id,
  member: rangeMember,
  name: z.string().max(200),
  namedBy: personRef.nullable(),
  reason: z.string().max(2_000),
  from: instant,
  to: instant.nullable(),
});

export const content = z.object({
  format: z.enum(['plain', 'markdown']),
  text: z.string().min(1).max(MAX_TEXT),
});

/** An item as it stands in a list. Only who may know it ever sees one. */
export const itemSummary = z.object({
  number: itemNumber,
  title: z.string().max(200),
  /** what it is now; `declassified` once its period is over */
  level: effectiveLevel,
  /** the level of its mark */
  markedLevel: level,
  mark,
  owner: companyRef,
  catalogueCode: z.string().max(20),
  state: z.enum(['proposed', 'confirmed']),
  issuedOn: day,
  period,
  lastSecretDay: day.nullable(),
  declassifiesAt: instant.nullable(),
  registeredAt: instant,
});

/** One line of an item's history. */
export const historyEntry = z.object({
  at: instant,
  effectiveAt: instant.nullable(),
  action: z.enum(AUDIT_ACTIONS),
  actor: z.string().max(200),
  article: z.string().max(20).nullable(),
});

export const itemDetail = itemSummary.extend({
  version: z.int(),
  /** how many lines its text has: what an excerpt chooses from */
  lines: z.int(),
  basis: z.string().max(2_000),
  levelReason: z.string().max(2_000).nullable(),
  proposedLevel: level,
  responsibleManager: personRef,
  drafter: z.object({ kind: z.enum(['person', 'service']), name: z.string().max(200) }),
  confirmedAt: instant.nullable(),
  range: z.array(rangeEntry),
  copies: z.array(copySummary),
  copyCount,
  history: z.array(historyEntry),
  can: z.array(capability),
});

export const registerItem = {
  input: z.object({
    title: line,
    catalogueCode: z.string().regex(/^GS-\d{2}\.\d{1,2}$/),
    level,
    levelReason: paragraph.optional(),
    basis: paragraph,
    period,
    issuedOn: day,
    responsibleManagerId: id,
    departmentId: id.optional(),
    range: z.array(z.object({ member: rangeMember, reason: paragraph })).max(200),
    content,
    idempotencyKey,
  }),
  output: z.object({ number: itemNumber, mark, markedLevel: level, state: z.enum(['proposed', 'confirmed']) }),
};

export const getItem = { input: z.object({ number: itemNumber }), output: itemDetail };

export const ITEM_SORTS = ['newest', 'declassifies_soonest'] as const;

export const listItems = {
  input: z.object({
    /** whose items; one's own company where absent */
    company: companyCode.optional(),
    level: effectiveLevel.optional(),
    catalogueCode: z.string().max(20).optional(),
    /** part of a number or of a title */
    search: z.string().trim().max(100).optional(),
    sort: z.enum(ITEM_SORTS).default('newest'),
    cursor: cursor.optional(),
    limit,
  }),
  output: pageOf(itemSummary),
};

/** The text itself, with the mark of whoever reads it. Traced before it is answered. */
export const readItem = {
  input: z.object({ number: itemNumber }),
  output: z.object({
    number: itemNumber,
    mark,
    level: effectiveLevel,
    format: content.shape.format,
    text: content.shape.text,
    reader: z.string().max(200),
    readAt: instant,
  }),
};

/** Adds one name to the range: 指定 for 绝密, 写明 for the others. @see GS-17 @see GS-18 @see GS-19 */
export const nameReader = {
  input: z.object({ number: itemNumber, member: rangeMember, reason: paragraph }),
  output: z.object({ entry: rangeEntry }),
};

/** The classification authority confirms what the drafter proposed. @see GS-13 */
export const confirmItem = {
  input: z.object({ number: itemNumber, version: z.int() }),
  output: z.object({ number: itemNumber, markedLevel: level, mark }),
};

export type RangeMemberWire = z.output<typeof rangeMember>;
export type RangeEntryWire = z.output<typeof rangeEntry>;
export type ItemSummary = z.output<typeof itemSummary>;
export type ItemDetail = z.output<typeof itemDetail>;
export type HistoryEntry = z.output<typeof historyEntry>;
export type RegisterItemInput = z.output<typeof registerItem.input>;
