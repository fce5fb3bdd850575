import { z } from 'zod';
import { companyCode, id, itemNumber, level, paragraph, refusalCode } from './primitives.ts';

/** The most rows that are taken in at once. */
export const MAX_LEDGER_ROWS = 5_000;
const MAX_COLUMNS = 40;

/** What a column of a ledger may hold. */
export const LEDGER_COLUMNS = [
  'number',
  'title',
  'level',
  'period',
  'drafter',
  'department',
  'custodian',
  'copies',
  'issuedOn',
  'catalogue',
  'basis',
  'responsibleManager',
  'range',
] as const;
export const ledgerColumn = z.enum(LEDGER_COLUMNS);
export type LedgerColumn = z.output<typeof ledgerColumn>;

/** A cell as the text that stands in it. */
const cell = z.string().max(2_000);

/** A register as an office keeps it: its heading and its rows, cell by cell. Columns that it lacks may be given for all rows. */
export const ledger = z.object({
  company: companyCode.optional(),
  heading: z.array(cell).min(1).max(MAX_COLUMNS),
  rows: z.array(z.array(cell).max(MAX_COLUMNS)).min(1).max(MAX_LEDGER_ROWS),
  /** what counts where a row says nothing */
  otherwise: z
    .object({
      catalogueCode: z.string().max(20).optional(),
      basis: paragraph.optional(),
      responsibleManagerId: id.optional(),
      custodianId: id.optional(),
    })
    .optional(),
});

/** Something about one cell; `column` is null where it is about the row. */
export const ledgerFinding = z.object({
  column: ledgerColumn.nullable(),
  code: refusalCode,
  article: z.string().max(20).nullable(),
});

const rowOutcome = {
  /** counted from 1, the heading not included */
  row: z.int(),
  /** the number that the register gives the item */
  fileNumber: z.string().max(100),
  findings: z.array(ledgerFinding),
};

/** What an import would do, row by row; nothing is written. */
export const previewLedger = {
  input: ledger,
  output: z.object({
    /** names exactly this ledger and these rows: the import asks for it */
    digest: z.string().max(64),
    /** what each column was taken for; null where its heading says nothing */
    columns: z.array(z.object({ heading: z.string().max(2_000), column: ledgerColumn.nullable() })),
    /** columns that are needed, were not found, and are not given for all rows */
    missing: z.array(ledgerColumn),
    rows: z.array(
      z.object({
        ...rowOutcome,
        status: z.enum(['new', 'duplicate', 'error']),
        level: level.nullable(),
        /** its period is over already: it is registered as declassified */
        declassified: z.boolean(),
        copies: z.int(),
      }),
    ),
    counts: z.object({
      new: z.int(),
      duplicate: z.int(),
      error: z.int(),
      declassified: z.int(),
      copies: z.int(),
      levels: z.object({ confidential: z.int(), secret: z.int(), top_secret: z.int() }),
    }),
  }),
};

/** Takes in every good row, and none by halves; a row that is there already under its number is left as it is. */
export const importLedger = {
  input: ledger.extend({ digest: z.string().max(64) }),
  output: z.object({
    imported: z.int(),
    duplicate: z.int(),
    error: z.int(),
    rows: z.array(
      z.object({
        ...rowOutcome,
        status: z.enum(['imported', 'duplicate', 'error']),
        number: itemNumber.nullable(),
      }),
    ),
  }),
};

export type Ledger = z.output<typeof ledger>;
export type LedgerPreview = z.output<typeof previewLedger.output>;
export type LedgerReport = z.output<typeof importLedger.output>;
