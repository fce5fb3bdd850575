import { z } from 'zod';
import { copyId } from './primitives.ts';
import { copySummary, destruction, movement, storeRef } from './copies.ts';
import {
  companyCode,
  cursor,
  day,
  effectiveLevel,
  grantNumber,
  handoverNumber,
  id,
  idempotencyKey,
  instant,
  itemNumber,
  level,
  limit,
  line,
  loanNumber,
  pageOf,
  paragraph,
  personRef,
  requestNumber,
  stocktakingNumber,
} from './primitives.ts';
import { visitorShown } from './request-terms.ts';

/** A place where copies are kept, with the people who keep it. @see GS-26 @see CF-29 */
export const store = storeRef.extend({
  company: companyCode,
  place: z.string().max(200),
  /** set apart for what is 机密 or 绝密 */
  separate: z.boolean(),
  highestLevel: level,
  keepers: z.array(z.object({ id, person: personRef, from: instant, appointedBy: personRef.nullable() })),
  /** how many copies lie in it; null for whoever neither keeps it nor watches the register */
  copies: z.int().nullable(),
  closedAt: instant.nullable(),
  /** whether the caller keeps it */
  yours: z.boolean(),
});
export const listStores = {
  input: z.object({ company: companyCode.optional(), closed: z.boolean().default(false) }),
  output: z.object({ stores: z.array(store) }),
};
/** Opens a store; the company’s security officer alone. */
export const openStore = {
  input: z.object({
    company: companyCode.optional(),
    code: z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,15}$/),
    name: line,
    place: line,
    separate: z.boolean(),
    highestLevel: level,
  }),
  output: store,
};
/** Closes a store in which nothing lies any more. */
export const closeStore = { input: z.object({ id }), output: store };
/** Appoints a keeper by name: an employee of the company, never oneself. @see GS-26 @see CF-29 */
export const appointKeeper = {
  input: z.object({ store: id, personId: id }),
  output: store,
};
/** Ends a keeper’s appointment; refused with `HOLDINGS_OUTSTANDING` while things lie there and nobody else keeps them. */
export const endKeeper = { input: z.object({ store: id, keeper: id }), output: store };

/** How custody runs in a company. */
export const custodySettings = z.object({
  company: companyCode,
  /** hours in which whoever was given a copy confirms that he has it */
  receiptHours: z.int().min(1).max(720),
  /** days for which a loan may be overdue before an incident is drafted */
  overdueDays: z.int().min(0).max(90),
});
export const getCustodySettings = { input: z.object({ company: companyCode.optional() }), output: custodySettings };
export const setCustodySettings = {
  input: custodySettings.partial({ company: true }),
  output: custodySettings,
};

/** `not_taken`: handed out, and declined or withdrawn before the borrower had counted it. */
export const LOAN_STATES = ['out', 'overdue', 'returned', 'not_taken', 'lost'] as const;
/** A line of the loan register. @see AR-13 @see AR-31 @see AR-32 @see CF-25 */
export const loan = z.object({
  number: loanNumber,
  item: itemNumber,
  copy: copyId,
  level: level,
  borrower: personRef,
  /** the borrower’s unit */
  unit: z.string().max(200).nullable(),
  /** somebody from outside, for whom the borrower answers and who reads only in his presence @see AR-30 @see CF-21 */
  visitor: visitorShown.nullable(),
  supervisor: personRef.nullable(),
  purpose: z.string().max(2_000),
  grant: grantNumber,
  days: z.int(),
  lentAt: instant,
  /** the last day on which it is in time */
  dueOn: day,
  /** from this instant on it is overdue */
  overdueFrom: instant,
  /** whether that rests on a calendar that is not yet published */
  provisional: z.boolean(),
  returnedAt: instant.nullable(),
  state: z.enum(LOAN_STATES),
  lentBy: personRef,
  takenBackBy: personRef.nullable(),
  pages: z.int(),
  pagesReturned: z.int().nullable(),
  conditionOut: z.string().max(2_000).nullable(),
  conditionBack: z.string().max(2_000).nullable(),
  /** whether the borrower has confirmed that he has it */
  received: z.boolean(),
});
export const LOAN_BOXES = ['out', 'overdue', 'due_soon', 'all'] as const;
export const listLoans = {
  input: z.object({
    box: z.enum(LOAN_BOXES).default('all'),
    company: companyCode.optional(),
    item: itemNumber.optional(),
    borrowerId: id.optional(),
    from: day.optional(),
    to: day.optional(),
    cursor: cursor.optional(),
    limit,
  }),
  output: pageOf(loan),
};
export const getLoan = { input: z.object({ number: loanNumber }), output: loan };
/**
 * Hands out what a loan was granted for: a copy that lies in one of the keeper’s stores or, where none does, one made for it. The
 * borrower counts and confirms, by his own sign-in or a signature on the screen.
 */
export const handOut = {
  input: z.object({
    grant: grantNumber,
    /** the copy that is lent; absent where one is made for it */
    copy: copyId.optional(),
    storeId: id,
    /** as they were counted; of a copy that is made for it, as many as it is drawn on */
    pages: z.int().min(1).max(100_000).optional(),
    condition: paragraph.optional(),
    /** who stays with a visitor from outside */
    supervisorId: id.optional(),
    signature: z.object({ name: line, path: z.string().max(20_000) }).optional(),
    idempotencyKey,
  }),
  output: z.object({ loan, movement }),
};

/** Puts what is on paper into the register: the original of a paper item, with the keeper’s count. @see AR-01 */
export const enterOriginal = {
  input: z.object({
    item: itemNumber,
    storeId: id,
    medium: z.enum(['paper', 'audio_visual']),
    pages: z.int().min(1).max(100_000),
    /** whether carrier and ink last; where they do not, the condition says what it is @see CF-08 */
    durable: z.boolean().default(true),
    condition: paragraph.optional(),
    idempotencyKey,
  }),
  output: copySummary,
};

/** What waits at a keeper’s desk. */
export const custodyDesk = {
  input: z.object({ company: companyCode.optional() }),
  output: z.object({
    /** loans that are granted and not yet handed out */
    toHandOut: z.array(
      z.object({
        grant: grantNumber,
        item: itemNumber,
        level,
        borrower: personRef,
        days: z.int(),
        visitor: z.boolean(),
        grantedAt: instant,
        expiresAt: instant,
        /** copies that lie ready in the keeper’s stores */
        ready: z.array(copyId),
      }),
    ),
    /** what has been announced to the keeper and waits for his count */
    toCount: z.array(movement),
    dueBack: z.array(loan),
    overdue: z.array(loan),
    /** prints and papers of a meeting whose time is over, copies whose holder has left the range or the house, carried out and not back, risen above their store */
    toCollect: z.array(
      z.object({
        copy: copySummary,
        why: z.enum(['use_over', 'range_lost', 'left', 'not_back', 'declassified', 'store_level']),
      }),
    ),
    /** destructions that are granted, of what lies there: who fetches it, and before whom it is destroyed @see PM-16 */
    toDestroy: z.array(destruction),
    /** what nobody has confirmed in time */
    unconfirmed: z.array(movement),
    /** stores in which things have come to a keeper’s name that he has not counted: stock is to be taken */
    stockToTake: z.array(z.object({ store: storeRef, since: instant })),
  }),
};

/** Counting what lies in a store against what the register says lies there. */
export const stocktaking = z.object({
  number: stocktakingNumber,
  store: storeRef,
  company: companyCode,
  begunAt: instant,
  begunBy: personRef,
  closedAt: instant.nullable(),
  closedBy: personRef.nullable(),
  expected: z.int(),
  counted: z.int(),
  missing: z.int(),
  surplus: z.int(),
});
/** How a label was read: a typed one shows no more than that somebody knew the number. */
export const LABEL_MEANS = ['scanned', 'typed'] as const;
export const stocktakingLine = z.object({
  /** the copy, or what was read where no copy is called so */
  copy: z.string().max(300),
  /** what was found: as expected, not there, there and not expected, or a label nobody knows */
  finding: z.enum(['found', 'missing', 'surplus', 'unknown']),
  means: z.enum(LABEL_MEANS).nullable(),
  countedAt: instant.nullable(),
  countedBy: personRef.nullable(),
  /** where the register says it is, of what should not be here */
  elsewhere: z.string().max(200).nullable(),
});
export const beginStocktaking = { input: z.object({ storeId: id }), output: stocktaking };
/**
 * Labels read by scanner or camera, or typed; the same label twice counts once, and one that was typed and is scanned later counts as
 * scanned. By anybody but the only keeper of the store. @see GS-26
 */
export const countInStocktaking = {
  input: z.object({
    number: stocktakingNumber,
    labels: z.array(z.string().trim().min(1).max(300)).min(1).max(100),
    means: z.enum(LABEL_MEANS).default('typed'),
  }),
  output: z.object({ stocktaking, lines: z.array(stocktakingLine) }),
};
/** Closes it, by somebody who neither began it nor counted; what is missing becomes an incident draft. */
export const closeStocktaking = {
  input: z.object({ number: stocktakingNumber, note: paragraph.optional() }),
  output: stocktaking,
};
export const listStocktakings = {
  input: z.object({ company: companyCode.optional(), storeId: id.optional(), cursor: cursor.optional(), limit }),
  output: pageOf(stocktaking),
};
/** What was counted; what is missing is told only once it is closed, so that nobody counts from a list. */
export const getStocktaking = {
  input: z.object({ number: stocktakingNumber }),
  output: z.object({
    stocktaking,
    lines: z.array(stocktakingLine),
    /** whether the caller may count in it now */
    mayCount: z.boolean(),
    /** whether the caller may close it now */
    mayClose: z.boolean(),
  }),
};

/** A sheet on paper: a PDF, base64. */
export const sheet = z.object({ fileName: z.string().max(200), pdf: z.base64().max(20_000_000) });
/** Labels with a QR code, to be stuck on: of some copies, or of everything in a store. */
export const printLabels = {
  input: z.object({ copies: z.array(copyId).max(200).optional(), storeId: id.optional() }),
  output: sheet,
};
/**
 * A register as it is kept on paper: copies, loans (AR-32, CF-25), loans and destructions in one (PM-27), or the
 * papers handed out under a request and come back (CD-15).
 */
export const printRegister = {
  input: z.object({
    register: z.enum(['copies', 'loans', 'loans_and_destructions', 'handed_out']),
    company: companyCode.optional(),
    item: itemNumber.optional(),
    request: requestNumber.optional(),
    storeId: id.optional(),
  }),
  output: sheet,
};

/** One thing that goes from one person’s name to another’s. */
export const handoverLine = z.object({
  /** whose it is */
  company: companyCode,
  kind: z.enum(['copy', 'loan', 'store']),
  /** a copy id, a loan number, or the code of a store */
  subject: z.string().max(40),
  item: itemNumber.nullable(),
  /** of a copy as it is when the line is drawn up; null for a store */
  level: effectiveLevel.nullable(),
  pages: z.int().nullable(),
  /** why it cannot go to the taker: it has to be given back first */
  obstacle: z.string().max(60).nullable(),
});
/**
 * What stands on somebody’s name, as far as it concerns who looks: line by line what is his own, comes to him, or belongs to a company
 * whose register he keeps or watches; in figures what belongs to a company whose appointments he administers.
 */
const standing = z.object({
  lines: z.array(handoverLine),
  /** how much there is of each kind in the companies that concern him */
  counts: z.object({ copies: z.int(), loans: z.int(), stores: z.int() }),
  /** whether there is more, in companies that do not concern him */
  elsewhere: z.boolean(),
});
/** Handing over everything on somebody’s name as one act, signed by both. @see AR-06 */
export const HANDOVER_STATES = ['proposed', 'given', 'done', 'withdrawn'] as const;
export const handover = standing.extend({
  number: handoverNumber,
  company: companyCode,
  giver: personRef,
  taker: personRef,
  state: z.enum(HANDOVER_STATES),
  reason: z.string().max(2_000),
  proposedAt: instant,
  proposedBy: personRef,
  givenAt: instant.nullable(),
  takenAt: instant.nullable(),
  /** which signature the caller owes */
  yours: z.enum(['give', 'take']).nullable(),
});
/** What stands on somebody’s name: one’s own, or anybody’s for whoever administers appointments or keeps the register. @see AR-06 */
export const holdingsOf = {
  input: z.object({ personId: id.optional(), takerId: id.optional() }),
  output: standing.extend({ person: personRef }),
};
export const proposeHandover = {
  input: z.object({ giverId: id.optional(), takerId: id, reason: paragraph, idempotencyKey }),
  output: handover,
};
/** Signs as giver or taker. With the second signature everything changes hands at once, or nothing does. */
export const signHandover = { input: z.object({ number: handoverNumber }), output: handover };
export const withdrawHandover = { input: z.object({ number: handoverNumber }), output: handover };
/**
 * Orders that what is on the name of somebody who refuses, is ill or is dead is collected from him, piece by piece: for three days his
 * appointment may be ended although things stand on his name. By the company’s security officer; the end is its administrator’s.
 *
 * @see AR-06
 */
export const orderCollection = {
  input: z.object({ personId: id, reason: paragraph }),
  output: z.object({
    person: personRef,
    company: companyCode,
    reason: z.string().max(2_000),
    orderedAt: instant,
    expiresAt: instant,
  }),
};
export const listHandovers = {
  input: z.object({ company: companyCode.optional(), cursor: cursor.optional(), limit }),
  output: pageOf(handover),
};

export type StoreWire = z.output<typeof store>;
export type LoanWire = z.output<typeof loan>;
export type StocktakingWire = z.output<typeof stocktaking>;
export type StocktakingLine = z.output<typeof stocktakingLine>;
export type HandoverWire = z.output<typeof handover>;
export type HandoverLine = z.output<typeof handoverLine>;
export type CustodyDeskWire = z.output<typeof custodyDesk.output>;
export type CustodySettings = z.output<typeof custodySettings>;
