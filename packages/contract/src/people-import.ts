import { z } from 'zod';
import { companyCode, instant, post, refusalCode } from './primitives.ts';

/** The most rows of one import, its header not counted. */
export const MOST_IMPORTED_PEOPLE = 5_000;

/** The columns that an import of people knows; the first row that names the first three of them in Chinese or English is the header. */
export const PEOPLE_COLUMNS = ['name', 'employeeNumber', 'post', 'department', 'lines', 'from', 'to', 'email'] as const;

/** The table as a person keeps it: rows of cells, each as text. Dates may be written 2026-11-21, 2026/11/21, 2026年11月21日 or as Excel’s serial. */
const sheet = z
  .array(z.array(z.string().max(500)).max(50))
  .min(1)
  .max(MOST_IMPORTED_PEOPLE + 10);

/** Something wrong with one row. `row` counts from 1 as a spreadsheet does. */
export const peopleFinding = z.object({
  row: z.int().min(1),
  column: z.enum(PEOPLE_COLUMNS),
  code: refusalCode,
  /** the cell as it was sent */
  value: z.string().max(500),
});

export const peopleRow = z.object({
  row: z.int().min(1),
  status: z.enum(['new', 'changed', 'unchanged', 'error']),
  name: z.string().max(500),
  employeeNumber: z.string().max(500),
  /** null where the cell names none */
  post: post.nullable(),
  department: z.string().max(500).nullable(),
  from: instant.nullable(),
  to: instant.nullable(),
  findings: z.array(peopleFinding).max(20),
});

const counts = z.object({
  people: z.int().min(0),
  begun: z.int().min(0),
  ended: z.int().min(0),
  departments: z.int().min(0),
  accounts: z.int().min(0),
  unchanged: z.int().min(0),
  errors: z.int().min(0),
});

const digest = z.string().regex(/^[\da-f]{64}$/);

/** What an import would change. Nothing is written. */
export const previewPeopleImport = {
  input: z.object({ company: companyCode, rows: sheet }),
  output: z.object({
    /** every row below the header that says anything */
    rows: z.array(peopleRow).max(MOST_IMPORTED_PEOPLE + 10),
    counts,
    /** of what would be written; the import itself is given it back */
    digest,
  }),
};

/**
 * Writes what the preview has shown, and nothing else: where the register has changed since, it is refused with `VERSION_CONFLICT`.
 * `wrongRows` says whether one wrong row keeps out the others too.
 */
export const importPeople = {
  input: z.object({
    company: companyCode,
    rows: sheet,
    digest,
    wrongRows: z.enum(['refuse_all', 'leave_out']).default('refuse_all'),
  }),
  output: z.object({ counts, findings: z.array(peopleFinding).max(50_000) }),
};

export type PeopleRow = z.output<typeof peopleRow>;
export type PeopleFinding = z.output<typeof peopleFinding>;
export type PeopleImportCounts = z.output<typeof counts>;
export type PeopleColumn = (typeof PEOPLE_COLUMNS)[number];
