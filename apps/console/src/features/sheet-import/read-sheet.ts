/** A table as a person keeps it: rows of cells, each as the text that stands in it. */
export type Sheet = readonly (readonly string[])[];

/** Why a file could not be read as a table. */
export type SheetError = 'too_large' | 'unreadable' | 'empty' | 'too_many_rows';

export type SheetReading = { readonly rows: Sheet } | { readonly error: SheetError };

const LARGEST_BYTES = 10 * 1024 * 1024;
const MOST_ROWS = 5_010;
const MOST_COLUMNS = 50;
const LONGEST_CELL = 500;

/**
 * Reads an Excel or a CSV file in the browser: what is sent on is text in cells, and nothing else of the file. CSV may be UTF-8 or, as
 * Excel in Chinese writes it, GB 18030.
 */
export const readSheet = async (file: File): Promise<SheetReading> => {
  if (file.size > LARGEST_BYTES) return { error: 'too_large' };
  try {
    const rows = trimmed(await (isWorkbook(file) ? readWorkbook(file) : readCsv(file)));
    if (rows.length === 0) return { error: 'empty' };
    return rows.length > MOST_ROWS ? { error: 'too_many_rows' } : { rows };
  } catch {
    return { error: 'unreadable' };
  }
};

const isWorkbook = ({ name }: File): boolean => name.toLowerCase().endsWith('.xlsx');

const readWorkbook = async (file: File): Promise<string[][]> => {
  const { Workbook } = await import('exceljs');
  const workbook = new Workbook();
  await workbook.xlsx.load(await file.arrayBuffer());
  const [sheet] = workbook.worksheets;
  const rows: string[][] = [];
  sheet?.eachRow({ includeEmpty: true }, (row) => {
    if (rows.length > MOST_ROWS) return;
    const width = Math.min(row.cellCount, MOST_COLUMNS);
    rows.push(Array.from({ length: width }, (_, index) => textOf(row.getCell(index + 1).value)));
  });
  return rows;
};

/** What a cell shows: dates as days, formulas by their result, links and rich text by their words. */
const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object') return '';
  if ('richText' in value && Array.isArray(value.richText)) {
    return value.richText.map((part: { readonly text?: unknown }) => textOf(part.text)).join('');
  }
  if ('result' in value) return textOf(value.result);
  return 'text' in value ? textOf(value.text) : '';
};

const readCsv = async (file: File): Promise<string[][]> => {
  const { default: papaparse } = await import('papaparse');
  const bytes = await file.arrayBuffer();
  const { data } = papaparse.parse<string[]>(decoded(bytes), { skipEmptyLines: false, preview: MOST_ROWS + 1 });
  return data.map((row) => row.slice(0, MOST_COLUMNS));
};

const decoded = (bytes: ArrayBuffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
};

const trimmed = (rows: readonly (readonly string[])[]): string[][] => {
  const cells = rows.map((row) => row.map((cell) => cell.trim().slice(0, LONGEST_CELL)));
  const last = cells.findLastIndex((row) => row.some((cell) => cell !== ''));
  return cells.slice(0, last + 1).map((row) => (row.length === 0 ? [''] : row));
};
