import type { PeopleColumn } from '@miji/contract';
import { PEOPLE_COLUMNS } from '@miji/contract';

/** What a column may be called in the tables that offices keep; compared without spaces and case. */
const HEADINGS: Readonly<Record<PeopleColumn, readonly string[]>> = {
  name: ['姓名', 'name'],
  employeeNumber: ['工号', '员工号', '员工编号', 'employeenumber', 'employeeno', 'employeeid'],
  post: ['职务', '岗位', 'post', 'position'],
  department: ['部门', 'department'],
  lines: ['分管业务', '分管', 'lines', 'linesofbusiness'],
  from: ['任职起', '任职开始', '任职日期', 'from'],
  to: ['任职止', '任职结束', '离任日期', 'to'],
  email: ['邮箱', '电子邮箱', 'email', 'mail'],
};

/** Without these a table says nothing that could be entered. */
const NEEDED: readonly PeopleColumn[] = ['name', 'employeeNumber', 'post'];

/** A title, a date of issue and the like may stand above the header. */
const HEADER_WITHIN = 10;

/** A row below the header: where it stands, counted from 1, and its cells by column, trimmed. */
export interface SheetRow {
  readonly row: number;
  readonly cells: Readonly<Record<PeopleColumn, string>>;
}

/** A table whose header was found: which columns it has, and every row that says anything. */
export interface Sheet {
  readonly columns: ReadonlySet<PeopleColumn>;
  readonly rows: readonly SheetRow[];
}

const folded = (heading: string): string => heading.toLowerCase().replaceAll(/[\s_\-*＊:：.]/g, '');

const placesIn = (cells: readonly string[]): ReadonlyMap<PeopleColumn, number> => {
  const names = cells.map(folded);
  return new Map(
    PEOPLE_COLUMNS.flatMap((column) => {
      const place = names.findIndex((name) => HEADINGS[column].includes(name));
      return place < 0 ? [] : [[column, place] as const];
    }),
  );
};

/** Reads a table of cells; null where no row near its top is a header. */
export const readSheet = (table: readonly (readonly string[])[]): Sheet | null => {
  for (const [index, cells] of table.slice(0, HEADER_WITHIN).entries()) {
    const places = placesIn(cells);
    if (!NEEDED.every((column) => places.has(column))) continue;
    const rows = table.slice(index + 1).flatMap((found, below): SheetRow[] => {
      const at = (column: PeopleColumn): string => found[places.get(column) ?? Number.NaN]?.trim() ?? '';
      const read: SheetRow['cells'] = {
        name: at('name'),
        employeeNumber: at('employeeNumber'),
        post: at('post'),
        department: at('department'),
        lines: at('lines'),
        from: at('from'),
        to: at('to'),
        email: at('email'),
      };
      return Object.values(read).some((cell) => cell !== '') ? [{ row: index + below + 2, cells: read }] : [];
    });
    return { columns: new Set(places.keys()), rows };
  }
  return null;
};
