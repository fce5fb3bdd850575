import { AUDIT_ACTIONS, CATALOGUE_CODE, NAMERS } from '@miji/core';
import { z } from 'zod';
import { furtherRegime, itemChange, paper } from './classification.ts';
import { copyCount, copySummary } from './copies.ts';
import { capability } from './decision.ts';
import { itemHold } from './requests.ts';
import {
  companyCode,
  companyRef,
  cursor,
  customerNumber,
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
  z.object({ kind: z.literal('group'), groupId: id }),
]);

/** Who did something, when and why. */
const act = z.object({ by: personRef, at: instant, reason: z.string().max(2_000) });

/**
 * One name in a range, with the record of it: for 绝密 that of the designation. It counts from `from` up to, not including, `to`.
 *
 * @see GS-17
 */
export const rangeEntry = z.object({
  id,
  member: rangeMember,
  name: z.string().max(200),
  namedBy: personRef.nullable(),
  /** in what capacity he named; null for what was written down with the item */
  namedAs: z.enum(NAMERS).nullable(),
  namedAt: instant,
  reason: z.string().max(2_000),
  from: instant,
  to: instant.nullable(),
  /** who took the name out before its time was over */
  revoked: act.nullable(),
});

/** One person shut out of an item, whatever else names him. */
export const exclusion = z.object({
  id,
  person: personRef,
  excluded: act,
  /** who let him in again */
  readmitted: act.nullable(),
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
  /** how many pages it has, as excerpts name them; null where it is on paper, or nobody has counted yet */
  pages: z.int().nullable(),
  /** what its content is; null where it is on paper */
  contentKind: z.enum(['plain', 'markdown', 'pdf', 'docx', 'image']).nullable(),
  medium: z.enum(['electronic', 'paper']),
  /** who keeps it, where it is on paper */
  custodian: personRef.nullable(),
  /** how it came into the register: registered, taken over from a ledger, or lines released from another item */
  origin: z.enum(['registered', 'ledger', 'part']),
  /** its number in the ledger that it was taken over from */
  fileNumber: z.string().max(100).nullable(),
  /** what binds it besides the group’s rules */
  regimes: z.array(furtherRegime),
  /** the line of business that it belongs to, by code */
  line: z.string().max(50).nullable(),
  /** the owners of what it was made from */
  coOwners: z.array(companyRef),
  /** what it was made from, as far as the reader may know of it */
  sources: z.array(itemNumber),
  customer: customerNumber.nullable(),
  /** why the security office let something be classified that is outside the scope @see GS-09 */
  scopeOverride: z.string().max(2_000).nullable(),
  basis: z.string().max(2_000),
  levelReason: z.string().max(2_000).nullable(),
  proposedLevel: level,
  responsibleManager: personRef,
  drafter: z.object({ kind: z.enum(['person', 'service']), name: z.string().max(200) }),
  confirmedAt: instant.nullable(),
  /** everybody who was ever named; a guest of another company sees the names that let him in, and no others */
  range: z.array(rangeEntry),
  /** the hold on it; its reason only for the owner’s people, null to a guest. Null where it is not held */
  hold: itemHold.extend({ reason: itemHold.shape.reason.nullable() }).nullable(),
  /** who is or was shut out; empty for whoever may not shut anybody out */
  exclusions: z.array(exclusion),
  copies: z.array(copySummary),
  copyCount,
  /** every change of level, period or secrecy, the oldest first */
  changes: z.array(itemChange),
  history: z.array(historyEntry),
  can: z.array(capability),
});

export const registerItem = {
  input: z
    .object({
      title: line,
      catalogueCode: z.string().regex(CATALOGUE_CODE),
      level,
      levelReason: paragraph.optional(),
      basis: paragraph,
      period,
      issuedOn: day,
      responsibleManagerId: id,
      departmentId: id.optional(),
      range: z.array(z.object({ member: rangeMember, reason: paragraph })).max(200),
      /** what binds it besides the group’s rules and those of its catalogue entry */
      regimes: z.array(furtherRegime).max(6).optional(),
      /** the line of business that it belongs to, by code @see CD-11 */
      line: z.string().trim().min(1).max(50).optional(),
      /** what it was made from: it may be no less secret than any of them */
      sources: z.array(itemNumber).max(50).optional(),
      /** the customer whose file it is @see CD-08 */
      customer: customerNumber.optional(),
      /** why it is classified although its kind is outside the scope; the security office’s alone @see GS-09 */
      scopeOverride: paragraph.optional(),
      /** what it says, typed or as a file that was sent before, or, where it is on paper, who keeps it: one of the three */
      content: content.optional(),
      upload: id.optional(),
      paper: paper.optional(),
      idempotencyKey,
    })
    .refine((item) => [item.content, item.upload, item.paper].filter((one) => one !== undefined).length === 1, {
      path: ['content'],
      error: 'one of content, upload and paper',
    }),
  output: z.object({
    number: itemNumber,
    mark,
    markedLevel: level,
    /** what it is now: `declassified` where its period was over before it was registered */
    level: effectiveLevel,
    state: z.enum(['proposed', 'confirmed']),
  }),
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
    /** empty where the item is on paper */
    text: z.string().max(MAX_TEXT),
    /** where it is on paper: who keeps it; null otherwise */
    paper: z.object({ custodian: personRef.nullable() }).nullable(),
    reader: z.string().max(200),
    readAt: instant,
  }),
};

/**
 * Adds one name to the range: 指定 for 绝密, 写明 for the others. It may begin later, never earlier than now, and may have an end.
 *
 * @see GS-17
 * @see GS-18
 * @see GS-19
 */
export const nameReader = {
  input: z.object({
    number: itemNumber,
    member: rangeMember,
    reason: paragraph,
    /** from when it counts; at once where absent */
    from: instant.optional(),
    /** the first instant at which it no longer counts; without end where absent */
    to: instant.optional(),
  }),
  output: z.object({ entry: rangeEntry }),
};

/** Takes a name out of the range, by whoever may put one in. It bites at the next request. @see GS-17 @see GS-18 @see GS-19 */
export const revokeReader = {
  input: z.object({ number: itemNumber, entryId: id, reason: paragraph }),
  output: z.object({ entry: rangeEntry }),
};

/** Shuts a person out of an item, whatever names him: by whoever may name readers, or the owner’s security officer. */
export const excludeReader = {
  input: z.object({ number: itemNumber, personId: id, reason: paragraph }),
  output: z.object({ exclusion }),
};

/** Lifts an exclusion; what else names him counts again. */
export const readmitReader = {
  input: z.object({ number: itemNumber, personId: id, reason: paragraph }),
  output: z.object({ exclusion }),
};

/** The classification authority confirms what the drafter proposed. @see GS-13 */
export const confirmItem = {
  input: z.object({ number: itemNumber, version: z.int() }),
  output: z.object({ number: itemNumber, markedLevel: level, mark }),
};

export type RangeMemberWire = z.output<typeof rangeMember>;
export type RangeEntryWire = z.output<typeof rangeEntry>;
export type ExclusionWire = z.output<typeof exclusion>;
export type ItemSummary = z.output<typeof itemSummary>;
export type ItemDetail = z.output<typeof itemDetail>;
export type HistoryEntry = z.output<typeof historyEntry>;
export type RegisterItemInput = z.output<typeof registerItem.input>;
