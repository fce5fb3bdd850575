import { COPY_ACTS, COPY_KINDS, COPY_MEDIA, COPY_STATES, MOVEMENT_OUTCOMES } from '@miji/core';
import { z } from 'zod';
import {
  companyCode,
  copyId,
  cursor,
  day,
  effectiveLevel,
  grantNumber,
  id,
  idempotencyKey,
  incidentNumber,
  instant,
  itemNumber,
  limit,
  line,
  loanNumber,
  mark,
  pageOf,
  paragraph,
  personRef,
} from './primitives.ts';
import { destructionMethod } from './request-terms.ts';

export const copyState = z.enum(COPY_STATES);

/** Where a copy lies. */
export const storeRef = z.object({ id, code: z.string().max(20), name: z.string().max(100) });

/** A line of the copy register. */
export const copySummary = z.object({
  id: copyId,
  item: itemNumber,
  /** `003`, as printed */
  number: z.string().max(8),
  kind: z.enum(COPY_KINDS),
  medium: z.enum(COPY_MEDIA),
  level: effectiveLevel,
  mark,
  /** who answers for it now */
  holder: personRef,
  /** where it is kept; null while it is on somebody’s desk */
  store: storeRef.nullable(),
  state: copyState,
  /** the copy that it was made from; null where it was made from the item itself */
  parent: copyId.nullable(),
  /** the copy that it has become part of */
  boundTo: copyId.nullable(),
  /** null for a copy that was in a register before the system was */
  grant: grantNumber.nullable(),
  issuedAt: instant,
  /** until when a print may be used @see PM-10 */
  useUntil: day.nullable(),
  /** until when it comes back: a loan, or what is carried out */
  dueAt: instant.nullable(),
  /** whether somebody still has to count and confirm */
  movementOpen: z.boolean(),
});

/** issued = held + lent + carried out + in transit + returned + destroyed + lost. @see GS-24 */
export const copyCount = z.object({
  issued: z.int(),
  in: z.object({
    held: z.int(),
    lent: z.int(),
    carried_out: z.int(),
    in_transit: z.int(),
    returned: z.int(),
    destroyed: z.int(),
    lost: z.int(),
  }),
  conserved: z.boolean(),
});

/** One side of a handing over: who counted how much, in what condition. @see AR-34 @see AR-36 */
export const counted = z.object({
  by: personRef.nullable(),
  at: instant.nullable(),
  pages: z.int().nullable(),
  condition: z.string().max(2_000).nullable(),
});

/** How, under which grant and by whose agreement a copy is destroyed; who does it and before whom are the two sides of the movement. */
export const destroyedBy = z.object({
  grant: grantNumber,
  method: destructionMethod,
  approvedBy: z.array(personRef),
});

/** One movement of a copy. What takes two sides is done when the second of them has counted and confirmed. */
export const movement = z.object({
  id,
  copy: copyId,
  item: itemNumber,
  act: z.enum(COPY_ACTS),
  outcome: z.enum(MOVEMENT_OUTCOMES),
  from: z.object({ person: personRef.nullable(), store: storeRef.nullable() }),
  to: z.object({ person: personRef.nullable(), store: storeRef.nullable(), place: z.string().max(200).nullable() }),
  given: counted,
  taken: counted,
  /** by his own sign-in, or by a signature on the keeper’s screen that a second person stands for; null while nobody has confirmed */
  confirmedBy: z.enum(['session', 'signature']).nullable(),
  /** when the taker signed, and on whose screen: it counts once he, or a second person, confirms it */
  signed: z.object({ at: instant, before: personRef }).nullable(),
  /** the second person who stands for the signature */
  countersignedBy: personRef.nullable(),
  /** how it travels: carrier, seal, measures @see CD-12 */
  means: z.string().max(2_000).nullable(),
  note: z.string().max(2_000).nullable(),
  loan: loanNumber.nullable(),
  /** null for every other act */
  destruction: destroyedBy.nullable(),
  /** until when the other side confirms; an alarm is raised afterwards */
  confirmBy: instant.nullable(),
  /** whether the caller may confirm or decline it */
  yours: z.boolean(),
  /** whether the caller may confirm it as the second person who stands for a signature */
  countersign: z.boolean(),
});

export const listCopies = {
  input: z.object({
    company: companyCode.optional(),
    item: itemNumber.optional(),
    holderId: id.optional(),
    storeId: id.optional(),
    state: copyState.optional(),
    /** only what somebody still has to count and confirm */
    movementOpen: z.boolean().optional(),
    cursor: cursor.optional(),
    limit,
  }),
  output: pageOf(copySummary),
};

/** A destruction that is granted, with the copies that are left of it. @see K-12 @see PM-16 */
export const destruction = destroyedBy.extend({
  item: itemNumber,
  requester: personRef,
  executor: personRef,
  witness: personRef,
  expiresAt: instant,
  copies: z.array(copySummary),
});

export const copyDetail = copySummary.extend({
  /** how many pages it has, as it was issued; null where nobody has counted */
  pages: z.int().nullable(),
  /** earlier marks, crossed out on paper, the oldest first @see GS-24 */
  earlierMarks: z.array(z.object({ mark, until: instant })),
  /** copies made from this one */
  children: z.array(copyId),
  movements: z.array(movement),
  /** what the caller may do with it now */
  can: z.array(z.enum(COPY_ACTS)),
  /** under what the caller destroys it, where that is his to do and can be done now */
  destruction: destruction.nullable(),
  /** whether the caller may take it over because its receipt was never confirmed, see `copies.takeOver` */
  mayTakeOver: z.boolean(),
  /** whether its file may be had from here */
  hasFile: z.boolean(),
});
export const getCopy = { input: z.object({ id: copyId }), output: copyDetail };

/** All copies of an item as they descend from each other, for whoever keeps or watches the register, or may know the item. */
export const copyTree = {
  input: z.object({ item: itemNumber }),
  output: z.object({ item: itemNumber, copies: z.array(copySummary), count: copyCount }),
};

/** Where something goes: to a person, or into a store. */
export const destination = z.union([z.object({ personId: id }), z.object({ storeId: id })]);

/**
 * Begins what takes two sides: the giver says what he hands over and how many pages it has. It is done when the other side has
 * counted and confirmed; until then the giver answers for it.
 */
export const announceMovement = {
  input: z.object({
    copy: copyId,
    act: z.enum(['pass_on', 'send', 'return', 'give_back', 'bring_back']),
    /** absent where it goes back to where it came from */
    to: destination.optional(),
    pages: z.int().min(1).max(100_000),
    condition: paragraph.optional(),
    /** carrier, seal and measures; what is sent to another company needs them @see CD-12 */
    means: paragraph.optional(),
    idempotencyKey,
  }),
  output: movement,
};
/** Counts and confirms. A count that differs is refused with `COUNT_DIFFERS`: decline it then, and the difference is looked into. */
export const confirmMovement = {
  input: z.object({
    movement: id,
    pages: z.int().min(1).max(100_000),
    condition: paragraph.optional(),
    /**
     * Drawn on the keeper’s screen by whoever has no session at hand: a path in the notation of SVG. It waits until he confirms it with
     * his own sign-in, or a second person does: another keeper of the store, or the owner’s security officer.
     */
    signature: z.object({ name: line, path: z.string().max(20_000) }).optional(),
  }),
  output: movement,
};
/** Does not take it over: it stays where it was, and an incident is drafted where the count differs. */
export const declineMovement = {
  input: z.object({ movement: id, reason: paragraph, pages: z.int().min(0).max(100_000).optional() }),
  output: movement,
};
export const withdrawMovement = { input: z.object({ movement: id }), output: movement };

export const MOVEMENT_BOXES = ['to_confirm', 'announced', 'all'] as const;
/** What waits for the caller’s count, or what he waits for; all of a company for whoever keeps or watches its register. */
export const listMovements = {
  input: z.object({
    box: z.enum(MOVEMENT_BOXES).default('to_confirm'),
    company: companyCode.optional(),
    copy: copyId.optional(),
    cursor: cursor.optional(),
    limit,
  }),
  output: pageOf(movement),
};

/** Takes a copy that one holds out of the office, under a grant that says where, until when and by what measures. @see CD-12 @see AR-32 */
export const carryOut = {
  input: z.object({ grant: grantNumber, copy: copyId, pages: z.int().min(1).max(100_000), idempotencyKey }),
  output: copySummary,
};
/** Says that a copy is gone: its state is `lost` at once and an incident is drafted. @see AR-37 */
export const loseCopy = {
  input: z.object({ copy: copyId, noticedAt: instant, circumstances: paragraph }),
  output: z.object({ copy: copySummary, incident: incidentNumber }),
};
/**
 * Takes over a copy whose receipt its holder has not confirmed in time, or has declined. It takes two: the owner’s security officer
 * begins it, and a keeper of the store counts and confirms. @see AR-36
 */
export const takeOverCopy = {
  input: z.object({
    copy: copyId,
    storeId: id,
    pages: z.int().min(1).max(100_000),
    reason: paragraph,
    idempotencyKey,
  }),
  output: movement,
};
/** A keeper has what was lost: it does not go out again. */
export const findCopyAgain = {
  input: z.object({ copy: copyId, storeId: id, pages: z.int().min(1).max(100_000), note: paragraph }),
  output: copySummary,
};
/**
 * Destroys a copy that has come back, by whom the grant names for that. It is destroyed once the witness, whom it names too, has
 * confirmed the same count by his own sign-in. @see K-12 @see PM-16
 */
export const destroyCopy = {
  input: z.object({ grant: grantNumber, copy: copyId, pages: z.int().min(1).max(100_000), idempotencyKey }),
  output: movement,
};
/** Binds copies of one holder into one of them: from then on they go where that goes. */
export const bindCopies = {
  input: z.object({ into: copyId, copies: z.array(copyId).min(1).max(50), note: paragraph }),
  output: z.object({ copies: z.array(copySummary) }),
};
/** Takes a page out for a new one: who keeps or destroys the old one is written down with it. */
export const replacePage = {
  input: z.object({ copy: copyId, page: z.int().min(1).max(100_000), reason: paragraph, storeId: id }),
  output: copyDetail,
};

/** Something that has to be looked into, drafted by what happened; incidents in full begin from it. */
export const INCIDENT_KINDS = [
  'copy_lost',
  'copy_overdue',
  'count_differs',
  'holder_left',
  'loan_overdue',
  'receipt_overdue',
  'signature_disputed',
  'stocktaking_difference',
] as const;
export const incidentDraft = z.object({
  number: incidentNumber,
  kind: z.enum(INCIDENT_KINDS),
  item: itemNumber,
  copy: copyId.nullable(),
  loan: loanNumber.nullable(),
  person: personRef.nullable(),
  draftedAt: instant,
  facts: z.string().max(2_000),
});
export const listIncidentDrafts = {
  input: z.object({ company: companyCode.optional(), cursor: cursor.optional(), limit }),
  output: pageOf(incidentDraft),
};

/** What a change of an item means for whoever holds a copy of it: he is told, and says that he has understood. @see GS-24 */
export const TIDINGS_KINDS = [
  'regraded',
  'extended',
  'declassified',
  'range_changed',
  'held',
  'released',
  'revised',
] as const;
export const tidings = z.object({
  id,
  item: itemNumber,
  kind: z.enum(TIDINGS_KINDS),
  /** the copies that it is about */
  copies: z.array(copyId),
  person: personRef,
  /** the mark that counts now; the old one is crossed out */
  mark,
  earlierMark: mark.nullable(),
  toldAt: instant,
  confirmedAt: instant.nullable(),
});
export const TIDINGS_BOXES = ['mine', 'item'] as const;
/** What one has to be told of, or who has to be told of an item’s changes and who has confirmed. */
export const listTidings = {
  input: z.object({
    item: itemNumber.optional(),
    unconfirmedOnly: z.boolean().default(false),
    cursor: cursor.optional(),
    limit,
  }),
  output: pageOf(tidings),
};
export const confirmTidings = { input: z.object({ id }), output: tidings };

export type CopySummary = z.output<typeof copySummary>;
export type DestructionWire = z.output<typeof destruction>;
export type CopyDetail = z.output<typeof copyDetail>;
export type CopyCountWire = z.output<typeof copyCount>;
export type MovementWire = z.output<typeof movement>;
export type StoreRef = z.output<typeof storeRef>;
export type IncidentDraft = z.output<typeof incidentDraft>;
export type TidingsWire = z.output<typeof tidings>;
